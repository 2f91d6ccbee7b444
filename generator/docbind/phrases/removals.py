"""Which operations remove from a whole collection, so that parameters alone say what goes."""

from __future__ import annotations


def removes_from_collection(method: str, path: str) -> bool:
    """Tell whether a path names no item of what a DELETE removes. Behind the root of a host, the host may name it."""
    last = path.partition("?")[0].rstrip("/").rpartition("/")[2]
    return method == "DELETE" and bool(last) and "{" not in last
