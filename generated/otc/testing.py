"""For the tests of those who use the package: clients that answer with the documented examples, without a network."""

from __future__ import annotations

from ._core.testing import Documented, Recorded

__all__ = ["Documented", "Recorded"]
