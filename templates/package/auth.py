"""The ways to prove who calls: tokens, keys, passwords, application credentials, agencies, and sessions of other
libraries.
"""

from __future__ import annotations

from ._core.agencies import Agency
from ._core.credentials import Credentials, Token
from ._core.keys import AkSk
from ._core.logins import ApplicationCredential, Password
from ._core.sessions import Session, SessionLike

__all__ = [
    "Agency",
    "AkSk",
    "ApplicationCredential",
    "Credentials",
    "Password",
    "Session",
    "SessionLike",
    "Token",
    "from_env",
]


def from_env() -> Credentials:
    """Read whichever credentials the OS_* variables describe: keys, token, application credential, or password."""
    from ._core.clouds import from_env as read  # what reads configurations is imported when there is one to read

    return read()
