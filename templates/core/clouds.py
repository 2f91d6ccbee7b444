"""What is configured for a client: in clouds.yaml, or by the OS_* variables."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .cloud_entries import Entry, Said, check_keys, entry_of, names_of, of_service
from .cloud_files import cloud_entry, public_profile
from .cloud_keys import FACTORS, LOGINS
from .configured import Cloud
from .credentials import Credentials, Token
from .endpoints import INTERFACES, region_of_project
from .errors import ConfigurationError
from .json_values import as_list, as_object, is_object
from .keys import AkSk
from .logins import ApplicationCredential, Password
from .regions import PROFILES
from .service import Service
from .trust import Trust, existing
from .wire import Origin, origin_of

_INTERFACES = ("public", "internal", "admin")
_SELECTORS = ("OS_CLOUD", "OS_CLOUD_NAME", "OS_CLIENT_CONFIG_FILE", "OS_CLIENT_SECURE_FILE")
"""Variables that say where the configuration is, and nothing of it."""
_OWN_NAMES: Mapping[str, str] = {"ak": "OS_ACCESS_KEY", "sk": "OS_SECRET_KEY"}
_VERSION_AND_PROJECT = re.compile(r"(/v\d[\d.]*)?(/[^/]*(project_id|tenant_id)[^/]*|/[0-9a-f]{32})?/?")
"""The path that other programs want behind the host of a service: a version and a project. Documented URIs have both."""


def from_env() -> Credentials:
    """Read whichever credentials the OS_* variables describe: keys, token, application credential, or password."""
    entry = _environment()
    check_keys(entry, (), unknown_too=False)
    return _credentials(entry, entry.text("region_name"))


def configured_cloud(name: str, service: Service, *, region: str, insecure: bool) -> Cloud:
    """Find what is configured: for the cloud with this name, else for that of OS_CLOUD, else by the OS_* variables.

    `region` is what the client was given, and `insecure` allows endpoints with http.

    Raises:
        ConfigurationError: Something is missing, or cannot be honoured.
    """
    wanted, own = name or os.environ.get("OS_CLOUD", ""), names_of(service)
    if wanted and not name:
        region = region or os.environ.get("OS_REGION_NAME", "")
    entry = cloud_entry(wanted) if wanted else _environment()
    entry, region = _in_region(_with_profile(entry), region)
    check_keys(entry, own, unknown_too=bool(wanted))
    _check_version(entry)
    return Cloud(
        credentials=_credentials(entry, region),
        region=region,
        project_id=entry.text("project_id"),
        endpoint=_endpoint(entry.first(*of_service(own, "endpoint_override")), insecure=insecure),
        interfaces=_interfaces(entry, own),
        timeout=_seconds(entry.first("api_timeout")),
        trust=_trust(entry),
    )


def _environment() -> Entry:
    """Read the OS_* variables, as if a clouds.yaml had their names."""

    def place(key: str) -> str:
        return _OWN_NAMES.get(key, f"OS_{key.upper()}")

    values = {
        variable.removeprefix("OS_").lower(): value
        for variable, value in os.environ.items()
        if variable.startswith("OS_") and variable not in _SELECTORS
    }
    return entry_of("the environment", values, place)


# --- profile and region --------------------------------------------------------------------------------------------


def _with_profile(entry: Entry) -> Entry:
    """Add what the profile of a cloud says: one of those known here, or of clouds-public.yaml."""
    one = entry.first("profile")
    if one is None:
        return entry
    name = entry.text("profile")
    public = public_profile(name)
    if public is not None:
        return entry.over(public)
    if name not in PROFILES:
        one.refused(f"{name!r} is neither in a clouds-public.yaml nor one of {', '.join(PROFILES)}")
    if entry.first("regions", "region_name"):
        return entry
    return replace(entry, said={**entry.said, "regions": Said(PROFILES[name], one.where)})


def _in_region(entry: Entry, chosen: str) -> tuple[Entry, str]:
    """Return an entry with what it says of the chosen region, and the region: the chosen one, else its only one."""
    chosen, listed = chosen or entry.text("region_name"), entry.first("regions")
    if listed is None:
        return entry, chosen or region_of_project(entry.text("project_name"))
    known = {_region_name(one, listed): one for one in as_list(listed.value)}
    if not chosen and len(known) == 1:
        chosen = next(iter(known))
    if chosen and chosen not in known:
        listed.refused(f"{chosen!r} is not among them; they are {', '.join(known) or 'none'}")
    values = as_object(as_object(known.get(chosen)).get("values"))
    own = entry_of(entry.name, values, lambda key: f"{key} of region {chosen!r} of {entry.name}")
    return entry.changed_by(own), chosen


def _region_name(one: object, listed: Said) -> str:
    name = one.get("name") if is_object(one) else one
    if not isinstance(name, str) or not name:
        listed.refused("names of regions are needed, or mappings with `name` and `values`")
    return name


def _check_version(entry: Entry) -> None:
    version = entry.first("identity_api_version")
    if version is not None and not str(version.value).removeprefix("v").startswith("3"):
        version.refused("only version 3 of the identity service is spoken")


# --- credentials ---------------------------------------------------------------------------------------------------


def _credentials(entry: Entry, region: str) -> Credentials:
    kind = _kind(entry)
    project_id, passcode = entry.text("project_id"), entry.first("passcode")
    if passcode is not None and kind != "password":
        passcode.refused(f"a passcode goes with a password; the login here is by {kind}")
    match kind:
        case "keys":
            return AkSk(
                entry.needed("ak"),
                entry.needed("sk"),
                security_token=entry.text("security_token"),
                region=region,
                project_id=project_id,
            )
        case "token":
            return Token(entry.needed("token"), region=region, project_id=project_id)
        case "application credential":
            return ApplicationCredential(
                entry.needed("application_credential_id"),
                entry.needed("application_credential_secret"),
                region=region,
                project_id=project_id,
                auth_url=_auth_url(entry, region),
            )
        case _:
            return _password(entry, region, project_id)


def _kind(entry: Entry) -> str:
    """Return which credentials are meant: as `auth_type` says, else the first that are there."""
    said = entry.first("auth_type")
    if said is not None:
        kind = LOGINS.get(entry.text("auth_type"))
        if kind is None:
            said.refused(f"{entry.text('auth_type')[:60]!r} is not supported; {', '.join(LOGINS)} are, and access keys")
        return kind
    ways = {
        "keys": ("ak", "sk"),
        "token": ("token",),
        "application credential": ("application_credential_id", "application_credential_secret"),
        "password": ("username", "user_id", "password"),
    }
    for kind, names in ways.items():
        if entry.first(*names):
            return kind
    if entry.place("token") == "OS_TOKEN":
        raise ConfigurationError(
            "no credentials: give auth= or cloud=, or set one of OS_CLOUD, OS_ACCESS_KEY, OS_TOKEN, "
            "OS_APPLICATION_CREDENTIAL_ID, OS_USERNAME, OS_USER_ID in the environment"
        )
    raise ConfigurationError(f"{entry.name}: neither keys, token, application credential nor user and password")


def _password(entry: Entry, region: str, project_id: str) -> Password:
    user_id, project_name = entry.text("user_id"), entry.text("project_name")
    user_domain = _domain(entry, "user_domain", "domain", "default_domain", "project_domain")
    project_domain = _domain(entry, "project_domain", "domain", "default_domain")
    asked = entry.first("domain_id", "domain_name")
    if asked is not None and not project_id and not project_name and _domain(entry, "domain") != user_domain:
        asked.refused("without a project, a token is for the account of the user; leave it out, or use an agency")
    _check_factors(entry)
    return Password(
        "" if user_id else entry.needed("username"),
        entry.needed("password"),
        user_id=user_id,
        passcode=entry.text("passcode"),
        domain_id=user_domain.get("id", ""),
        domain_name=user_domain.get("name", ""),
        project_name=project_name,
        project_domain_id=project_domain.get("id", ""),
        project_domain_name=project_domain.get("name", ""),
        region=region,
        project_id=project_id,
        auth_url=_auth_url(entry, region),
    )


def _domain(entry: Entry, *stems: str) -> dict[str, str]:
    """Return the ID and name that the first of the keys give which are there."""
    for stem in stems:
        found = {end: entry.text(f"{stem}_{end}") for end in ("id", "name") if entry.first(f"{stem}_{end}")}
        if found:
            return found
    return {}


def _check_factors(entry: Entry) -> None:
    methods = entry.first("auth_methods")
    if methods is None:
        return
    factors = {FACTORS.get(one, one) for one in entry.texts("auth_methods")}
    if not {"password"} <= factors <= {"password", "totp"}:
        methods.refused("a password, with or without totp, is what a login can show")
    if "totp" in factors:
        entry.needed("passcode")


def _auth_url(entry: Entry, region: str) -> str:
    url, one = entry.text("auth_url"), entry.first("auth_url")
    if one is not None and "{region_name}" in url and not region:
        one.refused("the region is not known: give region=, or region_name")
    url = url.replace("{region_name}", region)
    if one is not None and "{" in url:
        one.refused("of what stands in braces, {region_name} alone is known")
    return url


# --- connections ---------------------------------------------------------------------------------------------------


def _endpoint(one: Said | None, *, insecure: bool) -> Origin | None:
    if one is None:
        return None
    # No variable holds the URL: somebody may have written a password into it, and tracebacks can show variables.
    if not _VERSION_AND_PROJECT.fullmatch(_parted(one)[1]):
        one.refused("paths come from the operations; scheme and host are needed, with a version and project at most")
    return origin_of(_parted(one)[0], what=one.where, insecure=insecure)


def _parted(one: Said) -> tuple[str, str]:
    """Return scheme and host of a URL, and what follows them."""
    scheme, mark, rest = str(one.value).strip().partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host}", f"{slash}{path}"


def _interfaces(entry: Entry, own: Sequence[str]) -> tuple[str, ...]:
    names = (*of_service(own, "interface"), "interface")
    one = entry.first(*names)
    if one is None:
        return INTERFACES
    found = entry.texts(*names)
    if not found or not set(found) <= set(_INTERFACES):
        one.refused(f"the interfaces are {', '.join(_INTERFACES)}")
    return found


def _seconds(one: Said | None) -> float | None:
    if one is None:
        return None
    try:
        seconds = float(str(one.value))
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        one.refused("a number of seconds is needed")
    return seconds


def _trust(entry: Entry) -> Trust:
    certificate, key = entry.text("cert"), entry.first("key")
    if key is not None and not certificate:
        key.refused("a key goes with a certificate, which `cert` names")
    paths = {name: _path(entry, name) for name in ("cacert", "cert", "key")}
    verified = not entry.flag("insecure") and entry.flag("verify") is not False
    return Trust(
        verified=verified,
        authorities=paths["cacert"] if verified else "",
        certificate=paths["cert"],
        key=paths["key"],
    )


def _path(entry: Entry, name: str) -> str:
    one = entry.first(name)
    return existing(entry.text(name), one.where, folder=name == "cacert") if one else ""
