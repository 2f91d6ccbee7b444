"""Agencies: calls in another account, which trusts the user's own one with some of its resources."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from .attempting import Authorization
from .conversation import Conversation
from .credentials import Credentials, Situation, check_texts
from .endpoints import region_of_project
from .errors import ConfigurationError
from .logins import Login, domain_of
from .sessions import Session, SessionLike
from .wire import Origin


class Agency(Login):
    """An agency of another account, which `credentials` of a user of one's own take on.

    `agency_name` and `domain_name` (or `domain_id`) are those of the account that made the agency; the project, or the
    region's own, is one of that account too. The user's own credentials log in when they have to, and the agency's
    token is renewed before its end.

    Raises:
        ConfigurationError: It is not said which agency, of which account, or with a session where it logs in.
    """

    __slots__ = ("_agency_name", "_credentials", "_domain", "_project_name")

    def __init__(
        self,
        credentials: Credentials | SessionLike,
        *,
        agency_name: str,
        domain_name: str = "",
        domain_id: str = "",
        project_id: str = "",
        project_name: str = "",
        region: str = "",
        auth_url: str = "",
    ) -> None:
        if not isinstance(credentials, Credentials):
            credentials = Session(credentials)
        if isinstance(credentials, Session) and not auth_url:
            raise ConfigurationError("auth_url: with a session it must be said where the identity service is")
        check_texts("Agency", agency_name=agency_name, domain_name=domain_name, domain_id=domain_id)
        check_texts("Agency", project_name=project_name, region=region)
        known = region or region_of_project(project_name) or credentials.region
        super().__init__(auth_url=auth_url, project_id=project_id, region=known)
        if not agency_name:
            raise ConfigurationError("agency_name: none is given")
        if bool(domain_name) == bool(domain_id):
            raise ConfigurationError("the account of the agency is needed: either domain_name or domain_id")
        self._credentials = credentials
        self._agency_name = agency_name
        self._domain = domain_of(domain_name, domain_id)
        self._project_name = project_name

    def origin(self, situation: Situation) -> Origin:
        own = self._credentials
        if not self._auth_url and isinstance(own, Login):
            return own.origin(self._own(situation))
        return super().origin(situation)

    def check_scope(self, project_id: str) -> None:
        """Raise nothing: the agency's token can be for every project of its account."""

    def secrets(self) -> tuple[str, ...]:
        return (*self._credentials.secrets(), *super().secrets())

    def _own(self, situation: Situation) -> Situation:
        """Return what the user's own credentials need to know of the login: their project, never the agency's."""
        own = self._credentials
        return replace(situation, project_id=own.project_id, region=own.region or situation.region)

    def _login_authorization(self, situation: Situation) -> Authorization:
        own = self._own(situation)
        return Authorization(
            authorize=partial(self._credentials.authorize, situation=own),
            renew=partial(self._credentials.renew, situation=own),
        )

    def _identity(self) -> Conversation[dict[str, Any]]:
        account = {f"domain_{key}": value for key, value in self._domain.items()}
        return {"methods": ["assume_role"], "assume_role": {**account, "agency_name": self._agency_name}}
        yield

    def _scope(self, situation: Situation) -> dict[str, Any]:
        if situation.project_id:
            return {"project": {"id": situation.project_id}}
        name = self._project_name or situation.region
        return {"project": {"name": name, "domain": self._domain}} if name else {"domain": self._domain}
