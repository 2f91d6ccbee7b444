"""A call as a conversation: a generator that says what is to be done next and is told the outcome.

What a call is, is written once in this form; blocking and asynchronous clients only differ in how they carry out the steps.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from .grants import Grant, LoginState
from .timing import Limits
from .wire import Call

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Exchange:
    """Send a call; the outcome is its `Answer`.

    With `stream`, the body of a success is left unread, and the outcome is an `Incoming` or `AsyncIncoming`.
    """

    call: Call
    limits: Limits
    stream: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Work:
    """Call a function of the user that may block; the outcome is what it returns."""

    function: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Alone:
    """Hold a conversation while nobody else holds one about the same login; its result is the outcome."""

    state: LoginState
    conversation: Callable[[], Conversation[Grant]]
    limits: Limits


@dataclass(frozen=True, slots=True)
class Discard:
    """Close an answer that was left unread; there is no outcome."""

    reading: Any


Step: TypeAlias = Exchange | Pause | Work | Alone | Discard
Conversation: TypeAlias = Generator[Step, Any, T]
