"""What a service is called: the default names that follow from its folder's name, and the settings in `service.toml` that overrule them; where its pages are
fetched from.

A service's module is its name without hyphens, and with `_` for `.`. Where that is no safe name of a module (a keyword,
a module that the emitted package has itself, a name that a test runner or the interpreter picks up, a leading digit) it
is `service_<name>`; its class gets `Service` in front on the same grounds. A name in `service.toml` is never bent: it
is taken as it is, or refused.
"""

from __future__ import annotations

import builtins
import difflib
import keyword
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace

from docbind.dialect.services import DEVICE_NAMES, RESERVED_CLASSES, RESERVED_MODULES, SERVICES
from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.model.spec import ServiceInfo

from .encoding import shown

LONGEST_NAME = 64

NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
MODULE = re.compile(r"[a-z][a-z0-9_]*")
CLASS = re.compile(r"[A-Z][A-Za-z0-9]*")
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
CATALOG_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
URL = re.compile(r"(?:https?|git|ssh|file)://(?!-)[!-~]+|[A-Za-z0-9_.][\w.-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[!-~]+")
PASSWORD = re.compile(r"://[^/@]*:[^/@]*@")
REF = re.compile(r"[A-Za-z0-9_][\w./+-]*")
DEFAULT_PATH = "api-ref/source"

BY_NAME = {service.module: service for service in SERVICES} | {service.folder: service for service in SERVICES}


def is_service_name(name: str) -> bool:
    """Whether `name` may name a service: it goes into paths, messages and the emitted code."""
    return (
        len(name) <= LONGEST_NAME
        and NAME.fullmatch(name) is not None
        and ".." not in name
        and not name.endswith(".")
        and name.partition(".")[0] not in DEVICE_NAMES
    )


def default_info(name: str) -> ServiceInfo:
    """What a service is called where no `service.toml` says otherwise; a known service is found by its folder's name and by its module's."""
    known = BY_NAME.get(name)
    if known is not None:
        return ServiceInfo(
            id=name,
            title=known.title,
            module=known.module,
            class_name=known.class_name,
            hosts=known.hosts,
            catalog_types=known.catalog_types,
        )
    words = [word[:1].upper() + word[1:] for word in re.split("[-._]+", name) if word]
    module = name.replace("-", "").replace(".", "_")
    class_name = "".join(words)
    prefix = re.sub("[^a-z0-9]", "", name)
    return ServiceInfo(
        id=name,
        title=" ".join(words),
        module=module if _is_module(module) else f"service_{module}",
        class_name=class_name if _is_class(class_name) else f"Service{class_name}",
        hosts=(prefix,),
        catalog_types=(prefix,),
    )


def configured_info(default: ServiceInfo, settings: str, path: str) -> Outcome[ServiceInfo | None]:
    """`default` with what the text of a `service.toml` says in its place; None where a setting is unknown or wrong, because its intent is lost.

    `path` is the file's path as messages show it.
    """
    try:
        table = tomllib.loads(settings)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits raises the plain ValueError
        line = re.search(r"at line (\d+)", str(error))
        problem = _problem(f"is no TOML: {shown(str(error))}", path, int(line[1]) if line else 1, "Correct the file.")
        return Outcome(value=None, diagnostics=(problem,))
    diagnostics = []
    strings: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        line_number = _line_of(key, settings)
        if key in STRING_SETTINGS:
            wanted, accepts = STRING_SETTINGS[key]
            if isinstance(value, str) and accepts(value):
                strings[key] = value
            else:
                diagnostics.append(_problem(f"`{key}` must be {wanted}", path, line_number, f"Correct `{key}`."))
        elif key in LIST_SETTINGS:
            wanted, pattern = LIST_SETTINGS[key]
            if (
                isinstance(value, list)
                and value
                and all(isinstance(item, str) and pattern.fullmatch(item) for item in value)
            ):
                lists[key] = tuple(value)
            else:
                diagnostics.append(_problem(f"`{key}` must be {wanted}", path, line_number, f"Correct `{key}`."))
        else:
            diagnostics.append(_problem(f"`{shown(key)}` is no setting", path, line_number, _suggestion(key)))
    if diagnostics:
        return Outcome(value=None, diagnostics=tuple(diagnostics))
    info = replace(
        default,
        title=strings.get("title", default.title),
        module=strings.get("module", default.module),
        class_name=strings.get("class", default.class_name),
        hosts=lists.get("hosts", default.hosts),
        catalog_types=lists.get("catalog_types", default.catalog_types),
    )
    return Outcome(value=info)


def configured_origin(settings: str, path: str) -> Outcome[tuple[str, str, str] | None]:
    """URL, folder and ref of the repository that the text of a `service.toml` names; None where it names none, or is wrong."""
    checked = configured_info(default_info("service"), settings, path)
    if checked.diagnostics:
        return Outcome(value=None, diagnostics=checked.diagnostics)
    table = tomllib.loads(settings)
    if "git" not in table:
        alone = [key for key in ("path", "ref") if key in table]
        problems = [
            _problem(f"`{key}` says nothing without `git`", path, _line_of(key, settings), "Set `git`.")
            for key in alone
        ]
        return Outcome(value=None, diagnostics=tuple(problems))
    return Outcome(value=(table["git"], table.get("path", DEFAULT_PATH), table.get("ref", "")))


def _is_url(url: str) -> bool:
    return len(url) <= 1000 and URL.fullmatch(url) is not None and PASSWORD.search(url) is None


def is_ref(ref: str) -> bool:
    """Whether `ref` may name a branch, tag or commit: git must not take it for an option or for more than one."""
    return (
        len(ref) <= 200 and REF.fullmatch(ref) is not None and ".." not in ref and not ref.endswith((".lock", "/", "."))
    )


def _is_path(path: str) -> bool:
    parts = path.split("/")
    return (
        len(path) <= 500
        and path.isprintable()
        and not any(part in ("", ".", "..") or part[0] in "-:" for part in parts)
        and not set(path) & set('\\:*?"<>|')
    )


def _is_title(title: str) -> bool:
    return bool(title.strip()) and title.isprintable() and len(title) <= 200


def _is_module(module: str) -> bool:
    return (
        MODULE.fullmatch(module) is not None
        and not keyword.iskeyword(module)
        and module not in RESERVED_MODULES
        and module not in DEVICE_NAMES
        and not module.startswith("test_")
    )


def _is_class(name: str) -> bool:
    return (
        CLASS.fullmatch(name) is not None
        and not keyword.iskeyword(name)
        and not hasattr(builtins, name)
        and name not in RESERVED_CLASSES
    )


# What the settings are, for a message and for the check.
STRING_SETTINGS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "title": ("one line of text, at most 200 characters", _is_title),
    "module": (
        "a Python module name in lower case that neither Python nor the emitted package uses itself",
        _is_module,
    ),
    "git": (
        "the URL of a git repository (https, http, ssh, git or file, or user@host:path) without a password",
        _is_url,
    ),
    "path": ("a folder of the repository, such as `api-ref/source`", _is_path),
    "ref": ("a branch or tag of the repository", is_ref),
    "class": ("a Python class name in CamelCase that neither Python nor the emitted package uses itself", _is_class),
}
LIST_SETTINGS: dict[str, tuple[str, re.Pattern[str]]] = {
    "hosts": ("a list of host prefixes, such as `functiongraph`", HOST),
    "catalog_types": ("a list of service catalog types, such as `functiongraph`", CATALOG_TYPE),
}


def _suggestion(key: str) -> str:
    settings = [*STRING_SETTINGS, *LIST_SETTINGS]
    near = difflib.get_close_matches(key, settings, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"The settings are {', '.join(f'`{name}`' for name in settings)}."


def _line_of(key: str, settings: str) -> int:
    """The line where a top-level key is set. The parser gives no lines; a key that is written in an unusual way counts as the first line."""
    written = re.search(rf"""^[ \t\[]*["']?{re.escape(key)}["']?[ \t]*[\].=]""", settings, re.MULTILINE)
    return settings.count("\n", 0, written.start()) + 1 if written else 1


def _problem(message: str, path: str, line: int, remedy: str) -> Diagnostic:
    return Diagnostic(
        code="service-settings",
        severity=Severity.ERROR,
        message=f"service.toml: {message}; the service was left out",
        span=SourceSpan(path=path, first_line=line, last_line=line),
        help=remedy,
    )
