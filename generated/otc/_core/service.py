"""What is known of a service beside its operations."""

from __future__ import annotations

from typing import Final


class Service:
    """`name` is its module, `hosts` the first labels of its host names, most usual first, `catalog_types` how a service catalog calls it."""

    __slots__ = ("catalog_types", "hosts", "name")

    def __init__(self, *, name: str, hosts: tuple[str, ...], catalog_types: tuple[str, ...] = ()) -> None:
        self.name: Final = name
        self.hosts: Final = hosts
        self.catalog_types: Final = catalog_types
