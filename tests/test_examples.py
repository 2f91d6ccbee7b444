"""The programs in `examples/`: strict type checkers take them as they are, and they run against the fakes of their
services.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from otc.autoscaling import AutoScaling
from otc.dns import DomainNameService
from otc.ecs import AsyncElasticCloudServer, ElasticCloudServer
from otc.ecs import operations as ecs_op
from otc.functiongraph import FunctionGraph
from otc.kms import KeyManagementService
from otc.obs import ObjectStorageService
from otc.obs import operations as obs_op
from otc.testing import Documented
from otc.vpc import VirtualPrivateCloud

from command import PROJECT

EXAMPLES = PROJECT / "examples"
VPC_ID = "7c1d2a90-1f46-49d0-8c3e-0b6f5d6d2a10"
CLOUDS = """
clouds:
  first:
    region_name: eu-de
    auth: {token: from elsewhere, project_id: p1}
  second:
    region_name: eu-nl
    ak: access key
    sk: secret key
    auth: {project_id: p2}
"""


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """Import an example by its name, as `python examples/name.py` would read it."""
    monkeypatch.syspath_prepend(str(EXAMPLES))  # type: ignore[no-untyped-call]  # the fixture has no types
    return import_module


def test_create_server(example: Callable[[str], Any], capsys: pytest.CaptureFixture[str]) -> None:
    ecs, vpc = Documented(ElasticCloudServer), Documented(VirtualPrivateCloud)
    example("create_server").main(ecs.client, vpc.client)
    assert capsys.readouterr().out == "web-1 ACTIVE 192.168.0.12\n"
    assert [call.operation for call in ecs.calls] == [ecs_op.CreateServers, ecs_op.GetJob, ecs_op.GetServer]
    assert ecs.calls[0].body == {
        "server": {
            "name": "web-1",
            "imageRef": VPC_ID,
            "flavorRef": "s3.large.2",
            "vpcid": VPC_ID,
            "nics": [{"subnet_id": "9a40c6ef-52d7-4f3b-9d22-6d0c8a7d5e31"}],
            "root_volume": {"volumetype": "SSD", "size": 40},
        }
    }


def test_list_subnets(example: Callable[[str], Any], capsys: pytest.CaptureFixture[str]) -> None:
    vpc = Documented(VirtualPrivateCloud)
    example("list_subnets").main(vpc.client)
    assert capsys.readouterr().out == f"{VPC_ID} 256\nfront\n"
    assert vpc.calls[-1].query["vpc_id"] == VPC_ID


def test_keep_objects(example: Callable[[str], Any], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    storage = Documented(ObjectStorageService)
    storage.answers[obs_op.ListObjects] = 200, {"Contents": [{"Key": "reports/may.pdf", "Size": 3}]}
    storage.answers[obs_op.DownloadObject] = 200, b"PDF"
    report = tmp_path / "may.pdf"
    report.write_bytes(b"PDF")
    example("keep_objects").main(storage.client, "my-reports", [report], tmp_path / "newest")
    assert capsys.readouterr().out.splitlines()[1:] == ["reports/may.pdf 3", "downloaded reports/may.pdf"]
    assert (tmp_path / "newest").read_bytes() == b"PDF"
    uploaded = next(call for call in storage.calls if call.operation is obs_op.UploadObject)
    assert (uploaded.bucket, uploaded.path["ObjectName"], uploaded.body) == ("my-reports", "reports/may.pdf", b"PDF")
    assert uploaded.headers["x-obs-meta-author"] == "accounting"


def test_encrypt_text(example: Callable[[str], Any], capsys: pytest.CaptureFixture[str]) -> None:
    example("encrypt_text").main(Documented(KeyManagementService).client)
    assert capsys.readouterr().out == "True hello\n"


def test_scale_servers(example: Callable[[str], Any], capsys: pytest.CaptureFixture[str]) -> None:
    example("scale_servers").main(Documented(AutoScaling).client)
    assert capsys.readouterr().out == "web 2 of 2\nweb-1 INSERVICE NORMAL\n"


def test_publish_name(example: Callable[[str], Any], capsys: pytest.CaptureFixture[str]) -> None:
    example("publish_name").main(Documented(DomainNameService).client)
    assert capsys.readouterr().out == "www.example.com. A 192.0.2.10\n"


def test_call_function(example: Callable[[str], Any], capsys: pytest.CaptureFixture[str]) -> None:
    example("call_function").main(Documented(FunctionGraph).client)
    first, second = capsys.readouterr().out.splitlines()
    assert first == "invoice-mailer has 512 MB"
    assert second


def test_handle_errors(example: Callable[[str], Any], capsys: pytest.CaptureFixture[str]) -> None:
    ecs = Documented(ElasticCloudServer)
    found = ecs.client.get_server(server_id="any").to_dict()
    gone = {"error": {"code": "Ecs.0114", "message": "no such server"}}
    ecs.answers[ecs_op.GetServer] = [(200, found), (404, gone)]
    example("handle_errors").main(ecs.client)
    assert [line.partition(": ")[2] for line in capsys.readouterr().out.splitlines()] == [
        "ACTIVE",
        "there is no such server (Ecs.0114)",
        "the request cannot be sent: server_id: '..' cannot stand in a path",
    ]


def test_call_at_once(example: Callable[[str], Any], capsys: pytest.CaptureFixture[str]) -> None:
    ecs = Documented(AsyncElasticCloudServer)
    asyncio.run(example("call_at_once").main(ecs.client))
    assert capsys.readouterr().out == "ACTIVE 50\n"
    assert {call.path["server_id"] for call in ecs.calls} == {f"server-{number}" for number in range(50)}


def test_use_clouds_yaml(
    example: Callable[[str], Any],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "clouds.yaml").write_text(CLOUDS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ecs = Documented(ElasticCloudServer)
    program = example("use_clouds_yaml")
    program.main(["first", "second", "third"], lambda name: ElasticCloudServer(cloud=name, transport=ecs.transport))
    first, second, third = capsys.readouterr().out.splitlines()
    assert (first, second) == ("first 1", "second 1")
    assert third.startswith("third is not configured: cloud 'third' is not in ")
    hosts = list(dict.fromkeys(call.headers["host"] for call in ecs.calls))
    assert hosts == ["ecs.eu-de.otc.t-systems.com", "ecs.eu-nl.otc.t-systems.com"]


def test_every_example_is_run() -> None:
    ran = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert {path.stem for path in EXAMPLES.glob("*.py")} <= ran


@pytest.mark.parametrize("version", ["3.11", "3.14"])
def test_mypy_strict(version: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--python-version", version, "--cache-dir", str(tmp_path)]
    told = subprocess.run([*command, "examples"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_basedpyright_strict(tmp_path: Path) -> None:
    settings = {
        "include": [str(EXAMPLES)],
        "typeCheckingMode": "strict",
        "extraPaths": [str(PROJECT / "generated")],
    }
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "basedpyright", "--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["generalDiagnostics"] == []
    assert json.loads(done.stdout)["summary"]["filesAnalyzed"] == len(list(EXAMPLES.glob("*.py")))
