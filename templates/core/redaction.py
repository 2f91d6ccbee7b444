"""Keeps credentials out of everything that is shown: values that hide themselves, and texts with the secrets taken out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")

HIDDEN = "***"

SHOWN_HEADERS = frozenset(
    {
        "accept",
        "accept-encoding",
        "content-encoding",
        "content-length",
        "content-type",
        "date",
        "retry-after",
        "server",
        "user-agent",
        "x-project-id",
    }
)
"""Headers whose values may be shown."""


class Secret(Generic[T]):
    """A value that shows in no repr, cannot be pickled, and is given by `reveal` alone."""

    __slots__ = ("_value",)

    def __init__(self, value: T) -> None:
        self._value = value

    def reveal(self) -> T:
        """Give the value."""
        return self._value

    def __repr__(self) -> str:
        return HIDDEN

    def __copy__(self) -> Secret[T]:
        return self

    def __deepcopy__(self, memo: object) -> Secret[T]:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret cannot be pickled")


class Headers(dict[str, str]):
    """Headers by lower-case name; the repr shows values only of those that are known to be harmless."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        for name, value in pairs:
            lower = name.lower()
            self[lower] = f"{self[lower]}, {value}" if lower in self else value

    def __repr__(self) -> str:
        shown = {name: value if name in SHOWN_HEADERS else HIDDEN for name, value in self.items()}
        return f"Headers({shown!r})"

    __str__ = __repr__


class Redactor:
    """Takes secrets, and whatever looks like a token, out of texts; shows nothing of what it knows.

    A secret is found as it is, and as an answer may repeat it: escaped as in JSON, percent-encoded, XML-encoded, each
    also inside of another, and in Base64. What it takes is in proportion to the length of the text.
    """

    __slots__ = ("_secrets",)

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = Secret(tuple(secret for secret in secrets if secret))

    def __call__(self, text: str, *, most: int = 2_000) -> str:
        """Return the beginning of a text, of at most `most` characters, without the secrets.

        It is cut only after they are out, so that none is shown by halves.
        """
        from .secret_search import without

        return without(self._secrets.reveal(), text, most=most)

    def and_also(self, secrets: Iterable[str]) -> Redactor:
        """Give one that knows more."""
        return Redactor((*self._secrets.reveal(), *secrets))

    def __repr__(self) -> str:
        return "<Redactor>"
