"""The settings of a call, and of a client."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict

if TYPE_CHECKING:
    import ssl

    from .attempting import Event
    from .credentials import Credentials, SessionLike
    from .timing import Clock

Validate: TypeAlias = Literal["strict", "warn", "off"]


class ExtraOptions(TypedDict, total=False):
    """What a call sends beside its documented arguments."""

    extra_headers: Mapping[str, str]
    """Headers to add; the client's own cannot be replaced."""
    extra_query: Mapping[str, object]
    """Parameters to add to the query string."""
    extra_body: Mapping[str, Any]
    """Members to add to the JSON object of the body; they take precedence over the arguments."""


class _TimeoutOption(TypedDict, total=False):
    timeout: float | None
    """Seconds that the call may take with all its attempts; None lets it wait for ever."""


class _ValidateOption(TypedDict, total=False):
    validate: Validate
    """What is done with broken rules: `strict` raises, `warn` warns, `off` does not look."""


class _ProjectOption(TypedDict, total=False):
    project_id: str
    """The project that the call is for."""


class ChangedOptions(_TimeoutOption, _ValidateOption, _ProjectOption, total=False):
    """The settings of a client that can be other for some of its calls."""


class CallOptions(_TimeoutOption, _ValidateOption, _ProjectOption, ExtraOptions, total=False):
    """All settings of a call."""


class OptionsWithoutTimeout(_ValidateOption, _ProjectOption, ExtraOptions, total=False):
    """For operations with an argument `timeout`; `client.with_options(timeout=…)` sets the option."""


class OptionsWithoutValidate(_TimeoutOption, _ProjectOption, ExtraOptions, total=False):
    """For operations with an argument `validate`; `client.with_options(validate=…)` sets the option."""


class OptionsWithoutProject(_TimeoutOption, _ValidateOption, ExtraOptions, total=False):
    """For operations with an argument `project_id`; `client.with_options(project_id=…)` sets the option."""


if TYPE_CHECKING:

    class ClientOptions(TypedDict, total=False):
        """The settings of a client, all of them optional."""

        auth: Credentials | SessionLike
        """Credentials, or a session of keystoneauth or openstacksdk."""
        cloud: str
        """Name of an entry of clouds.yaml. Without `auth` and `cloud`, OS_CLOUD and the OS_* variables are read."""
        region: str
        """As `eu-de`. Needed where neither `endpoint` nor the credentials tell it."""
        project_id: str
        """The project of all calls. Not given: the one that the login is for."""
        endpoint: str
        """Scheme and host of the service. Not given: as the service catalog says, else the usual one of the region."""
        timeout: float | None
        """Seconds for a whole call with its retries; None waits for ever. Not given: 120, with at most 60 of silence."""
        validate: Validate
        """What is done with requests that break documented rules: `strict` (the default) raises, `warn` warns, `off` does not look."""
        max_attempts: int
        """How often a call is tried at most; 3 where it is not given."""
        response_limit: int
        """Bytes of a decoded answer that are accepted into memory; 64 MiB where it is not given."""
        verify: ssl.SSLContext
        """The authorities to trust. Not given: those of the system, or of SSL_CERT_FILE and SSL_CERT_DIR."""
        proxy: str
        """URL of a proxy. Not given: as HTTPS_PROXY, HTTP_PROXY and NO_PROXY say."""
        max_connections: int
        """How many connections are open at a time; 20 where it is not given."""
        insecure: bool
        """Allows endpoints with http. Certificates are verified all the same."""
        observe: Callable[[Event], None]
        """Is called after every attempt of a call."""
        clock: Clock
        """Where the time comes from; for tests."""

else:

    class ClientOptions(TypedDict, total=False):
        """The settings of a client; only type checkers need their types, some of which are imported with the first call."""
