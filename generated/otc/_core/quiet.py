"""Keeps the HTTP libraries' own logs from showing URLs with queries, and headers, of calls made by this package."""

from __future__ import annotations

import contextvars
import logging
from collections.abc import Generator
from contextlib import contextmanager

_ours: contextvars.ContextVar[bool] = contextvars.ContextVar("ours", default=False)

_LOGGERS = tuple(
    name
    for suffix in ("", "2")
    for name in (
        f"httpx{suffix}",
        *(f"httpcore{suffix}.{part}" for part in ("connection", "http11", "http2", "proxy", "socks")),
    )
)


class _OnlyEvents(logging.Filter):
    """Cuts a record down to the name of its event, where it is about one of our calls; all other records pass as they are."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _ours.get():
            record.msg = str(record.msg).partition(" ")[0].rstrip(":")
            record.args = None
        return True


@contextmanager
def quiet() -> Generator[None]:
    """Mark what is logged inside as ours."""
    token = _ours.set(True)
    try:
        yield
    finally:
        _ours.reset(token)


def silence() -> None:
    """Put the filter on the libraries' loggers, once."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(one, _OnlyEvents) for one in logger.filters):
            logger.addFilter(_OnlyEvents())
