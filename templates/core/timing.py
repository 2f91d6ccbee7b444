"""Time: the clock, how long a call may take, and how long it waits between attempts."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol

from .errors import InvalidArgument, RequestTimeout

CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0
CALL_SECONDS = 120.0
LONGEST_SECONDS = 100_000_000
"""Three years: the operating system takes no times that are much longer."""


class Clock(Protocol):
    """Where the time comes from; tests give one of their own."""

    def now(self) -> float:
        """Give the seconds since some moment; never goes back."""
        ...

    def today(self) -> float:
        """Give the seconds since 1970."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait in a blocking call."""
        ...

    async def sleep_async(self, seconds: float) -> None:
        """Wait in an asynchronous call."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> float:
        return time.monotonic()

    def today(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    async def sleep_async(self, seconds: float) -> None:
        import anyio

        await anyio.sleep(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one attempt may take: seconds to connect and to wait for the next bytes (None: any), the moment by which all is over,
    and bytes of the decoded body. `whole` is how many seconds that call has, and `operation` what messages call it."""

    connect: float
    read: float | None
    deadline: float | None
    size: int
    clock: Clock
    whole: float | None = None
    operation: str = ""

    def left(self, *, sent: bool = True) -> float | None:
        """Give the seconds that are left, None for any; raises `RequestTimeout` when there are none."""
        if self.deadline is None:
            return None
        left = self.deadline - self.clock.now()
        if left <= 0:
            raise self.over(sent=sent)
        return left

    def over(self, where: str = "", *, sent: bool = True) -> RequestTimeout:
        """Return the error that says that the time for the whole call is over."""
        seconds = "" if self.whole is None else f"{self.whole:g} seconds "
        message = (
            f"{where or self.operation or 'the call'}: no answer in time: the {seconds}for the whole call are over"
        )
        return RequestTimeout(message, limit="call", seconds=self.whole, sent=sent)


def another_login(limits: Limits) -> RequestTimeout:
    """Return the error of a call that waited for the login of another one until its time was over."""
    seconds = "" if limits.whole is None else f"{limits.whole:g} seconds "
    message = f"{limits.operation}: another call's login took longer than the {seconds}for the whole call"
    return RequestTimeout(message, limit="login", seconds=limits.whole, sent=False)


class Unset:
    """Stands for a timeout that nobody gave; None is one that never ends."""

    def __repr__(self) -> str:
        return "default"


UNSET = Unset()


def checked_timeout(timeout: object) -> float | Unset | None:
    """Give the timeout back; raises `InvalidArgument` for what is no time."""
    if timeout is None or isinstance(timeout, Unset):
        return timeout
    if isinstance(timeout, int | float) and not isinstance(timeout, bool) and 0 < timeout <= LONGEST_SECONDS:
        return timeout
    if isinstance(timeout, int | float) and LONGEST_SECONDS < timeout < float("inf"):
        raise InvalidArgument(f"timeout: at most {LONGEST_SECONDS} seconds can be waited; None waits for ever")
    raise InvalidArgument("timeout: a number of seconds above 0 is needed, or None to wait for ever")


def limits_for(
    timeout: float | Unset | None,
    *,
    size: int,
    clock: Clock,
    open_end: bool = False,
    end: float | None = None,
    operation: str = "",
) -> Limits:
    """Set the limits of a call that begins now.

    A timeout that somebody gave is also the longest silence of the service. With `open_end`, a call without one may last as long as data come.
    The call is over at the moment `end` in any case.
    """
    whole: float | None
    match timeout:
        case None:
            read, whole = None, None
        case Unset():
            read, whole = READ_SECONDS, None if open_end else CALL_SECONDS
        case seconds:
            read, whole = seconds, seconds
    ends = [moment for moment in (None if whole is None else clock.now() + whole, end) if moment is not None]
    deadline = min(ends, default=None)
    return Limits(
        connect=CONNECT_SECONDS,
        read=read,
        deadline=deadline,
        size=size,
        clock=clock,
        whole=None if deadline is None else round(deadline - clock.now(), 3) if deadline == end else whole,
        operation=operation,
    )
