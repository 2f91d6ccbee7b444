"""What is known of a service beside its operations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """`name` is its module, `hosts` the first labels of its host names, most usual first, `catalog_types` how a service catalog calls it."""

    name: str
    hosts: tuple[str, ...]
    catalog_types: tuple[str, ...] = ()
