"""How property tests run: with the same examples every time, on machines of any speed."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

STEADY = settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
