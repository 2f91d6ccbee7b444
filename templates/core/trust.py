"""Whom a client trusts and what it shows of itself: authorities, and its own certificate."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import ConfigurationError, UnverifiedWarning

if TYPE_CHECKING:
    import ssl

_LOG = logging.getLogger(__name__.partition("._core")[0])
_UNVERIFIED = "certificates are not verified: whoever is in between reads what is sent, credentials too"
_OUTSIDE = 5
"""Where a client is made, seen from where it is warned of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How servers prove themselves, and the client itself where servers want that; all of it unsaid: as the system
    does.

    `context` is an `ssl.SSLContext` of those who made their own. `authorities` is a file or folder of certificates,
    `certificate` a file with the client's own, and `key` one with its key. `verified` False takes any server for the
    one that is meant.
    """

    context: object = None
    verified: bool = True
    authorities: str = ""
    certificate: str = ""
    key: str = ""


def trust_of(verify: ssl.SSLContext | bool | str | os.PathLike[str] | None, configured: Trust) -> Trust:
    """Read what a client is told of certificates; what is not told is as `configured` in clouds.yaml or the
    environment.

    Where certificates are not verified, the log and a warning tell it.

    Raises:
        ConfigurationError: A file is not there, or `verify` is none of what it can be.
    """
    trust = configured
    if isinstance(verify, bool):
        trust = Trust(verified=verify, certificate=configured.certificate, key=configured.key)
    elif isinstance(verify, str | os.PathLike):
        path = existing(verify, "verify", folder=True)
        trust = Trust(authorities=path, certificate=configured.certificate, key=configured.key)
    elif verify is not None:
        trust = Trust(context=_context(verify, configured))
    if not trust.verified:
        # Python shows a warning once for each place in the program; the log has it for every client.
        _LOG.warning("%s", _UNVERIFIED)
        warnings.warn(_UNVERIFIED, UnverifiedWarning, stacklevel=_OUTSIDE)
    return trust


def _context(verify: object, configured: Trust) -> ssl.SSLContext:
    import ssl

    if not isinstance(verify, ssl.SSLContext):
        raise ConfigurationError(
            f"verify: an ssl.SSLContext, the path of a file with authorities, or False, not {type(verify).__name__}"
        )
    if configured.certificate:
        raise ConfigurationError(
            "verify: the client's own certificate is configured too; load it into the context, which nothing is added to"
        )
    return verify


def existing(path: str | os.PathLike[str], what: str, *, folder: bool = False) -> str:
    """Return the path of a file, `~` replaced; raises `ConfigurationError` where it is not there or cannot be read.

    `what` is what names the file. With `folder`, it may be a folder too.
    """
    if not os.fspath(path):
        raise ConfigurationError(f"{what}: the path of a file is needed, not an empty text")
    found = Path(path).expanduser()
    if not found.exists():
        raise ConfigurationError(f"{what}: there is no file {str(found)!r}")
    if found.is_dir() and not folder:
        raise ConfigurationError(f"{what}: {str(found)!r} is a folder")
    if not os.access(found, os.R_OK):
        raise ConfigurationError(f"{what}: {str(found)!r} cannot be read")
    return str(found)


def context_of(trust: Trust) -> ssl.SSLContext | None:
    """Make what connections are encrypted with; None for what all clients share, which trusts as the system does.

    Raises:
        ConfigurationError: A file holds no certificate, or no key that fits to it.
    """
    if trust == Trust():
        return None
    import ssl

    if isinstance(trust.context, ssl.SSLContext):
        return trust.context
    try:
        context = _verifying(trust) if trust.verified else _not_verifying()
    except OSError as error:  # ssl.SSLError is one
        raise ConfigurationError(f"{trust.authorities}: no certificates of authorities, {_reason(error)}") from None
    try:
        if trust.certificate:
            context.load_cert_chain(trust.certificate, trust.key or None, _no_password(trust))
    except (OSError, ssl.SSLError) as error:
        files = " and ".join(file for file in (trust.certificate, trust.key) if file)
        raise ConfigurationError(f"{files}: no certificate and its key, {_reason(error)}") from None
    return context


def _verifying(trust: Trust) -> ssl.SSLContext:
    import ssl

    if not trust.authorities:
        return system_authorities()
    folder = Path(trust.authorities).is_dir()
    if folder:
        return ssl.create_default_context(capath=trust.authorities)
    return ssl.create_default_context(cafile=trust.authorities)


def _not_verifying() -> ssl.SSLContext:
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def system_authorities() -> ssl.SSLContext:
    """Read the authorities of the system, or of SSL_CERT_FILE or SSL_CERT_DIR; that takes long.

    Raises:
        ConfigurationError: What the environment names is not there, or holds no certificate.
    """
    from .http_library import httpx

    named = next((name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if os.environ.get(name)), "")
    if named:
        existing(os.environ[named], named, folder=named == "SSL_CERT_DIR")
    try:
        context: ssl.SSLContext = httpx.create_ssl_context()
    except OSError as error:
        where = f"{named}: {os.environ[named]!r}" if named else "the system's authorities"
        raise ConfigurationError(f"{where}: no certificates of authorities, {_reason(error)}") from None
    return context


def _no_password(trust: Trust) -> Callable[[], str]:
    """Return what answers for a person, whom OpenSSL would ask at the terminal for the password of a key."""

    def answer() -> str:
        raise ConfigurationError(f"{trust.key or trust.certificate}: the key is encrypted; one that is not is needed")

    return answer


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
