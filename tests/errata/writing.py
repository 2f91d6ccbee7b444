"""Errata as tests write them."""

from __future__ import annotations

import json
from pathlib import Path


def erratum(**keys: object) -> str:
    """One table; JSON's values are TOML's, as far as errata have them."""
    lines = [f"{key} = {json.dumps(value)}" for key, value in {"reason": "Said so.", **keys}.items()]
    return "\n".join(["[[erratum]]", *lines, ""])


def write_errata(path: Path, *errata: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(errata), encoding="utf-8")
    return path
