"""`deprecated`, as `warnings` has it from Python 3.13 on; type checkers know it from `typing_extensions`, which need not be installed."""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from typing_extensions import deprecated
elif sys.version_info >= (3, 13):
    from warnings import deprecated
else:
    P = ParamSpec("P")
    R = TypeVar("R")

    def deprecated(message: str, /) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Mark a function as deprecated: type checkers report its use, and a call warns."""

        def mark(function: Callable[P, R]) -> Callable[P, R]:
            @functools.wraps(function)
            def warning(*args: P.args, **kwargs: P.kwargs) -> R:
                warnings.warn(message, DeprecationWarning, stacklevel=2)
                return function(*args, **kwargs)

            warning.__deprecated__ = message
            return warning

        return mark


__all__ = ["deprecated"]
