"""What is called around every attempt of a call, for counting, timing and tracing: `FunctionGraph(hooks=[OpenTelemetry()])`."""

from __future__ import annotations

from ._core.hooks import Attempt, Hook
from ._core.telemetry import OpenTelemetry

__all__ = ["Attempt", "Hook", "OpenTelemetry"]
