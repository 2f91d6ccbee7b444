"""Access keys, with which every request is signed; no login is needed."""

from __future__ import annotations

from typing import Self

from .conversation import Conversation
from .credentials import Credentials, Situation, text_problem, variable
from .errors import ConfigurationError
from .object_signing import object_signature_headers
from .redaction import Headers, Secret
from .service import Signature
from .signing import signature_headers
from .wire import Call


class AkSk(Credentials):
    """An access key and its secret key, with which every request is signed; no login is needed.

    Temporary keys come with a `security_token`. Each service is sent the signature that it wants: object storage has one of its own.
    """

    __slots__ = ("_access_key", "_secret_key", "_security_token", "project_id", "region")

    def __init__(
        self, access_key: str, secret_key: str, *, security_token: str = "", project_id: str = "", region: str = ""
    ) -> None:
        problem = text_problem(
            "AkSk",
            access_key=access_key,
            secret_key=secret_key,
            security_token=security_token,
            project_id=project_id,
            region=region,
        )
        if not problem and not (access_key and secret_key):
            problem = "AkSk: access_key and secret_key are needed"
        if problem:
            del secret_key, security_token  # a traceback that tells variables is not to tell secrets
            raise ConfigurationError(problem)
        self._access_key = access_key
        self._secret_key = Secret(secret_key)
        self._security_token = Secret(security_token)
        self.project_id = project_id
        self.region = region

    @classmethod
    def from_env(cls) -> Self:
        """Read OS_ACCESS_KEY, OS_SECRET_KEY, and where they are set OS_SECURITY_TOKEN, OS_PROJECT_ID and OS_REGION_NAME."""
        return cls(
            variable("OS_ACCESS_KEY"),
            variable("OS_SECRET_KEY"),
            security_token=variable("OS_SECURITY_TOKEN", ""),
            project_id=variable("OS_PROJECT_ID", ""),
            region=variable("OS_REGION_NAME", ""),
        )

    def check_signature(self, what: str, signature: Signature) -> None:
        """Accept every signature."""

    def authorize(self, call: Call, situation: Situation) -> Conversation[Call]:
        return (
            self._signed_for_storage(call, situation) if situation.signature == "OBS" else self._signed(call, situation)
        )
        yield

    def secrets(self) -> tuple[str, ...]:
        return (self._secret_key.reveal(), self._security_token.reveal())

    def _signed(self, call: Call, situation: Situation) -> Call:
        own = Headers({"x-project-id": situation.project_id, "x-security-token": self._security_token.reveal()}.items())
        named = call.with_headers(Headers((name, value) for name, value in own.items() if value))
        return named.with_headers(
            signature_headers(
                access_key=self._access_key,
                secret_key=self._secret_key,
                method=call.method,
                host=call.origin.authority,
                path=call.path,
                query=call.query,
                headers=named.headers,
                content=call.content if isinstance(call.content, bytes) else b"" if call.content is None else None,
                moment=situation.limits.clock.today(),
            )
        )

    def check_scope(self, project_id: str) -> None:
        """Raise nothing: keys are the user's, and each request says for which project it is."""

    def _signed_for_storage(self, call: Call, situation: Situation) -> Call:
        token = self._security_token.reveal()
        named = call.with_headers({"x-obs-security-token": token}) if token else call
        return named.with_headers(
            object_signature_headers(
                access_key=self._access_key,
                secret_key=self._secret_key,
                method=call.method,
                resource=call.resource or call.path,
                query=call.query,
                headers=named.headers,
                moment=situation.limits.clock.today(),
            )
        )
