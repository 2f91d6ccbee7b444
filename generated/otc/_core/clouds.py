"""Reads clouds.yaml, as openstacksdk does, and the OS_* variables. PyYAML is imported when a file is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from .credentials import Credentials, Token
from .errors import ConfigurationError
from .json_values import as_object, is_object
from .keys import AkSk
from .logins import ApplicationCredential, Password


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """What is configured for a cloud; empty texts are unknown."""

    credentials: Credentials
    region: str = ""
    project_id: str = ""


def from_env() -> Credentials:
    """Read whichever credentials the OS_* variables describe: keys, token, application credential, or password."""
    ways: Mapping[str, Callable[[], Credentials]] = {
        "OS_ACCESS_KEY": AkSk.from_env,
        "OS_TOKEN": Token.from_env,
        "OS_AUTH_TOKEN": Token.from_env,
        "OS_APPLICATION_CREDENTIAL_ID": ApplicationCredential.from_env,
        "OS_USERNAME": Password.from_env,
    }
    for variable, read in ways.items():
        if os.environ.get(variable):
            return read()
    raise ConfigurationError(
        f"no credentials: give auth= or cloud=, or set one of OS_CLOUD, {', '.join(ways)} in the environment"
    )


def configured_cloud(name: str) -> Cloud:
    """Find the credentials: those of the cloud with this name, else of OS_CLOUD, else of the OS_* variables."""
    wanted = name or os.environ.get("OS_CLOUD", "")
    if not wanted:
        credentials = from_env()
        return Cloud(credentials=credentials, region=os.environ.get("OS_REGION_NAME", ""))
    entry = _entry(wanted)
    auth = as_object(entry.get("auth"))
    region = os.environ.get("OS_REGION_NAME", "") if not name else ""
    return Cloud(
        credentials=_credentials(wanted, entry, auth),
        region=region or _text(entry, "region_name"),
        project_id=_text(auth, "project_id", "tenant_id"),
    )


def _credentials(name: str, entry: Mapping[str, object], auth: Mapping[str, object]) -> Credentials:
    both = {**entry, **auth}
    where = {"region": _text(entry, "region_name"), "project_id": _text(auth, "project_id", "tenant_id")}
    access_key, secret_key = _text(both, "ak", "access_key"), _text(both, "sk", "secret_key")
    if access_key and secret_key:
        return AkSk(access_key, secret_key, security_token=_text(both, "security_token"), **where)
    if _text(auth, "application_credential_id"):
        return ApplicationCredential(
            _text(auth, "application_credential_id"),
            _text(auth, "application_credential_secret"),
            auth_url=_text(auth, "auth_url"),
            **where,
        )
    if _text(auth, "username") and _text(auth, "password"):
        return Password(
            _text(auth, "username"),
            _text(auth, "password"),
            domain_name=_text(auth, "user_domain_name", "domain_name", "project_domain_name"),
            domain_id=_text(auth, "user_domain_id", "domain_id", "project_domain_id"),
            project_name=_text(auth, "project_name", "tenant_name"),
            auth_url=_text(auth, "auth_url"),
            **where,
        )
    if _text(auth, "token"):
        return Token(_text(auth, "token"), **where)
    raise ConfigurationError(f"cloud {name!r}: neither keys, token, application credential nor user and password")


# --- files ---------------------------------------------------------------------------------------------------------


def _entry(name: str) -> Mapping[str, object]:
    """Give a cloud's entry, with what secure.yaml adds to it."""
    path = next(_existing("clouds", os.environ.get("OS_CLIENT_CONFIG_FILE")), None)
    if path is None:
        raise ConfigurationError(f"cloud {name!r}: there is no clouds.yaml")
    clouds = as_object(_loaded(path).get("clouds"))
    if name not in clouds:
        known = ", ".join(map(str, clouds)) or "none"
        raise ConfigurationError(f"cloud {name!r} is not in {path}; it has {known}")
    secure = next(_existing("secure", os.environ.get("OS_CLIENT_SECURE_FILE")), None)
    hidden = as_object(_loaded(secure).get("clouds")) if secure else as_object(None)
    return _merged(as_object(clouds[name]), as_object(hidden.get(name)))


def _existing(stem: str, explicit: str | None) -> Iterator[Path]:
    if explicit:
        yield Path(explicit)
    folders = (Path.cwd(), Path.home() / ".config" / "openstack", Path("/etc/openstack"))
    for folder in folders:
        for suffix in (".yaml", ".yml"):
            path = folder / f"{stem}{suffix}"
            if path.is_file():
                yield path


def _loaded(path: Path) -> Mapping[str, object]:
    try:
        # Not an import statement, so that type checkers ask nobody for the stubs of a library that is optional.
        yaml: Any = import_module("yaml")
    except ImportError:
        raise ConfigurationError(f"PyYAML is needed to read {path}") from None
    problem = ""
    try:
        return as_object(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        problem = error.strerror or "it cannot be read"
    except (yaml.YAMLError, UnicodeDecodeError):
        problem = "it is no YAML"
    raise ConfigurationError(f"{path}: {problem}")


def _merged(one: Mapping[str, object], other: Mapping[str, object]) -> dict[str, object]:
    merged = dict(one)
    for key, value in other.items():
        merged[key] = _merged(as_object(one.get(key)), value) if is_object(value) else value
    return merged


def _text(entry: Mapping[str, object], *names: str) -> str:
    return next((str(entry[name]) for name in names if entry.get(name)), "")
