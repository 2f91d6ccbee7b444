"""A clock for tests: time passes only when somebody waits."""

from __future__ import annotations

import threading


class FakeClock:
    """Begins at 1,000 seconds, and at the moment of the signing test vector."""

    def __init__(self) -> None:
        self.time = 1_000.0
        self.begin_of_day = 1_795_395_723.0
        self.waits: list[float] = []
        self._lock = threading.Lock()

    def now(self) -> float:
        return self.time

    def today(self) -> float:
        return self.begin_of_day + self.time - 1_000.0

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.waits.append(seconds)
            self.time += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)
