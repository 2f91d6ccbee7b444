"""Checks what a client and its calls are told, before anything is made of it.

No message shows a value that may be a secret.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from .credentials import Credentials
from .errors import ConfigurationError, InvalidArgument
from .hooks import Hook
from .json_values import is_list, is_object
from .sessions import is_session

_MODES = ("default", "strict", "warn", "off")
_PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")
_CLOCK = ("now", "today", "sleep", "sleep_async")


def check_client_options(options: Mapping[str, object]) -> None:
    """Check what a client is told; None says nothing where a text, `auth` or `clock` is meant.

    Raises:
        ConfigurationError: An option is of another type than it takes, or can be no such thing.
    """
    for name, check in _CHECKS.items():
        if name in options and not (options[name] is None and name in _MAY_BE_NONE):
            try:
                check(name, options[name])
            except (ConfigurationError, InvalidArgument) as error:
                # Where it comes from, variables hold the value.
                problem = error.with_traceback(None)
                break
    else:
        return
    raise problem


def check_transport(transport: object, method: str, client: str) -> None:
    """Check that a transport is one for the client, whose transports have the method; raises `ConfigurationError`."""
    if transport is None or (callable(getattr(transport, method, None)) and not isinstance(transport, type)):
        return
    kind = "an asynchronous transport" if method.startswith("handle_async") else "a blocking transport"
    raise ConfigurationError(
        f"transport: {client} takes {kind} of httpx2, with a method {method}, not {_kind(transport)}"
    )


def check_call_values(options: Mapping[str, Any]) -> None:
    """Check what a call is told beside its arguments; raises `InvalidArgument`."""
    for name in ("project_id", "scope_project_id"):
        project: object = options.get(name)
        if project is not None and not isinstance(project, str):
            raise InvalidArgument(f"{name}: a text is needed, not {_kind(project)}")
    for name in ("extra_headers", "extra_query", "extra_body"):
        value: object = options.get(name, {})
        names: Iterable[object] = value if is_object(value) else (None,)
        if not all(isinstance(one, str) for one in names):
            raise InvalidArgument(f"{name}: a dict is needed, whose names are texts")


def checked_mode(mode: object) -> None:
    """Raise `InvalidArgument` for what `validate` does not know."""
    if mode not in _MODES:
        raise InvalidArgument(f"validate: {', '.join(map(repr, _MODES[:-1]))} or {_MODES[-1]!r} is needed")


def _kind(value: object) -> str:
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return "None" if value is None else f"an object of type {type(value).__name__}"


def _auth(name: str, value: object) -> None:
    if isinstance(value, Credentials) or is_session(value):
        return
    raise ConfigurationError(
        f"{name}: credentials are needed, such as Token(…), Password(…), ApplicationCredential(…) or AkSk(…), "
        f"or a session with get_token and get_endpoint, not {_kind(value)}"
    )


def _text(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise ConfigurationError(f"{name}: a text is needed, not {_kind(value)}")


def _number(name: str, value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        shown = str(value) if type(value) is int and value.bit_length() < 64 else _kind(value)
        raise ConfigurationError(f"{name}: a whole number of at least 1 is needed, not {shown}")


def _truth(name: str, value: object) -> None:
    if not isinstance(value, bool):
        raise ConfigurationError(f"{name}: True or False is needed, not {_kind(value)}")


def _hooks(name: str, value: object) -> None:
    if not is_list(value):
        raise ConfigurationError(f"{name}: a list of hooks is needed, not {_kind(value)}")
    odd = [one for one in value if not isinstance(one, Hook)]
    if odd:
        raise ConfigurationError(
            f"{name}: each must be an object of a class that is made from Hook, not {_kind(odd[0])}"
        )


def _clock(name: str, value: object) -> None:
    missing = [one for one in _CLOCK if not callable(getattr(value, one, None))]
    if missing or isinstance(value, type):
        raise ConfigurationError(f"{name}: an object with {', '.join(_CLOCK)} is needed, not {_kind(value)}")


def _proxy(name: str, value: object) -> None:
    _text(name, value)
    if not value:
        return
    try:
        parts = urlsplit(str(value))
        usable = parts.scheme in _PROXY_SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(
            f"{name}: a URL with scheme and host is needed, as http://proxy.example:3128; "
            f"schemes are {', '.join(_PROXY_SCHEMES)}"
        )


def _mode(name: str, value: object) -> None:
    checked_mode(value)


_CHECKS: Mapping[str, Callable[[str, object], None]] = {
    "auth": _auth,
    "cloud": _text,
    "region": _text,
    "project_id": _text,
    "endpoint": _text,
    "validate": _mode,
    "max_attempts": _number,
    "response_limit": _number,
    "max_connections": _number,
    "proxy": _proxy,
    "insecure": _truth,
    "hooks": _hooks,
    "clock": _clock,
}
_MAY_BE_NONE = frozenset({"auth", "cloud", "region", "project_id", "endpoint", "proxy", "clock"})
