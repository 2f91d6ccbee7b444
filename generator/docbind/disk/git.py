"""Pages out of a git repository, by the git command: fetched into a throw-away repository and read from there. Nothing is checked out.

The repository and its settings are untrusted. So nothing of it runs or is followed: no hook, filter, submodule or symbolic link; only the transports below;
arguments that could be options are refused before they get here (`service_info`). Git never asks for a password: it takes the credentials that it is set up with, or fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .failure import StoreError, disk_errors
from .files import LARGEST_FILE, is_page_name

TRANSPORTS = "file:git:http:https:ssh"
SECONDS = 900
"""That one call of git may take; a transfer that stands still ends after a minute."""

MOST_PAGES = 20_000
MOST_BYTES = 256 * 1024 * 1024
"""Of all pages of one service; the largest real one has a hundredth of that."""

REGULAR = ("100644", "100755")

CONFIGURATION = (
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("core.attributesFile", os.devnull),
    ("fetch.recurseSubmodules", "false"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("http.lowSpeedLimit", "1"),
    ("http.lowSpeedTime", "60"),
)

NOT_THERE = (
    ("couldn't find remote ref", "the repository has no such branch or tag", "Correct `ref` in service.toml."),
    (
        "could not resolve host",
        "the host is not known; there may be no network",
        "Check the network and `git` in service.toml.",
    ),
    ("does not appear to be a git repository", "there is no git repository", "Correct `git` in service.toml."),
    ("not found", "there is no git repository", "Correct `git` in service.toml."),
    ("connection refused", "nobody answers there", "Check the network and `git` in service.toml."),
    ("failed to connect", "nobody answers there", "Check the network and `git` in service.toml."),
    ("could not read username", "the repository wants credentials", "Set up git's credential helper for it."),
    ("authentication failed", "the repository refused the credentials", "Correct them in git's credential helper."),
    ("permission denied", "the repository refused the credentials", "Correct the key that ssh uses."),
)
"""What git says in which case: its words in lower case, and ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The pages of one commit by their paths below the folder, and the paths of links among them, which were left out."""

    commit: str
    pages: dict[str, bytes]
    links: tuple[str, ...]


def fetch_tip(url: str, ref: str, path: str) -> Fetched:
    """The pages in the folder `path` at a branch or tag, the one that the repository itself names where `ref` is empty. Raises `StoreError`."""
    with _repository() as repository:
        _shallowly(repository, url, ref or "HEAD")
        commit = _must(repository, url, "rev-parse", "--verify", "FETCH_HEAD^{commit}").decode().strip()
        return _pages(repository, url, commit, path)


def fetch_commit(url: str, ref: str, path: str, commit: str) -> Fetched:
    """The pages in the folder `path` at a commit, which a server may only give as part of the history of `ref`. Raises `StoreError`."""
    with _repository() as repository:
        if _git(repository, "fetch", "--depth=1", "--", url, commit).returncode != 0:
            _must(repository, url, "fetch", "--", url, ref or "HEAD")
        if _git(repository, "cat-file", "-e", f"{commit}^{{commit}}").returncode != 0:
            reason = f"commit {commit[:12]} is not there (any more): its history was rewritten, or `ref` leads elsewhere; nothing was fetched"
            raise StoreError("pull-failed", url, reason, "docbind pull --update moves the lock to what is there now.")
        return _pages(repository, url, commit, path)


def _shallowly(repository: Path, url: str, ref: str) -> None:
    """One commit where the server can give that; a plain web server only has the whole history."""
    done = _git(repository, "fetch", "--depth=1", "--", url, ref)
    if done.returncode != 0 and b"shallow" in done.stderr:
        _must(repository, url, "fetch", "--", url, ref)
    elif done.returncode != 0:
        raise _failure(url, done)


def _pages(repository: Path, url: str, commit: str, path: str) -> Fetched:
    listed = _git(repository, "ls-tree", "-r", "-l", "-z", f"{commit}:{path}")
    if listed.returncode != 0:
        reason = f"there is no folder {path} at commit {commit[:12]}; nothing was fetched"
        raise StoreError("pull-failed", url, reason, "Correct `path` in service.toml.")
    wanted: list[tuple[str, str]] = []
    links = []
    total = 0
    for entry in filter(None, listed.stdout.split(b"\0")):
        mode, _, identity, size, name = _entry(entry, url)
        if not is_page_name(name.rpartition("/")[2]):
            continue
        if mode not in REGULAR:
            links.append(name)
            continue
        total += int(size)
        if len(wanted) >= MOST_PAGES or int(size) > LARGEST_FILE or total > MOST_BYTES:
            reason = f"the pages are too many or too large (at {name}); nothing was fetched"
            raise StoreError("pull-failed", url, reason, "Correct `path` in service.toml.")
        wanted.append((name, identity))
    if not wanted:
        reason = f"the folder {path} holds no page (*.rst) at commit {commit[:12]}; nothing was fetched"
        raise StoreError("pull-failed", url, reason, "Correct `path` in service.toml.")
    contents = _blobs(repository, url, [identity for _, identity in wanted])
    return Fetched(
        commit=commit,
        pages={name: content for (name, _), content in zip(wanted, contents, strict=True)},
        links=tuple(links),
    )


def _entry(entry: bytes, url: str) -> tuple[str, str, str, str, str]:
    """Mode, kind, identity, size and path of a file; a path that could leave the folder, or pass for something else, is no path of a page."""
    facts, _, raw = entry.partition(b"\t")
    mode, kind, identity, size = facts.decode("ascii").split()
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("utf-8", errors="backslashreplace")
    parts = name.split("/")
    if any(part in ("", ".", "..") or part.lower() == ".git" for part in parts) or any(
        char in '\\:*?"<>|' or not char.isprintable() for char in name
    ):
        reason = f"it holds a file that cannot be written everywhere: {name!r}; nothing was fetched"
        raise StoreError("pull-failed", url, reason, "Ask its maintainers to rename the file.")
    return mode, kind, identity, size, name


def _blobs(repository: Path, url: str, identities: list[str]) -> Iterator[bytes]:
    done = _git(repository, "cat-file", "--batch", given="".join(f"{identity}\n" for identity in identities).encode())
    rest = done.stdout
    for identity in identities:
        header, _, rest = rest.partition(b"\n")
        words = header.split()
        if len(words) != 3 or words[0].decode() != identity or len(rest) <= int(words[2]):
            raise StoreError("pull-failed", url, "what was fetched is not whole; nothing was kept", "Pull again.")
        size = int(words[2])
        yield rest[:size]
        rest = rest[size + 1 :]


@contextmanager
def _repository() -> Iterator[Path]:
    """An empty repository that is gone afterwards. Raises `StoreError` where git is not installed."""
    if shutil.which("git") is None:
        raise StoreError(
            "pull-failed", "git", "git is not installed, or not on the PATH; nothing was fetched", "Install git."
        )
    with disk_errors(Path(tempfile.gettempdir()), "nothing was fetched"):
        home = Path(tempfile.mkdtemp(prefix="docbind-pull-"))
    try:
        repository = home / "pages.git"
        _must(home, "git", "init", "--quiet", "--bare", "--template=", str(repository))
        yield repository
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _must(folder: Path, url: str, *arguments: str) -> bytes:
    done = _git(folder, *arguments)
    if done.returncode != 0:
        raise _failure(url, done)
    return done.stdout


def _failure(url: str, done: subprocess.CompletedProcess[bytes]) -> StoreError:
    """What git said, in our words where they are known."""
    said = done.stderr.decode("utf-8", errors="replace")
    for words, reason, remedy in NOT_THERE:
        if words in said.lower():
            return StoreError("pull-failed", url, f"{reason}; nothing was fetched", remedy)
    lines = [
        line for line in said.splitlines() if line.startswith(("fatal:", "error:", "remote:"))
    ] or said.splitlines()
    reason = f"git says: {' '.join(lines)[:300] or 'nothing'}; nothing was fetched"
    return StoreError("pull-failed", url, reason, "Check the network and service.toml, and pull again.")


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A call of git away from the user's repositories: it finds the user's own settings, such as credentials and proxies, but no hook."""
    settings = [part for name, value in CONFIGURATION for part in ("-c", f"{name}={value}")]
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in KEPT_VARIABLES
    }
    environment = {
        "GIT_SSH_COMMAND": "ssh -oBatchMode=yes",
        **inherited,
        "GIT_ALLOW_PROTOCOL": TRANSPORTS,
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    if (folder / "HEAD").is_file():
        environment["GIT_DIR"] = str(folder)
    try:
        return subprocess.run(
            ["git", *settings, *arguments],
            cwd=folder,
            env=environment,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        reason = f"git did not end within {SECONDS // 60} minutes; nothing was fetched"
        raise StoreError("pull-failed", "git", reason, "Check the network, and pull again.") from error


KEPT_VARIABLES = frozenset(
    {
        "GIT_ASKPASS",
        "GIT_CONFIG_COUNT",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_SYSTEM",
        "GIT_EXEC_PATH",
        "GIT_SSH",
        "GIT_SSH_COMMAND",
        "GIT_SSL_CAINFO",
        "GIT_SSL_NO_VERIFY",
        "GIT_PROXY_SSL_CAINFO",
    }
)
"""Variables of git that say how to connect; the others name the repository of whoever calls docbind, as in a hook."""
