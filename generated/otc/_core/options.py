"""The settings of a call, and of a client.

Annotations are evaluated here: a TypedDict compiles those that are strings, each for itself, which every import of a client would pay.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict

from .specification import specification_of, suggestion
from .structure import Structure

if TYPE_CHECKING:
    import ssl
    from os import PathLike

    from .credentials import Credentials
    from .hooks import Hook
    from .sessions import SessionLike
    from .timing import Clock

Validate: TypeAlias = Literal["default", "strict", "warn", "off"]


class _ScopeOption(TypedDict, total=False):
    scope_project_id: str
    """The project that the call is authorized for, and that its path names: with a login a token for it, with keys
    X-Project-Id. Not given: the client's own.
    """


class ExtraOptions(_ScopeOption, total=False):
    """What a call sends beside its documented arguments, and for which project it is authorized."""

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
    """What is done with broken rules: `default` raises where the pages are sure and tells all else, `strict`
    raises always, `warn` warns, `off` does not look.
    """


class _ProjectOption(TypedDict, total=False):
    project_id: str
    """The project that the path names; nothing else is changed by it. Not given: what the call is authorized for."""


class ChangedOptions(_TimeoutOption, _ValidateOption, _ProjectOption, _ScopeOption, total=False):
    """The settings of a client that can be other for some of its calls."""


class CallOptions(_TimeoutOption, _ValidateOption, _ProjectOption, ExtraOptions, total=False):
    """All settings of a call."""


class OptionsWithoutTimeout(_ValidateOption, _ProjectOption, ExtraOptions, total=False):
    """For operations with an argument `timeout`; `client.with_options(timeout=…)` sets the option."""


class OptionsWithoutValidate(_TimeoutOption, _ProjectOption, ExtraOptions, total=False):
    """For operations with an argument `validate`; `client.with_options(validate=…)` sets the option."""


class OptionsWithoutProject(_TimeoutOption, _ValidateOption, ExtraOptions, total=False):
    """For operations with an argument `project_id`, which never is an option for them."""


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
        """The project that calls are authorized for, and that their paths name. Not given: the one of the
        credentials.
        """
        endpoint: str
        """Scheme and host of the service. Not given: as the service catalog says, else the usual one of the region."""
        timeout: float | None
        """Seconds for a whole call with its retries; None waits for ever. Not given: 120, with at most 60 of silence."""
        validate: Validate
        """What is done with requests that break documented rules.

        `default` raises where the pages are sure, and tells log and hooks all else; `strict` raises always,
        `warn` warns, `off` does not look.
        """
        max_attempts: int
        """How often a call is tried at most; 3 where it is not given."""
        response_limit: int
        """Bytes of a decoded answer that are accepted into memory; 64 MiB where it is not given."""
        verify: ssl.SSLContext | str | PathLike[str] | bool
        """The authorities to trust: a context, or a file or folder of certificates. Not given: those of the system, or
        of SSL_CERT_FILE and SSL_CERT_DIR. False verifies no certificate, with a warning.
        """
        proxy: str
        """URL of a proxy. Not given: as HTTPS_PROXY, HTTP_PROXY and NO_PROXY say."""
        max_connections: int
        """How many connections are open at a time; 20 where it is not given."""
        insecure: bool
        """Allows endpoints with http. Certificates are verified all the same."""
        hooks: Sequence[Hook]
        """What is called before and after every attempt of a call; `OpenTelemetry` of the package's `hooks` is one."""
        addressing_style: Literal["virtual", "path"]
        """Where the bucket of object storage stands.

        `virtual` is in front of the host; `path` is first in the path, as addresses, localhost and names with dots
        need.
        """
        clock: Clock
        """Where the time comes from; for tests."""

else:

    class ClientOptions(TypedDict, total=False):
        """The settings of a client; only type checkers need their types, some of which are imported with the first call."""

        auth: object
        cloud: object
        region: object
        project_id: object
        endpoint: object
        timeout: object
        validate: object
        max_attempts: object
        response_limit: object
        verify: object
        proxy: object
        max_connections: object
        insecure: object
        hooks: object
        addressing_style: object
        clock: object


def check_options(what: str, options: Mapping[str, object], known: type, arguments: Iterable[str] = ()) -> None:
    """Raise `TypeError` for an option that the TypedDict `known` does not have. Python itself takes keywords of any name for `**options`.

    `what` is called; what it was given may also be one of its `arguments`, misspelt.
    """
    names: frozenset[str] = getattr(known, "__optional_keys__")  # noqa: B009  # type checkers do not know it of a type
    unknown = next((name for name in options if name not in names), "")
    if unknown:
        meant = suggestion(unknown, [*arguments, *sorted(names)])
        raise TypeError(f"{what}: there is no argument {unknown!r}{f'; did you mean {meant!r}?' if meant else ''}")


def check_call_options(request: object, options: Mapping[str, object]) -> None:
    """Raise `TypeError` for what is no request, and for what is neither an option of a call nor an argument of its
    operation.
    """
    from .request import Request

    if not isinstance(request, Structure) or Request not in type(request).__mro__:
        kind = type(request).__name__
        raise TypeError(f"a request is needed, as op.SomeOperation(…) makes it, not an object of type {kind}")
    known = specification_of(type(request)).by_name
    # What is sent as a name alone is no argument of a method.
    check_options(type(request).__name__, options, CallOptions, [name for name in known if known[name].default != ""])
