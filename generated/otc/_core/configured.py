"""What is configured for a client, wherever it was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from .credentials import Credentials
from .endpoints import INTERFACES
from .trust import Trust
from .wire import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """What is configured for a client of one service; empty texts are unknown, and of None nothing is said."""

    credentials: Credentials
    region: str = ""
    project_id: str = ""
    endpoint: Origin | None = None
    interfaces: tuple[str, ...] = INTERFACES
    timeout: float | None = None
    trust: Trust = field(default_factory=Trust)
