"""Says in our own words why no answer came: the HTTP library's errors hold the request with its credentials."""

from __future__ import annotations

from .errors import CertificateError, ConnectionFailed, RequestTimeout, TransportError
from .http_library import httpx
from .redaction import Redactor
from .timing import Limits
from .wire import Call

PROXY_REFUSES = 407

_NEARLY = 0.05
"""Seconds before the end of a call in which another limit may be reached only because of it."""


def where_of(call: Call) -> str:
    """Return what begins the message of a failure: the operation, and where it was sent."""
    return f"{call.operation or call.method}: {call.origin}"


def failure_of(
    error: Exception, call: Call, limits: Limits, *, proxy: str = "", connections: int = 0
) -> TransportError:
    """Return the error to raise for one of the library: which limit was reached, who refused, and whether it was sent.

    `proxy` is the one on the way, `connections` how many a client may have at a time.
    """
    where = where_of(call)
    through = f" through the proxy {proxy}" if proxy else ""
    told = Redactor()(str(error)) or type(error).__name__
    match error:
        case RequestTimeout():
            return limits.over(f"{where}{through}", sent=error.sent)
        case httpx.TimeoutException():
            return _timeout(error, f"{where}{through}", limits, connections)
        case httpx.ConnectError() if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return CertificateError(f"{where}{through}: {told}", sent=False)
        case httpx.ProxyError():
            return ConnectionFailed(f"{where}: the proxy {proxy} refused to connect, {told}", sent=False)
        case httpx.ConnectError() | httpx.UnsupportedProtocol():
            return ConnectionFailed(f"{where}: no connection{through}, {told}", sent=False)
        case httpx.LocalProtocolError() | httpx.InvalidURL():
            return ConnectionFailed(f"{where}: the request could not be sent", sent=False)
        case _:
            return ConnectionFailed(f"{where}: the connection{through} broke ({type(error).__name__})")


def _timeout(error: Exception, where: str, limits: Limits, connections: int) -> RequestTimeout:
    sent = not isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout)
    if isinstance(error, httpx.PoolTimeout):
        message = f"{where}: none of the {connections} connections was free{_in(limits.whole)}"
        return RequestTimeout(message, limit="pool", seconds=limits.whole, sent=False)
    if limits.deadline is not None and limits.clock.now() >= limits.deadline - _NEARLY:
        return limits.over(where, sent=sent)
    if not sent:
        message = f"{where}: no connection{_in(limits.connect)}, the limit for connecting"
        return RequestTimeout(message, limit="connect", seconds=limits.connect, sent=False)
    what = "took nothing of the request" if isinstance(error, httpx.WriteTimeout) else "said nothing"
    return RequestTimeout(
        f"{where}: no answer in time: the service {what}{_in(limits.read)}, the limit of silence",
        limit="silence",
        seconds=limits.read,
    )


def _in(seconds: float | None) -> str:
    return "" if seconds is None else f" in {seconds:g} seconds"


def proxy_refusal(call: Call, proxy: str) -> ConnectionFailed:
    """Return the error of a proxy that wants to know who asks; what it refuses does not reach the service."""
    return ConnectionFailed(f"{where_of(call)}: the proxy {proxy} refused, status {PROXY_REFUSES}", sent=False)


def proxy_of(client: object, call: Call) -> str:
    """Return the proxy that a client of the library takes for a call, as scheme, host and port; empty where it takes
    none.

    The library alone knows: it reads the environment in its own way. Where it changed so that it cannot be asked,
    there is none.
    """
    find = getattr(client, "_transport_for_url", None)
    pool = getattr(find(httpx.URL(str(call.origin))), "_pool", None) if callable(find) else None
    proxy = getattr(pool, "_proxy_url", None)
    scheme, host, port = (getattr(proxy, name, None) for name in ("scheme", "host", "port"))
    if not isinstance(scheme, bytes) or not isinstance(host, bytes):
        return ""
    return f"{scheme.decode('latin-1')}://{host.decode('latin-1')}{'' if port is None else f':{port}'}"
