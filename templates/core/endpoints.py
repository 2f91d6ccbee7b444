"""Where services answer: as told, as the catalog says, or by the usual host name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .errors import ConfigurationError, InvalidArgument
from .grants import Endpoint
from .service import Service
from .wire import Origin, origin_of

_REGION = re.compile(r"[a-z][a-z0-9-]{0,40}")
_DOMAINS = {"eu-ch2": "sc.otc.t-systems.com"}
_DOMAIN = "otc.t-systems.com"


def usual_origin(host: str, region: str) -> Origin:
    """Give the usual origin of a host prefix in a region."""
    if not region:
        raise ConfigurationError("the region is not known: give region=, or endpoint=")
    if not _REGION.fullmatch(region):
        raise InvalidArgument(f"region: {region[:60]!r} is no name of a region")
    return Origin("https", f"{host}.{region}.{_DOMAINS.get(region, _DOMAIN)}")


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


def catalog_origin(catalog: Iterable[Endpoint], service: Service, region: str, *, insecure: bool) -> Origin | None:
    """Find a service in the catalog; None where it is not there, or in several regions and none is chosen.

    Documented URIs are whole, so that only scheme, host and port of the catalog's URLs are used.
    """
    lines = [
        line
        for line in catalog
        if line.interface in ("public", "") and (not region or line.region in (region, "*", ""))
    ]
    for name in service.catalog_types:
        found = {line.url for line in lines if line.service == name}
        origins = {origin_of(url, what="catalog", insecure=insecure, keep_path=False) for url in found}
        if len(origins) == 1:
            return origins.pop()
    return None
