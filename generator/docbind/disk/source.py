"""Where pages come from: which folders are services, and the text of their pages.

A page's path, in messages and in everything that is emitted, is `<service>/<path below the service's folder>`: it does not depend on
where that folder lies. The folders are untrusted: see `files`. No page is dropped in silence.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docbind.model.diagnostic import Diagnostic, Outcome, Severity
from docbind.model.page import SourceFile
from docbind.model.spec import ServiceInfo

from .encoding import decode, shown
from .errata import ErrataFolder, ErrataPlace, errata_places
from .files import (
    PageEntry,
    entries,
    hides_pages,
    is_page_name,
    joined,
    left_out,
    link_finding,
    pages_below,
    read_file,
    reason_of,
    whole,
)
from .service_info import LONGEST_NAME, configured_info, default_info, is_service_name

SETTINGS = "service.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFolder:
    """One service to build.

    `root` is its folder, which also holds its `service.toml`; its pages lie in `pages`, which is `root` or a
    folder below it. `errata` are the files that may correct them.
    """

    info: ServiceInfo
    root: Path
    pages: Path
    errata: tuple[ErrataPlace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A folder that looks like a service; `label` is what messages call it."""

    name: str
    root: Path
    pages: Path
    label: str

    @property
    def is_marked(self) -> bool:
        """Whether the folder says itself that it is a service."""
        return self.pages != self.root or os.path.lexists(self.root / SETTINGS)


def find_services(
    folders: Sequence[Path], service: str | None, errata: ErrataFolder | None = None
) -> Outcome[tuple[ServiceFolder, ...]]:
    """The services that `folders` hold, sorted by name.

    A folder is an upstream checkout with `api-ref/source`, a folder of pages, or a folder of several of
    these. `service` names the service where there is only one, `errata` the project's folder of errata. Every
    diagnostic of severity ERROR stands for a service, or an argument, that was left out: it is a wrong use of
    the command rather than a flaw of a page.
    """
    looked = [_places_in(folder) for folder in folders]
    once = _without_repeats([place for outcome in looked for place in outcome.value])
    diagnostics = [diagnostic for outcome in (*looked, once) for diagnostic in outcome.diagnostics]
    places = once.value
    if service is not None and len(places) > 1:
        message = f"a service name was given for {len(places)} services ({', '.join(place.label for place in places)}); none was built"
        remedy = (
            "Give the folder of one service, or no service name. An empty service.toml marks a folder as one service."
        )
        diagnostics.append(left_out("service-name-for-several", message, places[0].label, remedy))
        return Outcome(value=(), diagnostics=tuple(diagnostics))
    described = [_described(place, place.name if service is None else service) for place in places]
    pairs = [(place, outcome.value) for place, outcome in zip(places, described, strict=True) if outcome.value]
    distinct = _distinct(pairs, errata)
    diagnostics.extend(diagnostic for outcome in (*described, distinct) for diagnostic in outcome.diagnostics)
    return Outcome(value=distinct.value, diagnostics=tuple(diagnostics))


def is_marked_service(folder: Path) -> bool:
    """Whether a folder says itself that it is a service: it holds `api-ref/source`, or a `service.toml`."""
    return _place_at(folder, "").value.is_marked


def read_pages(folder: ServiceFolder) -> Outcome[tuple[SourceFile, ...]]:
    """Every page (`*.rst`) of a service, sorted by path. One that cannot be read, or is no text, is left out with a diagnostic of severity ERROR."""
    diagnostics: list[Diagnostic] = []
    pages: list[SourceFile] = []
    label = joined(folder.info.id, *folder.pages.relative_to(folder.root).parts)
    for found in pages_below(folder.pages, label):
        if isinstance(found, Diagnostic):
            diagnostics.append(found)
            continue
        path = joined(label, *found.parts)
        data = read_file(found.path, path)
        diagnostics.extend(data.diagnostics)
        if data.value is None:
            continue
        text = decode(data.value, path)
        diagnostics.extend(text.diagnostics)
        if text.value is not None:
            pages.append(SourceFile(path=path, text=text.value))
    return Outcome(
        value=tuple(sorted(pages, key=lambda page: page.path)),
        diagnostics=tuple(sorted(diagnostics, key=lambda diagnostic: (diagnostic.span, diagnostic.code))),
    )


def _places_in(argument: Path) -> Outcome[tuple[_Place, ...]]:
    """The services of one argument: itself where it is one, else its sub-folders."""
    label = shown(str(argument))
    problem = _problem_of(argument)
    if problem:
        remedy = "Give a folder of pages, a checkout with api-ref/source, or a folder of several of these."
        return Outcome(value=(), diagnostics=(left_out("folder-missing", problem, label, remedy),))
    itself = _place_at(_service_root(argument), label)
    diagnostics = list(itself.diagnostics)
    places: tuple[_Place, ...] = (itself.value,)
    if not itself.value.is_marked:
        inside = _places_below(itself.value)
        diagnostics.extend(inside.diagnostics)
        places = inside.value or places
    kept = []
    for place in places:
        met = list(pages_below(place.pages, place.label))
        problems = [item for item in met if isinstance(item, Diagnostic)]
        if len(problems) < len(met):
            kept.append(place)
            continue
        diagnostics.extend(problems)
        if not problems:
            message = "the folder holds no page (*.rst); nothing was built from it"
            diagnostics.append(left_out("no-pages", message, place.label, "Give a folder of pages."))
    return Outcome(value=tuple(kept), diagnostics=tuple(dict.fromkeys(diagnostics)))


def _places_below(above: _Place) -> Outcome[tuple[_Place, ...]]:
    """The services in the sub-folders; or the folder itself, where it holds pages of its own and no sub-folder is marked as a service."""
    diagnostics: list[Diagnostic] = []
    places: list[_Place] = []
    stray: list[str] = []
    for entry in entries(above.root, above.label):
        if isinstance(entry, Diagnostic):
            diagnostics.append(entry)
        elif entry.is_dir(follow_symlinks=False):
            place = _sub_place(Path(entry.path), joined(above.label, entry.name))
            diagnostics.extend(place.diagnostics)
            places.extend(filter(None, (place.value,)))
        elif is_page_name(entry.name):
            stray.append(joined(above.label, entry.name))
        elif entry.is_symlink() and hides_pages(entry):
            diagnostics.append(link_finding(joined(above.label, entry.name)))
    if stray and not any(place.is_marked for place in places):
        return Outcome(value=(above,))
    message = "the page lies beside the services, in none of them; it was left out"
    remedy = "Move it into a service."
    diagnostics.extend(whole("page-outside-service", Severity.WARNING, message, label, remedy) for label in stray)
    return Outcome(value=tuple(places), diagnostics=tuple(diagnostics))


def _sub_place(folder: Path, label: str) -> Outcome[_Place | None]:
    """A sub-folder as a service; None where it neither holds pages nor is marked as a service, or is hidden."""
    place = _place_at(folder, label)
    met = list(pages_below(folder, label))
    holds_pages = any(isinstance(item, PageEntry) for item in met)
    if folder.name.startswith("."):
        message = "a hidden folder is no service; its pages were left out"
        hidden = whole("folder-hidden", Severity.NOTE, message, label, "Rename the folder if it is a service.")
        return Outcome(value=None, diagnostics=(hidden,) if holds_pages else ())
    if holds_pages or place.value.is_marked:
        return place
    problems = (item for item in met if isinstance(item, Diagnostic))
    return Outcome(value=None, diagnostics=(*place.diagnostics, *problems))


def _place_at(root: Path, label: str) -> Outcome[_Place]:
    """A folder as a service: its pages are those in `api-ref/source`, where that is there and no link leads to it, else all."""
    itself = _Place(name=root.name, root=root, pages=root, label=label)
    pages = root
    for name in ("api-ref", "source"):
        pages = pages / name
        try:
            mode = pages.lstat().st_mode
        except OSError:
            return Outcome(value=itself)
        if stat.S_ISLNK(mode):
            below = pages.relative_to(root).parts
            return Outcome(value=itself, diagnostics=(link_finding(joined(label, *below)),))
        if not stat.S_ISDIR(mode):
            return Outcome(value=itself)
    return Outcome(value=_Place(name=root.name, root=root, pages=pages, label=label))


def _service_root(argument: Path) -> Path:
    """The service's folder, whether the argument is that folder, its `api-ref`, or its `api-ref/source`."""
    # Only the file system knows where `..` leads; elsewhere the name that the user typed is the name that the user means.
    path = argument.resolve() if ".." in argument.parts else argument.absolute()
    for root in path.parents[:2]:
        pages = _place_at(root, "").value.pages
        if pages != root and pages in (path, path / "source"):
            return root
    return path


def _problem_of(argument: Path) -> str:
    """Why an argument is no folder; empty where it is one."""
    try:
        mode = argument.stat().st_mode
    except OSError as error:
        return f"the folder cannot be read: {reason_of(error)}; nothing was built from it"
    except ValueError:
        return "no folder can have this name; nothing was built from it"
    return "" if stat.S_ISDIR(mode) else "this is no folder; nothing was built from it"


def _described(place: _Place, name: str) -> Outcome[ServiceInfo | None]:
    """What is known of a service: the defaults of its name, and its `service.toml`."""
    if not is_service_name(name):
        message = (
            f"`{shown(name[:80])}` is no service name: lower-case letters, digits, `.`, `_` and `-`, at most {LONGEST_NAME}"
            " characters, beginning with a letter or digit, and no device name of Windows; the service was left out"
        )
        problem = left_out("service-name", message, place.label, "Rename the folder, or give a service name.")
        return Outcome(value=None, diagnostics=(problem,))
    info = default_info(name)
    settings = place.root / SETTINGS
    if not os.path.lexists(settings):
        return Outcome(value=info)
    path = f"{name}/{SETTINGS}"
    data = read_file(settings, path)
    if data.value is None:
        return Outcome(value=None, diagnostics=data.diagnostics)
    text = decode(data.value, path)
    if text.value is None:
        return Outcome(value=None, diagnostics=text.diagnostics)
    return configured_info(info, text.value, path)


def _without_repeats(places: Sequence[_Place]) -> Outcome[tuple[_Place, ...]]:
    """Each folder once, however its path was spelled."""
    first: dict[tuple[int, int], _Place] = {}
    diagnostics = []
    for place in places:
        status = place.root.stat()
        known = first.setdefault((status.st_dev, status.st_ino), place)
        if known is not place:
            message = f"the folder was given before, as {known.label}; it was built once"
            diagnostics.append(_twice(message, place))
    return Outcome(value=tuple(first.values()), diagnostics=tuple(diagnostics))


def _distinct(
    found: Sequence[tuple[_Place, ServiceInfo]], errata: ErrataFolder | None
) -> Outcome[tuple[ServiceFolder, ...]]:
    """The services whose name and module no earlier one has, sorted by name."""
    by_id: dict[str, _Place] = {}
    by_module: dict[str, _Place] = {}
    kept = []
    diagnostics = []
    for place, info in found:
        if info.id in by_id:
            message = f"{by_id[info.id].label} is also called {info.id}; only that one was built"
            diagnostics.append(_twice(message, place))
        elif info.module in by_module:
            message = f"{by_module[info.module].label} also becomes the module {info.module}; only that one was built"
            remedy = "Set `module` in the service.toml of one of them."
            diagnostics.append(left_out("module-twice", message, place.label, remedy))
        else:
            by_id[info.id] = by_module[info.module] = place
            places = errata_places(info.id, place.root, errata)
            kept.append(ServiceFolder(info=info, root=place.root, pages=place.pages, errata=places))
    return Outcome(value=tuple(sorted(kept, key=lambda folder: folder.info.id)), diagnostics=tuple(diagnostics))


def _twice(message: str, place: _Place) -> Diagnostic:
    return left_out("service-twice", message, place.label, "Give every service once.")


def from_here(folder: Path) -> str:
    """A folder as seen from the current one, with `/`, as other programs open it."""
    return os.path.relpath(folder).replace(os.sep, "/")
