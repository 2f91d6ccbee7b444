"""A call from the request to the documented answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, TypeVar

from .answers import api_error, decoded, is_success, request_id_of
from .attempting import Authorization, Policy, Reading, attempted
from .buckets import AddressingStyle, addressed
from .conversation import Conversation
from .credentials import Credentials, Situation
from .encoding import Prepared, prepared
from .endpoints import INTERFACES, catalog_origin, usual_origin
from .enforcement import Told, enforce
from .errors import ConfigurationError, InvalidArgument
from .option_types import check_call_values
from .options import CallOptions, ChangedOptions, Validate, check_call_options
from .redaction import Headers, Redactor
from .request import Request
from .sending import length_advice
from .service import Service, Signature
from .sessions import Session
from .targets import PLACEHOLDER
from .timing import Clock, Unset, checked_timeout, limits_for
from .trust import Trust
from .wire import Answer, Call, Origin, origin_of

R = TypeVar("R")
A = TypeVar("A", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Generic[R]):
    """A successful answer with what came around it; `value` is what the operation documents, `body` the answer as it came."""

    value: R
    body: bytes = field(repr=False)
    status: int
    headers: Headers
    request_id: str
    url: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a client was told. Empty texts are unknown. `project_id` is what it is authorized for, `path_project_id` what
    paths name instead.
    """

    credentials: Credentials
    region: str
    project_id: str
    endpoint: Origin | None
    timeout: float | Unset | None
    validate: Validate
    response_limit: int
    insecure: bool
    interfaces: tuple[str, ...]
    clock: Clock
    policy: Policy
    trust: Trust
    addressing_style: AddressingStyle = "virtual"
    told: Told = field(default_factory=Told)
    path_project_id: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a call is one look of: a wait for a `Goal` that is over at the moment `end`, or never where that is None."""

    goal: object
    end: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Success(Generic[A]):
    """What a call came to: the answer, and the call that got it at the last attempt."""

    answer: A
    call: Call
    attempts: int
    hide: Redactor


def converse(
    settings: Settings,
    service: Service,
    request: Request[Any],
    options: CallOptions,
    *,
    stream: bool = False,
    aim: Aim | None = None,
) -> Conversation[Success[Reading]]:
    """Send a request until it succeeds or fails for good; raises all that a call may raise. The end of an aim is one of the call too."""
    check_call_options(request, options)
    check_call_values(options)
    settings = in_projects(settings, options)
    timeout = checked_timeout(options.get("timeout", settings.timeout))
    ready = _checked_and_ready(settings, request, options)
    signature: Signature = "OBS" if ready.bucket is not None or request.__host__ else service.signature
    refuse_scope(signature, options)
    settings.credentials.check_signature(ready.operation, signature)
    situation = Situation(
        region=settings.region or settings.credentials.region,
        project_id=settings.project_id or settings.credentials.project_id,
        insecure=settings.insecure,
        policy=settings.policy,
        limits=limits_for(
            timeout,
            size=settings.response_limit,
            clock=settings.clock,
            open_end=stream,
            end=aim.end if aim else None,
            operation=type(request).__name__,
        ),
        signature=signature,
    )
    project_id = ""
    if ready.needs_project:
        project_id = yield from _project(settings, situation)
    elif settings.path_project_id not in ("", situation.project_id):
        _refuse_idle_project(request, options)
    origin = yield from _origin(settings, service, situation, request.__host__)
    call = ready.call(origin, project_id)
    if aim is not None:
        call = replace(call, goal=aim.goal)
    if ready.bucket is not None:
        hosts = (request.__host__ or service.hosts[0], *service.hosts)
        call = addressed(call, ready.bucket, settings.addressing_style, hosts, member=ready.bucket_member)
    authorization = Authorization(
        authorize=partial(settings.credentials.authorize, situation=situation),
        renew=partial(settings.credentials.renew, situation=situation),
        secrets=settings.credentials.secrets,
    )
    reading, attempts = yield from attempted(call, situation.limits, settings.policy, authorization, stream=stream)
    hide = ready.hide.and_also(settings.credentials.secrets())
    if isinstance(reading, Answer) and not is_success(reading, request):
        raise api_error(
            call.operation,
            reading,
            hide=hide,
            responses=request.responses,
            attempts=attempts,
            advice=length_advice(call.content, reading.status),
        )
    return Success(answer=reading, call=call, attempts=attempts, hide=hide)


def refuse_scope(signature: Signature, options: ChangedOptions | CallOptions) -> None:
    """Raise `InvalidArgument` where a project is asked for by name, and requests with this signature name none."""
    if signature == "OBS" and "scope_project_id" in options:
        raise InvalidArgument("scope_project_id: requests that are signed for object storage name no project")


def in_projects(settings: Settings, options: ChangedOptions | CallOptions) -> Settings:
    """Return the settings with the projects that options name: `project_id` for paths alone, `scope_project_id` for all.

    Raises:
        InvalidArgument: What is given is no project, or the credentials are for one project and cannot have another.
    """
    if "scope_project_id" in options:
        scope = _named_project("scope_project_id", options["scope_project_id"])
        if scope != (settings.project_id or settings.credentials.project_id):
            settings.credentials.check_scope(scope)
        settings = replace(settings, project_id=scope)
    if "project_id" in options:
        settings = replace(settings, path_project_id=_named_project("project_id", options["project_id"]))
    return settings


def _named_project(name: str, value: object) -> str:
    """Check what a caller names; nothing and blanks are not taken for the project of the client."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidArgument(f"{name}: {value!r} is no project; leave it out for the client's own")
    return value


def _refuse_idle_project(request: Request[Any], options: CallOptions) -> None:
    """Refuse a call that would be sent to another project than the one named; where the path names the project that the
    operation is about, only an option of the call itself contradicts it.
    """
    if "project_id" in options or PLACEHOLDER not in request.uri:
        raise InvalidArgument(
            f"project_id: the path of {type(request).__name__} has no place for it; "
            "leave it out, or name another project than the client's with scope_project_id="
        )


def whole(success: Success[Reading]) -> Success[Answer]:
    """Narrow the type of a success: only a conversation that was asked to leaves its answer unread."""
    answer, call = success.answer, success.call
    assert isinstance(answer, Answer)
    return Success(answer=answer, call=call, attempts=success.attempts, hide=success.hide)


def reply(request: Request[R], success: Success[Answer]) -> Reply[R]:
    """Read the answer as the operation documents it."""
    answer = success.answer
    value: R = decoded(success.call.operation, answer, request.responses, success.hide)
    return Reply(
        value=value,
        body=answer.body,
        status=answer.status,
        headers=answer.headers,
        request_id=request_id_of(answer.headers, success.hide),
        url=success.call.shown_url,
        attempts=success.attempts,
    )


def _checked_and_ready(settings: Settings, request: Request[Any], options: CallOptions) -> Prepared:
    """Check and encode a request.

    The error of one that cannot be sent is made anew: where it comes from, variables may hold secrets.
    """
    try:
        enforce(request, options.get("validate", settings.validate), settings.policy.hooks, settings.told)
        return prepared(
            request,
            extra_headers=options.get("extra_headers", {}),
            extra_query=options.get("extra_query", {}),
            extra_body=options.get("extra_body", {}),
        )
    except InvalidArgument as error:
        problem = str(error)
    except RecursionError:
        problem = f"{type(request).__name__}: an argument is nested too deeply, or holds itself"
    raise InvalidArgument(problem)


def _project(settings: Settings, situation: Situation) -> Conversation[str]:
    project_id = settings.path_project_id or situation.project_id
    if not project_id and isinstance(settings.credentials, Session):
        project_id = yield from settings.credentials.project()
    if not project_id:
        grant = yield from settings.credentials.grant(situation)
        project_id = grant.project_id if grant else ""
    if not project_id:
        raise ConfigurationError("the project is not known: give project_id= to the client or the call")
    return project_id


def _origin(settings: Settings, service: Service, situation: Situation, host: str) -> Conversation[Origin]:
    """Find where a service answers: as told, as the catalog of the login says, or, where there is no login, by its usual name.

    Catalogs do not tell where an operation has a `host` of its own.
    """
    if settings.endpoint is not None:
        return settings.endpoint
    credentials, interfaces = settings.credentials, settings.interfaces
    if host:
        return _usual_origin(service, situation.region, interfaces, host)
    if isinstance(credentials, Session):
        url = yield from credentials.endpoint(service.catalog_types, situation.region, interfaces)
        if url:
            return origin_of(url, what="catalog", insecure=settings.insecure, keep_path=False)
        catalog = yield from credentials.catalog()
    else:
        grant = yield from credentials.grant(situation)
        if grant is None:
            return _usual_origin(service, situation.region, interfaces, service.hosts[0])
        catalog = grant.catalog
    return catalog_origin(catalog, service, situation.region, interfaces, insecure=settings.insecure)


def _usual_origin(service: Service, region: str, interfaces: Sequence[str], host: str) -> Origin:
    """Return the usual host of a service, which begins with `host` and is its public interface; for any other there must be a catalog."""
    if INTERFACES[0] not in interfaces:
        raise ConfigurationError(
            f"{service.name}: where its interface {', '.join(interfaces)} is says the catalog of a login, and there is "
            "none with keys or a token: give endpoint="
        )
    return usual_origin(host, region)
