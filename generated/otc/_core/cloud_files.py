"""Reads clouds.yaml, secure.yaml and clouds-public.yaml, as openstacksdk does.

PyYAML is imported when a file is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from .cloud_entries import Entry, entry_of
from .cloud_keys import OTHER_NAMES
from .errors import ConfigurationError
from .json_values import as_object, is_object

_TAGS = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
"""What plain scalars are besides text."""


def cloud_entry(name: str) -> Entry:
    """Return a cloud's entry, with what secure.yaml adds to it.

    Raises:
        ConfigurationError: There is no such file or entry, or it cannot be read.
    """
    path = next(_existing("clouds", os.environ.get("OS_CLIENT_CONFIG_FILE")), None)
    if path is None:
        raise ConfigurationError(f"cloud {name!r}: there is no clouds.yaml")
    clouds = as_object(_loaded(path).get("clouds"))
    if name not in clouds:
        known = ", ".join(map(str, clouds)) or "none"
        del clouds  # a traceback that tells variables is not to tell secrets
        raise ConfigurationError(f"cloud {name!r} is not in {path}; it has {known}")
    entry = _entry(name, clouds[name], path)
    secure = next(_existing("secure", os.environ.get("OS_CLIENT_SECURE_FILE")), None)
    hidden = as_object(_loaded(secure).get("clouds") if secure else None)
    return entry.changed_by(_entry(name, hidden[name], secure)) if secure and name in hidden else entry


def public_profile(name: str) -> Entry | None:
    """Return a profile of clouds-public.yaml; None where there is none of this name."""
    path = next(_existing("clouds-public", None), None)
    profiles = as_object(_loaded(path).get("public-clouds") if path else None)
    return _entry(name, profiles[name], path) if path and name in profiles else None


def _entry(name: str, values: object, path: Path) -> Entry:
    whole = f"cloud {name!r} in {path}"
    entry = entry_of(
        whole, as_object(values), lambda key: f"{key} of {whole}", other_names={**OTHER_NAMES, "cloud": "profile"}
    )
    return entry if is_object(values) else replace(entry, problem=f"{whole}: keys with values are needed")


def _existing(stem: str, explicit: str | None) -> Iterator[Path]:
    if explicit:
        yield Path(explicit)
    folders = (Path.cwd(), Path.home() / ".config" / "openstack", Path("/etc/openstack"))
    for folder in folders:
        for suffix in (".yaml", ".yml"):
            path = folder / f"{stem}{suffix}"
            if path.is_file():
                yield path


def _loaded(path: Path) -> Mapping[str, object]:
    try:
        # Not an import statement, so that type checkers ask nobody for the stubs of a library that is optional.
        yaml: Any = import_module("yaml")
    except ImportError:
        raise ConfigurationError(f"PyYAML is needed to read {path}") from None
    problem = ""
    try:
        return as_object(yaml.load(path.read_text(encoding="utf-8"), Loader=_loader(yaml)))
    except OSError as error:
        problem = error.strerror or "it cannot be read"
    except (yaml.YAMLError, UnicodeDecodeError):
        problem = "it is no YAML"
    except RecursionError:
        problem = "it is nested too deeply"
    raise ConfigurationError(f"{path}: {problem}")


def _loader(yaml: Any) -> Any:
    """Make the safe loader with scalars as they are written: a passcode `012345` is no number in base eight."""
    resolvers = {
        first: [(tag, pattern) for tag, pattern in known if tag in _TAGS]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return type("TextLoader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": resolvers})
