"""The text form of `NameLock`, one name a line, sorted, so that a review sees every public name that comes, goes or moves.

    method create_function POST /v2/{project_id}/fgs/functions functiongraph_06_0108 | func_name from=from_
    class FuncCode FuncCode request create_function func_code | file link
    class CreateFunctionResponse - response create_function 200 | func_urn
    reserved method execute_function POST /v2/… functiongraph_06_0125 | body
    alias method execute_function run_function

Behind the bar stand the wire names of arguments or members; an identifier that is not the plain one follows its `=`. A name moves only where a person writes an
`alias` line: the old name, then the new one. The old one stays usable and is marked as deprecated. Comments of theirs stay before the line that they were written before.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from docbind.model.diagnostic import Diagnostic, Outcome, Severity, SourceSpan
from docbind.model.names import LockAlias, LockEntry, LockKind, NameLock

LOCK_HEADER = """\
# The published Python names of this service. They never move by themselves: docbind adds lines, and marks what the pages no longer have as reserved.
# To rename, add `alias method <old> <new>` or `alias class <Old> <New>`.
"""
PUNCTUATION = "!#$&'()*+,-./:;<>?@[]^_`{}~"
IDENTIFIERS = {LockKind.METHOD: re.compile(r"[a-z][a-z0-9_]*"), LockKind.CLASS: re.compile(r"[A-Z][A-Za-z0-9]*")}
MEMBER = re.compile(r"[a-z][a-z0-9_]*")


def parse_lock(text: str, path: str) -> Outcome[NameLock]:
    """The lock in the text of a file, which messages call `path`; the text may be empty, where there is no file yet.

    Every error stands for a name that would be free to move: nothing may be built from such a lock.
    """
    entries: list[LockEntry] = []
    aliases: list[LockAlias] = []
    diagnostics: list[Diagnostic] = []
    seen: set[tuple[LockKind, str]] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parsed = _alias(line) or _entry(line)
        if parsed is None or (isinstance(parsed, LockEntry) and (parsed.kind, parsed.name) in seen):
            what = "this line of the lock is not understood" if parsed is None else "this name stands in the lock twice"
            diagnostics.append(_damaged(path, number, what))
        elif isinstance(parsed, LockAlias):
            aliases.append(parsed)
        else:
            seen.add((parsed.kind, parsed.name))
            entries.append(parsed)
    if text and not text.startswith(LOCK_HEADER.partition("\n")[0]) and not (entries or aliases or diagnostics):
        diagnostics.append(_damaged(path, 1, "the lock is empty"))
    return Outcome(value=NameLock(entries=tuple(entries), aliases=tuple(aliases)), diagnostics=tuple(diagnostics))


def render_lock(lock: NameLock, former: str = "") -> str:
    """The text of a lock; equal locks have equal texts. It has the comments that a person wrote into the `former` text, and its line ends."""
    lines = {
        *map(_entry_line, lock.entries),
        *(f"alias {alias.kind.value} {alias.former} {alias.name}" for alias in lock.aliases),
    }
    comments = _comments(former)
    commented = [part for line in sorted(lines) for part in (*comments.pop(_subject(line), ()), line)]
    orphans = [comment for left in comments.values() for comment in left]
    text = LOCK_HEADER + "".join(f"{line}\n" for line in (*commented, *orphans))
    return text.replace("\n", "\r\n") if "\r\n" in former else text


def _comments(text: str) -> dict[tuple[str, ...], list[str]]:
    """The comments of a text but for its header, by what the line after them is about."""
    found: dict[tuple[str, ...], list[str]] = {}
    waiting: list[str] = []
    for line in text.splitlines():
        if line.startswith("#"):
            if line not in LOCK_HEADER.splitlines():
                waiting.append(line.rstrip())
        elif line.strip() and waiting:
            found.setdefault(_subject(line), []).extend(waiting)
            waiting = []
    if waiting:
        found[()] = waiting
    return found


def _subject(line: str) -> tuple[str, ...]:
    """The kind and the name that a line is about, whether it is reserved by now or not; an alias is about both of its names."""
    match line.split():
        case ["alias", *words]:
            return ("alias", *words)
        case ["reserved", kind, name, *_] | [kind, name, *_]:
            return (kind, name)
        case _:
            return ()


def _entry_line(entry: LockEntry) -> str:
    words = [*(["reserved"] if entry.reserved else []), entry.kind.value, entry.name, *map(_quoted, entry.key), "|"]
    return " ".join([*words, *(f"{_quoted(wire)}={name}" if name else _quoted(wire) for wire, name in entry.members)])


def _alias(line: str) -> LockAlias | None:
    match line.split():
        case ["alias", kind, former, name] if kind in ("method", "class") and former != name:
            parsed = LockKind(kind)
            return (
                LockAlias(kind=parsed, former=former, name=name)
                if _is_name(former, parsed) and _is_name(name, parsed)
                else None
            )
        case _:
            return None


def _entry(line: str) -> LockEntry | None:
    front, bar, back = line.partition(" |")
    tokens = front.split()
    reserved = tokens[:1] == ["reserved"]
    match tokens[1:] if reserved else tokens:
        case [("method" | "class") as word, name, *key] if bar and key and _is_name(name, LockKind(word)):
            members = tuple(_members(back))
            well_formed = all(
                not member or (MEMBER.fullmatch(member) and not keyword.iskeyword(member)) for _, member in members
            )
            if not well_formed:
                return None
            return LockEntry(
                kind=LockKind(word), name=name, key=tuple(map(unquote, key)), members=members, reserved=reserved
            )
        case _:
            return None


def _members(text: str) -> Iterator[tuple[str, str]]:
    for token in text.split():
        wire, _, name = token.partition("=")
        yield unquote(wire, errors="surrogatepass"), name


def _is_name(name: str, kind: LockKind) -> bool:
    return IDENTIFIERS[kind].fullmatch(name) is not None and not keyword.iskeyword(name)


def _quoted(text: str) -> str:
    return quote(text, safe=PUNCTUATION, errors="surrogatepass")


def _damaged(path: str, number: int, what: str) -> Diagnostic:
    return Diagnostic(
        code="lock-line",
        severity=Severity.ERROR,
        message=f"{what}, so that published names could move",
        span=SourceSpan(path=path, first_line=number, last_line=number),
        help="Restore the lock from version control, or correct it; where nothing was published yet, delete it.",
    )
