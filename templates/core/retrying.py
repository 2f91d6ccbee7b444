"""When a call is tried again, and after how long."""

from __future__ import annotations

import random
from email.utils import parsedate_to_datetime

from .errors import CertificateError, TransportError, UploadFailed
from .locks import ForkSafeLock
from .wire import Answer, Call

_IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
_WORTH_ANOTHER = frozenset({429, 500, 502, 503, 504})
_NOT_BEGUN = frozenset({429, 503})
"""Statuses by which a service that says when to come back has not begun its work."""
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 20.0
_LONGEST_ASKED_WAIT = 60.0


class Quota:
    """Limits the retries of a client as a whole, so that a service in trouble is not hit with many times its load.

    A retry costs one; a success gives a retry back, or a fifth where none was needed.
    """

    def __init__(self, size: float = 100.0) -> None:
        self._size = size
        self._left = size
        self._lock = ForkSafeLock()

    def __deepcopy__(self, memo: object) -> Quota:
        return self

    def take(self) -> bool:
        """Ask for a retry."""
        with self._lock.held():
            if self._left < 1:
                return False
            self._left -= 1
            return True

    def succeeded(self, *, retried: bool) -> None:
        """Tell of a success."""
        with self._lock.held():
            self._left = min(self._size, self._left + (1.0 if retried else 0.2))


def _is_idempotent(call: Call) -> bool:
    return call.repeatable or call.method in _IDEMPOTENT


def wait_after_answer(call: Call, answer: Answer, attempt: int, today: float) -> float | None:
    """Give the seconds to wait before the next attempt; None where there is to be none."""
    asked = asked_wait(answer, today)
    repeatable = _is_idempotent(call) and answer.status in _WORTH_ANOTHER
    told_when = answer.status in _NOT_BEGUN and asked is not None
    if not call.replayable or not (repeatable or told_when):
        return None
    return asked if asked is not None else _jittered(attempt)


def wait_after_failure(call: Call, failure: TransportError, attempt: int) -> float | None:
    """Give the seconds to wait before the next attempt; None where there is to be none."""
    if isinstance(failure, CertificateError | UploadFailed):
        return None
    if failure.sent and not (_is_idempotent(call) and call.replayable):
        return None
    return _jittered(attempt)


def _jittered(attempt: int) -> float:
    return random.uniform(0, min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (attempt - 1)))


def asked_wait(answer: Answer, today: float) -> float | None:
    """Read Retry-After, as seconds or as a date; what cannot be meant is ignored, and more than a minute is a minute."""
    text = answer.headers.get("retry-after", "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return min(float(text[:10]), _LONGEST_ASKED_WAIT)
    try:
        moment = parsedate_to_datetime(text).timestamp()
        here = parsedate_to_datetime(answer.headers["date"]).timestamp() if "date" in answer.headers else today
    except (ValueError, OverflowError):
        return None
    return min(max(moment - here, 0.0), _LONGEST_ASKED_WAIT)
