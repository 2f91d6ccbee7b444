"""The ways to prove who calls: tokens, keys, passwords, application credentials, and sessions of other libraries."""

from __future__ import annotations

from ._core.credentials import AkSk, ApplicationCredential, Credentials, Password, Session, SessionLike, Token, from_env

__all__ = [
    "AkSk",
    "ApplicationCredential",
    "Credentials",
    "Password",
    "Session",
    "SessionLike",
    "Token",
    "from_env",
]
