"""A real Keystone with its own database, and a service beside it that asks it about every token."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from core.loopback import Answer, Loopback, Received
from servers.environments import environment
from servers.process import free_port, serving

REQUIREMENTS = ("keystone==30.0.0", "waitress>=3.0")
REGION = "eu-de"
PASSWORD = "canary-of-the-admin"

_SERVE = """\
import sys
from keystone.server import wsgi
from waitress import serve
port = int(sys.argv.pop())  # Keystone reads what is left
serve(wsgi.initialize_public_application(), host="127.0.0.1", port=port, threads=4)
"""
_CONFIGURATION = """\
[database]
connection = sqlite:///{folder}/keystone.db
[fernet_tokens]
key_repository = {folder}/tokens
[fernet_receipts]
key_repository = {folder}/receipts
[credential]
key_repository = {folder}/credentials
[auth]
methods = password,token,totp,application_credential
"""


@dataclass(frozen=True, slots=True)
class Keystone:
    """Speaks as the administrator of a running Keystone."""

    url: str
    token: str

    def ask(self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> Any:
        """Send a request; return the JSON of the answer. Raises `HTTPError` for a refusal."""
        content = None if body is None else json.dumps(body).encode()
        own = {"x-auth-token": self.token, "content-type": "application/json", **(headers or {})}
        with urlopen(Request(f"{self.url}{path}", data=content, method=method, headers=own), timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def valid(self, token: str) -> bool:
        """Tell whether a token is one, as services ask."""
        try:
            self.ask("GET", "/v3/auth/tokens", headers={"x-subject-token": token})
        except HTTPError:
            return False
        return True

    def user(self, name: str, password: str) -> str:
        """Make a user with a role in the administrator's project; return the ID."""
        made = {"name": name, "password": password, "domain_id": "default"}
        user_id: str = self.ask("POST", "/v3/users", {"user": made})["user"]["id"]
        self.admit(user_id, self.project_id)
        return user_id

    def admit(self, user_id: str, project_id: str) -> None:
        """Give a user a role in a project."""
        (role,) = self.ask("GET", "/v3/roles?name=member")["roles"]
        self.ask("PUT", f"/v3/projects/{project_id}/users/{user_id}/roles/{role['id']}")

    @property
    def project_id(self) -> str:
        (project,) = self.ask("GET", "/v3/projects?name=admin")["projects"]
        return str(project["id"])

    def offer(self, kind: str, url: str, *, region: str = REGION, interface: str = "public") -> None:
        """Add a service to the catalog."""
        service = self.ask("POST", "/v3/services", {"service": {"type": kind, "name": kind}})["service"]
        if region != REGION:
            self.ask("PUT", f"/v3/regions/{region}", {"region": {}})
        endpoint = {"service_id": service["id"], "region_id": region, "interface": interface, "url": url}
        self.ask("POST", "/v3/endpoints", {"endpoint": endpoint})


@contextmanager
def running_keystone(folder: Path) -> Iterator[Keystone]:
    """Start a Keystone whose files are in `folder`; skip where none can be installed."""
    programs = environment("keystone", REQUIREMENTS)
    configuration, program, port = folder / "keystone.conf", folder / "serve.py", free_port()
    configuration.write_text(_CONFIGURATION.format(folder=folder), encoding="utf-8")
    program.write_text(_SERVE, encoding="utf-8")
    url = f"http://127.0.0.1:{port}"
    owner = ("--keystone-user", getpass.getuser(), "--keystone-group", _group())
    public = ("--bootstrap-public-url", f"{url}/v3")
    for keys in ("tokens", "receipts", "credentials"):
        (folder / keys).mkdir(mode=0o700)
    for command in (
        ("db_sync",),
        ("fernet_setup", *owner),
        ("receipt_setup", *owner),
        ("credential_setup", *owner),
        ("bootstrap", "--bootstrap-password", PASSWORD, "--bootstrap-region-id", REGION, *public),
    ):
        manage = [programs / "keystone-manage", "--config-file", configuration, *command]
        done = subprocess.run(manage, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    found = {"OS_KEYSTONE_CONFIG_FILES": str(configuration)}
    with serving([programs / "python", program, str(port)], port=port, env=found, ready="/v3"):
        yield Keystone(url, _admin_token(url))


def _group() -> str:
    import grp

    return grp.getgrgid(os.getgid()).gr_name


def _admin_token(url: str) -> str:
    user = {"name": "admin", "domain": {"id": "default"}, "password": PASSWORD}
    scope = {"project": {"name": "admin", "domain": {"id": "default"}}}
    login = {"auth": {"identity": {"methods": ["password"], "password": {"user": user}}, "scope": scope}}
    request = Request(
        f"{url}/v3/auth/tokens", data=json.dumps(login).encode(), headers={"content-type": "application/json"}
    )
    with urlopen(request, timeout=60) as answer:
        return str(answer.headers["x-subject-token"])


def asks_about_tokens(keystone: Keystone, service: Loopback) -> None:
    """Let a service answer those whose token Keystone knows, and refuse all others with 401."""

    def behaviour(received: Received, _: object) -> Answer:
        known = keystone.valid(received.headers.get("x-auth-token", ""))
        return Answer(200, []) if known else Answer(401, {"error_msg": "no valid token"})

    service.behave(behaviour)
