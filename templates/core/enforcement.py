"""What a client does with a request that breaks documented rules: refuse it, or tell and send."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from typing import Any

from .errors import ValidationError, ValidationWarning
from .evidence import Origin
from .hooks import Hook
from .option_types import checked_mode
from .options import Validate
from .request import Request
from .validation import check_structure
from .violation import Violation

_LOG = logging.getLogger(__name__.partition("._core")[0])

_MOST_REMEMBERED = 1000


class Told:
    """Which violations a client has told already: each is a warning once, so that a loop of calls fills no log."""

    def __init__(self) -> None:
        self._known: set[tuple[Origin, str]] = set()

    def level_of(self, violation: Violation) -> int:
        """Return the level at which to log a violation."""
        key = (violation.origin, violation.path)
        if key in self._known or len(self._known) >= _MOST_REMEMBERED:
            return logging.DEBUG
        self._known.add(key)
        return logging.WARNING


def enforce(request: Request[Any], mode: Validate, hooks: Iterable[Hook], told: Told) -> None:
    """Check a request as `mode` says: raise `ValidationError` for what is refused, tell all else to log and hooks."""
    violations = () if mode == "off" else check_structure(request)
    act_on(violations, type(request).__name__, mode, hooks, told)


def act_on(
    violations: tuple[Violation, ...], operation: str, mode: Validate, hooks: Iterable[Hook], told: Told
) -> None:
    """Do with violations as `mode` says: raise `ValidationError` for what is refused, tell all else to log and hooks."""
    checked_mode(mode)
    if not violations or mode == "off":
        return
    if mode == "warn":
        for violation in violations:
            warnings.warn(str(violation), ValidationWarning, stacklevel=2)
    elif mode == "strict" or any(one.refused for one in violations):
        raise ValidationError(operation, violations)
    else:
        for violation in violations:
            # The record gets the violation itself: looking up its source costs something only where it is shown.
            _LOG.log(told.level_of(violation), "%s is sent as given: %s", operation, violation)
        for hook in hooks:
            hook.violated(operation, violations)
