"""What a client is told when it is made → its settings, and those of its connections."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .attempting import Policy
from .buckets import ADDRESSING_STYLES
from .calling import Settings, in_projects
from .configured import Cloud
from .credentials import Credentials
from .errors import ConfigurationError
from .option_types import check_call_values, checked_mode
from .options import ChangedOptions, ClientOptions
from .quiet import silence
from .service import Service
from .sessions import Session
from .timing import UNSET, SystemClock, checked_timeout
from .trust import Trust, context_of, trust_of
from .wire import origin_of

if TYPE_CHECKING:
    from .transport import ConnectionSettings

_RESPONSE_LIMIT = 64 * 1024 * 1024


def settings_of(service: Service, options: ClientOptions) -> Settings:
    """Read what a client is told; raises `ConfigurationError` or `InvalidArgument` for what cannot be."""
    auth, region, project_id = options.get("auth"), options.get("region") or "", options.get("project_id") or ""
    if auth is not None and options.get("cloud"):
        raise ConfigurationError("either auth or cloud, not both")
    attempts, insecure = options.get("max_attempts", 3), options.get("insecure", False)
    if auth is None:
        from .clouds import configured_cloud  # a client that is told who calls reads no configuration

        cloud = configured_cloud(options.get("cloud") or "", service, region=region, insecure=insecure)
    else:
        cloud = Cloud(credentials=auth if isinstance(auth, Credentials) else Session(auth))
    style = options.get("addressing_style", "virtual")
    if style not in ADDRESSING_STYLES:
        raise ConfigurationError(f"addressing_style: {' or '.join(map(repr, ADDRESSING_STYLES))} is needed")
    usual_timeout = UNSET if cloud.timeout is None else cloud.timeout
    return Settings(
        credentials=cloud.credentials,
        region=region or cloud.region,
        project_id=project_id or cloud.project_id,
        # No variable holds it: somebody may have written a password into it, and tracebacks can show variables.
        endpoint=origin_of(options.get("endpoint"), insecure=insecure) if options.get("endpoint") else cloud.endpoint,
        timeout=checked_timeout(options.get("timeout", usual_timeout)),
        validate=options.get("validate", "default"),
        response_limit=options.get("response_limit", _RESPONSE_LIMIT),
        insecure=insecure,
        interfaces=cloud.interfaces,
        clock=options.get("clock") or SystemClock(),
        policy=Policy(max_attempts=attempts, hooks=tuple(options.get("hooks", ()))),
        addressing_style=style,
        trust=trust_of(options.get("verify"), cloud.trust),
    )


def changed(settings: Settings, changes: ChangedOptions) -> Settings:
    """Give settings with other values for some calls."""
    if "timeout" in changes:
        settings = replace(settings, timeout=checked_timeout(changes["timeout"]))
    check_call_values(changes)
    checked_mode(changes.get("validate", settings.validate))
    return in_projects(replace(settings, validate=changes.get("validate", settings.validate)), changes)


def connections(options: ClientOptions, trust: Trust) -> ConnectionSettings:
    """Read how connections are made, and keep the HTTP library from telling of them; it is imported now."""
    from .transport import ConnectionSettings

    silence()
    return ConnectionSettings(
        verify=context_of(trust),
        proxy=options.get("proxy") or None,
        max_connections=options.get("max_connections", 20),
    )
