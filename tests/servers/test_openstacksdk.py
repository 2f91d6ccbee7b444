"""What openstacksdk reads in a clouds.yaml, and what the client makes of the same file."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from otc._core.cloud_keys import (
    KNOWN,
    OF_A_SERVICE_HONOURED,
    OF_A_SERVICE_REFUSED,
    OF_A_SERVICE_WITHOUT_MEANING,
    OTHER_NAMES,
)
from otc._core.trust import Trust
from otc.functiongraph import FunctionGraph

from servers.environments import environment

pytestmark = [pytest.mark.servers, pytest.mark.filterwarnings("ignore::UserWarning")]

CERTIFICATE = Path(__file__).parents[1] / "core" / "localhost.pem"
REQUIREMENTS = ("openstacksdk>=4.5", "keystoneauth1>=5.8")

KEYS = """
import json, re
from importlib.resources import files
from keystoneauth1 import loading
folder = files("openstack.config")
schema = json.loads(folder.joinpath("schema.json").read_text())["$defs"]
extras = json.loads(folder.joinpath("clouds-schema.json").read_text())["$defs"]["cloudExtras"]
keys = [*schema["cloud"]["properties"], *schema["auth"]["properties"], *extras["properties"]]
for name in loading.get_available_plugin_names():
    for option in loading.get_plugin_loader(name).get_options():
        keys += [option.dest, *(one.dest for one in option.deprecated)]
print(json.dumps([sorted(set(keys)), list(schema["cloud"]["patternProperties"])]))
"""

READ = """
import json, sys, warnings
from openstack.config import OpenStackConfig
warnings.simplefilter("ignore")
told = []
for name in sys.argv[1:]:
    one = OpenStackConfig(load_envvars=False).get_one(name)
    verify, cert = one.get_requests_verify_args()
    auth = one.config["auth"]
    told.append({
        "region": one.get_region_name("functiongraph") or "",
        "interface": one.get_interface("functiongraph"),
        "override": one.get_endpoint("functiongraph") or "",
        "verify": verify, "cert": cert,
        "project_id": auth.get("project_id", ""),
        "timeout": one.config.get("api_timeout"),
    })
print(json.dumps(told))
"""

CLOUDS = f"""
clouds:
  plain:
    region_name: eu-de
    auth: &auth {{auth_url: "https://iam.invalid/v3", username: u, password: p, user_domain_name: d, project_id: p1}}
  careless: {{region_name: eu-nl, insecure: true, auth: *auth}}
  unverified: {{region_name: eu-nl, verify: false, auth: *auth}}
  authority: {{region_name: eu-nl, cacert: {CERTIFICATE}, cert: {CERTIFICATE}, key: {CERTIFICATE}, auth: *auth}}
  careless-authority: {{region_name: eu-nl, insecure: true, cacert: {CERTIFICATE}, auth: *auth}}
  inside: {{region_name: eu-nl, interface: internal, auth: *auth}}
  old-inside: {{region_name: eu-nl, endpoint_type: internal, auth: *auth}}
  own-inside: {{region_name: eu-nl, interface: admin, functiongraph_interface: internal, auth: *auth}}
  several: {{region_name: eu-nl, interface: [internal, public], auth: *auth}}
  elsewhere: {{region_name: eu-nl, functiongraph_endpoint_override: "https://fg.invalid", auth: *auth}}
  old-elsewhere: {{region_name: eu-nl, functiongraph_endpoint: "https://fg.invalid", auth: *auth}}
  slow: {{region_name: eu-nl, api_timeout: 33, auth: *auth}}
  swiss: {{profile: otc-swiss, auth: {{username: u, password: p, user_domain_name: d, project_id: p1}}}}
  one-region: {{regions: [{{name: eu-nl, values: {{interface: internal}}}}], auth: *auth}}
  old-names: {{region_name: eu-nl, auth: {{auth_url: "https://iam.invalid/v3", user-name: u, password: p, user-domain-name: d, tenant-id: p2}}}}
"""
NAMES = [line.strip().partition(":")[0] for line in CLOUDS.splitlines() if line.startswith("  ") and line[2] != " "]


def told(program: str, folder: Path, *arguments: str) -> Any:
    python = environment("openstacksdk", REQUIREMENTS) / "python"
    done = subprocess.run(
        [python, "-c", program, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_key_that_openstacksdk_knows_is_in_the_table(tmp_path: Path) -> None:
    keys, patterns = told(KEYS, tmp_path)
    ends = (*OF_A_SERVICE_HONOURED, *OF_A_SERVICE_WITHOUT_MEANING, *OF_A_SERVICE_REFUSED)
    assert len(keys) > 70
    unknown = [
        key
        for key in keys
        if OTHER_NAMES.get(key, key) not in KNOWN
        and key != "auth"
        and not key.endswith(tuple(f"_{end}" for end in ends))
    ]
    assert unknown == []
    known = {f"_{end}$" for end in ends} | {"_endpoint_type$"}
    assert set(patterns) <= known


def test_what_openstacksdk_reads_is_what_the_client_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("yaml")
    (tmp_path / "clouds.yaml").write_text(CLOUDS)
    monkeypatch.chdir(tmp_path)
    for name, theirs in zip(NAMES, told(READ, tmp_path, *NAMES), strict=True):
        settings = vars(FunctionGraph(cloud=name))["_driver"].settings
        interface = theirs["interface"]
        assert settings.region == theirs["region"], name
        assert settings.interfaces == tuple([interface] if isinstance(interface, str) else interface), name
        assert str(settings.endpoint or "") == theirs["override"], name
        assert settings.timeout == theirs["timeout"] or theirs["timeout"] is None, name
        assert settings.credentials.project_id == theirs["project_id"], name
        assert settings.trust == _trust(theirs["verify"], theirs["cert"]), name


def _trust(verify: bool | str, cert: list[str] | str | None) -> Trust:
    files = [cert] if isinstance(cert, str) else cert or ["", ""]
    trusted = verify if isinstance(verify, str) else ""
    return Trust(verified=verify is not False, authorities=trusted, certificate=files[0], key=files[1])
