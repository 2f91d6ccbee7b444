"""Where services answer: as told, as the catalog says, or by the usual host name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .errors import ConfigurationError, InvalidArgument
from .grants import Endpoint
from .regions import DOMAIN, DOMAINS, HOSTS
from .service import Service
from .wire import Origin, origin_of

INTERFACES = ("public",)
"""The interfaces of a service that a client uses, the most wanted first."""

_REGION = re.compile(r"[a-z][a-z0-9-]{0,40}")
_SHOWN = re.compile(r"[A-Za-z0-9._:*-]{1,60}")
"""What of a catalog may stand in a message."""
_MOST = 60
"""So many types of services are named in a message."""


def usual_origin(host: str, region: str) -> Origin:
    """Give the usual origin of a host prefix in a region."""
    if not region:
        raise ConfigurationError("the region is not known: give region=, or endpoint=")
    if not _REGION.fullmatch(region):
        raise InvalidArgument(f"region: {region[:60]!r} is no name of a region")
    return Origin("https", f"{HOSTS.get((region, host), host)}.{region}.{DOMAINS.get(region, DOMAIN)}")


def region_of_project(name: str) -> str:
    """Give the region of a project, which its name begins with (`eu-de`, `eu-de_team`); empty where it does not."""
    region = name.partition("_")[0]
    return region if re.fullmatch(r"[a-z]{2}-[a-z]+[0-9]*", region) else ""


def identity_origin(auth_url: str, region: str, *, insecure: bool) -> Origin:
    """Give the origin of the identity service; `auth_url` may end in its version."""
    if not auth_url:
        return usual_origin("iam", region)
    trimmed = auth_url.rstrip("/").removesuffix("/auth/tokens").removesuffix("/v3")
    return origin_of(trimmed, what="auth_url", insecure=insecure)


def catalog_origin(
    catalog: Sequence[Endpoint], service: Service, region: str, interfaces: Sequence[str], *, insecure: bool
) -> Origin:
    """Find a service in the catalog of a login.

    Documented URIs are whole, so that only scheme, host and port of the catalog's URLs are used.

    Raises:
        ConfigurationError: It is not there, or in several regions of which none is chosen.
    """
    for interface in interfaces:
        for name in service.catalog_types:
            lines = [line for line in catalog if line.service == name and _is_of(line, interface)]
            urls = {line.url for line in _preferred(lines, region)}
            origins = {origin_of(url, what=f"catalog: {name}", insecure=insecure, keep_path=False) for url in urls}
            if len(origins) == 1:
                return origins.pop()
    raise ConfigurationError(" ".join(_missing(catalog, service, region, interfaces)))


def _is_of(line: Endpoint, interface: str) -> bool:
    return bool(line.url) and (line.interface or "public") == interface


def _preferred(lines: Sequence[Endpoint], region: str) -> Sequence[Endpoint]:
    """Return the lines of a region; those for all regions where it has none of its own."""
    if not region:
        return lines
    return [line for line in lines if line.region == region] or [line for line in lines if line.region in ("*", "")]


def _missing(catalog: Sequence[Endpoint], service: Service, region: str, interfaces: Sequence[str]) -> Iterator[str]:
    """Say what was looked for, what is there instead, and how to go on."""
    types = ", ".join(service.catalog_types) or "none known"
    wanted = f"type {types}; region {region or 'any'}; interface {', '.join(interfaces)}"
    yield f"{service.name} is not in the service catalog that came with the login ({wanted})."
    catalog = [line for line in catalog if line.url]
    lines = [line for line in catalog if line.service in service.catalog_types]
    reachable = [line for line in lines if any(_is_of(line, one) for one in interfaces)]
    hint = ""
    if reachable:
        regions = _shown(line.region for line in reachable)
        if region:
            yield f"The catalog has it in {regions}."
        else:
            yield f"The catalog has it in several places: {regions}."
        hint = "Give region=, or "
    elif lines:
        yield f"The catalog has it with the interface {_shown(line.interface for line in lines)} only."
        hint = "Choose it with `interface` in clouds.yaml or OS_INTERFACE, or "
    elif catalog:
        here = _preferred(catalog, region) or catalog
        yield f"The catalog has {_shown(line.service for line in here)}."
    else:
        yield "It names no service that can be read, as where a login is for no project."
    usual = (
        f", such as {str(usual_origin(service.hosts[0], region))!r}, its usual place in the public cloud"
        if _is_name(region)
        else ""
    )
    override = f"{(service.catalog_types or (service.name,))[0].replace('-', '_')}_endpoint_override"
    start = f"{hint}say" if hint else "Say"
    yield f"{start} where it is with endpoint={usual}, or with {override} in clouds.yaml."


def _is_name(region: str) -> bool:
    return bool(_REGION.fullmatch(region))


def _shown(names: Iterable[str]) -> str:
    """Return the names in order, without what no name looks like."""
    known = sorted({name for name in names if _SHOWN.fullmatch(name)})
    more = f" and {len(known) - _MOST} more" if len(known) > _MOST else ""
    return ", ".join(known[:_MOST]) + more or "nothing with a readable name"
