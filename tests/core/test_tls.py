"""Who the client talks to: certificates, versions of TLS, proxies and netrc."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sample_sdk import errors
from sample_sdk.functiongraph import FunctionGraph
from sample_sdk.functiongraph import operations as op

from core.doors import OpenDoor
from core.loopback import Answer, Loopback

GET = op.ListAllTriggersOfFunction(function_urn="urn")
CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""Key and certificate of a made-up `localhost`, signed by itself."""
EXPIRED = Path(__file__).with_name("expired.pem")
"""The same, valid for one day long ago."""

Serve = Callable[..., int]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server with TLS that answers every request with an empty list; gives its port."""
    listeners: list[socket.socket] = []

    def start(
        certificate: Path = CERTIFICATE,
        newest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED,
        clients: Path | None = None,
    ) -> int:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        if clients is not None:
            context.load_verify_locations(clients)
            context.verify_mode = ssl.CERT_REQUIRED
        if newest is not ssl.TLSVersion.MAXIMUM_SUPPORTED:
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.maximum_version = newest
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        threading.Thread(target=answering, args=(listener, context), daemon=True).start()
        port: int = listener.getsockname()[1]
        return port

    yield start
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)


def answering(listener: socket.socket, context: ssl.SSLContext) -> None:
    """Answer until the listener is shut down."""
    with listener:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with suppress(OSError), context.wrap_socket(connection, server_side=True) as stream:
                stream.recv(65_536)
                stream.sendall(Answer(200, [], {"connection": "close"}).encoded())


def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


def test_r26_a_certificate_that_nobody_trusts_is_refused_once(open_door: OpenDoor, serve: Serve) -> None:
    with pytest.raises(errors.CertificateError) as caught:
        open_door(endpoint=f"https://localhost:{serve()}", insecure=False).send(GET)
    assert caught.value.attempts == 1


def test_r26_an_authority_can_be_given(open_door: OpenDoor, serve: Serve) -> None:
    door = open_door(endpoint=f"https://localhost:{serve()}", insecure=False, verify=trusting(CERTIFICATE))
    assert door.send(GET) == []


def test_r26_a_certificate_for_another_host_is_refused(open_door: OpenDoor, serve: Serve) -> None:
    with pytest.raises(errors.CertificateError):
        open_door(endpoint=f"https://127.0.0.1:{serve()}", verify=trusting(CERTIFICATE)).send(GET)


def test_r26_an_expired_certificate_is_refused(open_door: OpenDoor, serve: Serve) -> None:
    with pytest.raises(errors.CertificateError, match="expired"):
        open_door(endpoint=f"https://localhost:{serve(EXPIRED)}", verify=trusting(EXPIRED)).send(GET)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_r26_old_versions_of_tls_are_refused(open_door: OpenDoor, serve: Serve, newest: ssl.TLSVersion) -> None:
    door = open_door(endpoint=f"https://localhost:{serve(newest=newest)}", verify=trusting(CERTIFICATE), max_attempts=1)
    with pytest.raises(errors.ConnectionFailed) as caught:
        door.send(GET)
    assert not caught.value.sent


AUTHORITY_OF_THE_ENVIRONMENT = """
import asyncio, sys
sys.path.insert(0, sys.argv[1])
from sample_sdk import errors
from sample_sdk.auth import Token
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph, operations as op

options = {"auth": Token("t"), "project_id": "p", "endpoint": sys.argv[2]}
request = op.ListAllTriggersOfFunction(function_urn="urn")
try:
    print(FunctionGraph(**options).send(request), asyncio.run(AsyncFunctionGraph(**options).send(request)))
except errors.CertificateError:
    print("refused")
"""


@pytest.mark.parametrize(("names", "told"), [(("SSL_CERT_FILE",), "[] []"), ((), "refused")])
def test_r26_an_authority_can_be_named_in_the_environment(
    serve: Serve, sdk_folder: Path, names: tuple[str, ...], told: str
) -> None:
    others = {name: value for name, value in os.environ.items() if not name.startswith("SSL_CERT")}
    done = subprocess.run(
        [sys.executable, "-c", AUTHORITY_OF_THE_ENVIRONMENT, str(sdk_folder), f"https://localhost:{serve()}"],
        env={**others, **dict.fromkeys(names, str(CERTIFICATE))},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == told


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_r78_authorities_of_the_environment_that_are_not_there_are_named(
    sdk_folder: Path, tmp_path: Path, name: str
) -> None:
    others = {variable: value for variable, value in os.environ.items() if not variable.startswith("SSL_CERT")}
    program = AUTHORITY_OF_THE_ENVIRONMENT.replace("errors.CertificateError:", "errors.ConfigurationError as error:")
    done = subprocess.run(
        [sys.executable, "-c", program.replace('"refused"', "error"), str(sdk_folder), "https://localhost:1"],
        env={**others, name: str(tmp_path / "nowhere")},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == f"{name}: there is no file {str(tmp_path / 'nowhere')!r}"


# --- files and carelessness, by name ---------------------------------------------------------------------------------


def test_r78_authorities_in_a_file_or_folder(open_door: OpenDoor, serve: Serve, tmp_path: Path) -> None:
    endpoint = f"https://localhost:{serve()}"
    assert open_door(endpoint=endpoint, verify=str(CERTIFICATE)).send(GET) == []
    assert open_door(endpoint=endpoint, verify=CERTIFICATE).send(GET) == []
    with pytest.raises(errors.CertificateError):
        open_door(endpoint=endpoint, verify=tmp_path).send(GET)


def test_r78_a_file_of_authorities_that_is_none_is_named(open_door: OpenDoor, tmp_path: Path) -> None:
    missing, odd = tmp_path / "missing.pem", tmp_path / "odd.pem"
    odd.write_text("no certificate")
    with pytest.raises(errors.ConfigurationError, match=r"verify: there is no file '.*missing\.pem'"):
        open_door(verify=missing)
    with pytest.raises(errors.ConfigurationError, match="verify: the path of a file is needed, not an empty text"):
        open_door(verify="")
    with pytest.raises(errors.ConfigurationError, match=r"odd\.pem: no certificates of authorities"):
        open_door(verify=odd).send(GET)
    wrong: object = 7
    with pytest.raises(errors.ConfigurationError, match=r"verify: an ssl\.SSLContext, .* not int"):
        open_door(verify=wrong)


def test_r78_the_clients_own_certificate(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OS_CLOUD", raising=False)
    monkeypatch.setenv("OS_TOKEN", "t")
    options: Any = {
        "endpoint": f"https://localhost:{serve(clients=CERTIFICATE)}",
        "project_id": "p",
        "max_attempts": 1,
    }
    monkeypatch.setenv("OS_CACERT", str(CERTIFICATE))
    with pytest.raises(errors.ConnectionFailed):
        FunctionGraph(**options).send(GET)
    monkeypatch.setenv("OS_CERT", str(CERTIFICATE))
    assert FunctionGraph(**options).send(GET) == []
    with pytest.raises(errors.ConfigurationError, match="verify: the client's own certificate is configured too"):
        FunctionGraph(**options, verify=trusting(CERTIFICATE))
    monkeypatch.setenv("OS_KEY", str(EXPIRED))
    with pytest.raises(
        errors.ConfigurationError, match=r"localhost\.pem and .*expired\.pem: no certificate and its key"
    ):
        FunctionGraph(**options).send(GET)


def test_r79_certificates_are_not_verified_only_when_asked_with_a_warning_for_every_client(
    open_door: OpenDoor, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    endpoint = f"https://127.0.0.1:{serve(EXPIRED)}"
    for number in (1, 2):
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            door = open_door(endpoint=endpoint, verify=False)
        assert [(one.category, str(one.message)[:29]) for one in told] == [
            (errors.UnverifiedWarning, "certificates are not verified")
        ]
        assert [record.levelname for record in caplog.records] == ["WARNING"] * number
        assert door.send(GET) == []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        door.client.with_options(timeout=5)
    with pytest.raises(errors.CertificateError):
        open_door(endpoint=endpoint, verify=True).send(GET)


def test_r79_the_warning_can_be_made_an_error(open_door: OpenDoor) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", errors.UnverifiedWarning)
        with pytest.raises(errors.UnverifiedWarning):
            open_door(verify=False)


def test_r26_verification_is_switched_off_only_by_name(sdk_folder: Path) -> None:
    found = {
        (path.name, word)
        for path in (sdk_folder / "sample_sdk").rglob("*.py")
        for word in ("verify=False", "CERT_NONE", "check_hostname", "_create_unverified_context")
        if word in path.read_text()
    }
    assert found == {("trust.py", "CERT_NONE"), ("trust.py", "check_hostname")}, "in the one place that warns"


def test_r27_netrc_and_proxy_of_the_environment(
    open_door: OpenDoor, server: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", server.url.replace("://", "://user:canary@"))
    server.answer(Answer(200, []))
    open_door(endpoint="http://functiongraph.invalid").send(GET)
    received = server.received[0]
    assert received.target.startswith("http://functiongraph.invalid/"), "it came through the proxy"
    assert "proxy-authorization" in received.headers
    assert "authorization" not in received.headers
