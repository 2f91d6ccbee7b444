"""What is known of a service beside its operations."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Signature: TypeAlias = Literal["SDK-HMAC-SHA256", "OBS"]
"""How requests are signed with access keys, as the header `Authorization` calls it."""


class Service:
    """`name` is its module, `hosts` the first labels of its host names, most usual first, `catalog_types` how a service catalog calls it.

    A service whose `signature` is `OBS`, object storage, keeps buckets and takes access keys only. One with another
    may have operations that are like those of object storage: with a member in the host, or a host of their own.
    """

    __slots__ = ("catalog_types", "hosts", "name", "signature")

    def __init__(
        self,
        *,
        name: str,
        hosts: tuple[str, ...],
        catalog_types: tuple[str, ...] = (),
        signature: Signature = "SDK-HMAC-SHA256",
    ) -> None:
        self.name: Final = name
        self.hosts: Final = hosts
        self.catalog_types: Final = catalog_types
        self.signature: Final[Signature] = signature
