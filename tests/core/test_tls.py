"""Who the client talks to: certificates, versions of TLS, proxies and netrc."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sample_sdk import errors
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

    def start(certificate: Path = CERTIFICATE, newest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED) -> int:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
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


def test_r26_verification_is_switched_off_nowhere(sdk_folder: Path) -> None:
    for path in (sdk_folder / "sample_sdk").rglob("*.py"):
        text = path.read_text()
        assert "verify=False" not in text
        assert "CERT_NONE" not in text
        assert "check_hostname" not in text


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
