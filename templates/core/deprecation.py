"""`deprecated`, which type checkers know from `typing_extensions`; that need not be installed.

Not the one that `warnings` has from Python 3.13 on: it keeps the arguments of a call, which may be secrets, among its variables, and loads `inspect`.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from typing_extensions import deprecated
else:
    P = ParamSpec("P")
    R = TypeVar("R")

    def deprecated(message: str, /) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Mark a function as deprecated: type checkers report its use, and a call warns."""

        def mark(function: Callable[P, R]) -> Callable[P, R]:
            @functools.wraps(function)
            def warning(*args: P.args, **kwargs: P.kwargs) -> R:
                try:
                    warnings.warn(message, DeprecationWarning, stacklevel=2)
                    return function(*args, **kwargs)
                finally:
                    # A traceback that tells variables is not to tell secrets.
                    kwargs.clear()

            warning.__deprecated__ = message
            return warning

        return mark


__all__ = ["deprecated"]
