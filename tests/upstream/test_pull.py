"""`docbind pull` against real repositories: what it fetches, what it locks, and what it leaves alone where something stands in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from command import GENERATOR, Ran, tree
from docbind.cli import main
from garden import ADDING_A_BED, GARDEN, NAME, SETTINGS, page
from upstream.repositories import ISOLATED, Upstream, plain_server, service_toml, smart_server

MORE = page("Adding a Bed", "POST /v1/beds", NAME, ("note", "No", "String", "A note."))
LESS = page("Adding a Bed", "POST /v1/beds", ("title", "No", "String", "A title."))


@pytest.fixture
def upstream(tmp_path: Path) -> Upstream:
    made = Upstream(tmp_path / "upstream")
    made.commit(GARDEN)
    return made


@pytest.fixture
def project(tmp_path: Path, upstream: Upstream) -> Path:
    """A project whose service `garden` comes from the repository."""
    folder = tmp_path / "project"
    service_toml(folder / "specs" / "garden", git=upstream.url)
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def pull(project: Path, *arguments: str, **environment: str) -> Ran:
    return run(project, "pull", *arguments, **environment)


def run(project: Path, *arguments: str, **environment: str) -> Ran:
    """The command in this process: starting it takes longer than all that git does here."""
    with chdir(project):
        result = CliRunner().invoke(main, arguments, env={"GIT_CONFIG_GLOBAL": os.devnull, **environment})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return Ran(code=result.exit_code, out=result.stdout, err=result.stderr)


def service(project: Path) -> Path:
    return project / "specs" / "garden"


def pages(project: Path) -> dict[str, bytes]:
    found = tree(service(project) / "api-ref" / "source")
    found.pop(".docbind-pages", None)
    return found


def lock(project: Path) -> str:
    return (service(project) / "pages.lock").read_text(encoding="utf-8")


def refused(ran: Ran, project: Path, before: dict[str, bytes], code: int, *words: str) -> None:
    """It exits so, says so, and nothing of the project is touched."""
    assert ran.code == code, ran.told
    for word in words:
        assert word in ran.err
    assert tree(project) == before


# --- fetching and locking ----------------------------------------------------------------------------------------------


def test_the_first_pull_fetches_the_pages_and_locks_their_commit(project: Path, upstream: Upstream) -> None:
    ran = pull(project)
    assert ran.code == 0, ran.told
    assert pages(project) == {name: text.encode() for name, text in GARDEN.items()}
    assert f'commit = "{upstream.git("rev-parse", "HEAD")}"' in lock(project)
    assert run(project, "build").code == 0


def test_the_lock_is_what_counts(project: Path, upstream: Upstream) -> None:
    pull(project)
    locked = lock(project)
    upstream.commit({"adding_a_bed.rst": MORE})
    assert pull(project).code == 0
    assert (pages(project), lock(project)) == ({name: text.encode() for name, text in GARDEN.items()}, locked)


def test_a_locked_project_without_its_pages_gets_the_same_pages(project: Path, upstream: Upstream) -> None:
    pull(project)
    before = tree(project)
    upstream.commit({"adding_a_bed.rst": MORE})
    for path in sorted(service(project).joinpath("api-ref").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert pull(project).code == 0
    assert tree(project) == before


def test_update_moves_the_lock_and_tells_what_changed(project: Path, upstream: Upstream) -> None:
    pull(project)
    commit = upstream.commit({"adding_a_bed.rst": MORE})
    ran = pull(project, "--update", "--format", "json")
    assert ran.code == 0, ran.told
    said = {(change["change"], change.get("path")) for change in json.loads(ran.out)["changes"]}
    assert said == {("param-added", "note"), ("operation-removed", None), ("page-removed", None)}
    assert commit in lock(project)
    assert pages(project) == {"adding_a_bed.rst": MORE.encode()}
    assert pull(project, "--update").out == "no change\n"


def test_update_tells_what_changed_where_only_the_lock_is_kept(project: Path, upstream: Upstream) -> None:
    upstream.commit({"adding_a_bed.rst": ADDING_A_BED})
    pull(project)
    for path in sorted(service(project).joinpath("api-ref").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    upstream.commit({"adding_a_bed.rst": LESS})
    assert "breaking: request name is gone" in pull(project, "--update").out


def test_nothing_is_asked_of_a_server_where_the_pages_are_the_locked_ones(project: Path, upstream: Upstream) -> None:
    pull(project)
    upstream.folder.rename(upstream.folder.with_name("gone"))
    assert pull(project).code == 0


@pytest.mark.parametrize("server", [smart_server, plain_server])
def test_servers_on_the_network(
    project: Path, upstream: Upstream, server: Callable[[Upstream], AbstractContextManager[str]]
) -> None:
    with server(upstream) as url:
        service_toml(service(project), git=url)
        assert pull(project).code == 0
    first = lock(project)
    upstream.commit({"adding_a_bed.rst": MORE})
    with server(upstream) as url:
        service_toml(service(project), git=url)
        assert pull(project).code == 0
        assert lock(project) == first
        ran = pull(project, "--update")
    assert ran.code == 0, ran.told
    assert pages(project) == {"adding_a_bed.rst": MORE.encode()}


def test_branches_tags_and_other_folders(project: Path, upstream: Upstream) -> None:
    upstream.git("tag", "v1")
    (upstream.folder / "docs").mkdir()
    (upstream.folder / "docs" / "bed.rst").write_text(MORE, encoding="utf-8")
    upstream.git("checkout", "--quiet", "-b", "next/one")
    upstream.commit_all()
    service_toml(service(project), git=upstream.url, ref="next/one", path="docs")
    assert pull(project).code == 0
    assert pages(project) == {"bed.rst": MORE.encode()}
    service_toml(service(project), git=upstream.url, ref="v1")
    assert pull(project, "--update").code == 0
    assert set(pages(project)) == set(GARDEN)


def test_only_the_services_that_are_named(project: Path, upstream: Upstream) -> None:
    service_toml(project / "specs" / "shed", git=upstream.url)
    service_toml(project / "specs" / "own")
    assert pull(project, "shed").code == 0
    assert (project / "specs" / "shed" / "pages.lock").is_file()
    assert not (service(project) / "pages.lock").exists()
    assert "no service is called so" in pull(project, "barn").err
    assert "the service has no repository" in pull(project, "own").err


def test_one_service_that_fails_does_not_stop_the_others(project: Path, upstream: Upstream) -> None:
    service_toml(project / "specs" / "absent", git=(project / "nowhere").as_uri())
    ran = pull(project)
    assert ran.code == 2
    assert pages(project)
    assert upstream.git("rev-parse", "HEAD") in lock(project)


def test_revisions_of_a_service_are_compared(project: Path, upstream: Upstream) -> None:
    upstream.git("tag", "v1")
    commit = upstream.commit({**GARDEN, "adding_a_bed.rst": LESS})
    for new in ("main", commit):
        ran = run(project, "diff", "v1", new, "--service", "garden", "--fail-on", "breaking")
        assert ran.code == 1
        assert "request name is gone" in ran.out
    ran = run(project, "diff", "v1", "v2", "--service", "garden")
    assert (ran.code, "no such branch or tag" in ran.err) == (2, True)


def test_revisions_are_compared_with_the_errata_of_the_service(project: Path, upstream: Upstream) -> None:
    upstream.git("tag", "v1")
    upstream.commit({**GARDEN, "adding_a_bed.rst": LESS})
    added = '[[erratum]]\nreason = "The page has lost it."\noperation = "POST /v1/beds"\nadd = "body name"\ntype = "string"\n'
    (service(project) / "errata.toml").write_text(f"{added}required = true\n", encoding="utf-8")
    ran = run(project, "diff", "v1", "main", "--service", "garden")
    assert (ran.code, "request name is gone" in ran.out) == (0, False)


# --- what stands in the way --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"ref": "no-such-branch"}, "no such branch or tag"),
        ({"path": "no/such/folder"}, "no folder no/such/folder"),
        ({"git": "file:///no/such/place"}, "no git repository"),
        ({"git": "http://127.0.0.1:9/x.git"}, "nobody answers there"),
        ({"git": "http://no-such-host.invalid/x.git"}, "the host is not known"),
        ({"git": "ext::sh -c touch% pwned"}, "garden/service.toml:1"),
        ({"git": "--upload-pack=touch pwned"}, "garden/service.toml:1"),
        ({"git": "ssh://-oProxyCommand=touch/x"}, "garden/service.toml:1"),
        ({"git": "https://user:secret@example.org/x.git"}, "without a password"),
        ({"ref": "--upload-pack=touch"}, "garden/service.toml:2"),
        ({"ref": "a..b"}, "garden/service.toml:2"),
        ({"path": "../../etc"}, "garden/service.toml:2"),
        ({"path": "/etc"}, "garden/service.toml:2"),
        ({"path": "-x"}, "garden/service.toml:2"),
        ({"rev": "main"}, "Did you mean `ref`"),
    ],
    ids=lambda value: "-".join(map(str, value.values())) if isinstance(value, dict) else "",
)
def test_wrong_settings_and_absent_repositories(
    project: Path, upstream: Upstream, settings: dict[str, str], words: str
) -> None:
    pull(project)
    service_toml(service(project), **{"git": upstream.url, **settings})
    before = tree(project)
    refused(pull(project, "--update"), project, before, 2, words)


def test_history_that_was_rewritten(project: Path, upstream: Upstream) -> None:
    pull(project)
    lost = upstream.git("rev-parse", "HEAD")
    upstream.git("checkout", "--quiet", "--orphan", "fresh")
    upstream.commit({"adding_a_bed.rst": MORE})
    upstream.git("branch", "--quiet", "-D", "main")
    upstream.git("branch", "--quiet", "-m", "main")
    upstream.git("reflog", "expire", "--expire=now", "--all")
    upstream.git("gc", "--quiet", "--prune=now")
    for path in sorted(service(project).joinpath("api-ref").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    before = tree(project)
    refused(pull(project), project, before, 2, lost[:12], "history was rewritten", "docbind pull --update")


def test_a_repository_that_breaks_off(project: Path, upstream: Upstream) -> None:
    """An object that is not whole is noticed by git itself, and nothing of it is kept."""
    pull(project)
    commit = upstream.commit({"adding_a_bed.rst": MORE})
    blob = upstream.git("rev-parse", f"{commit}:api-ref/source/adding_a_bed.rst")
    path = upstream.folder / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-20])
    before = tree(project)
    refused(pull(project, "--update"), project, before, 2, "nothing was fetched")


def test_no_git(project: Path, tmp_path: Path) -> None:
    before = tree(project)
    (tmp_path / "empty").mkdir()
    refused(pull(project, PATH=str(tmp_path / "empty")), project, before, 2, "git is not installed")


def test_a_lock_that_is_none(project: Path) -> None:
    (service(project) / "pages.lock").write_text('commit = "--help"\n', encoding="utf-8")
    before = tree(project)
    refused(pull(project), project, before, 2, "it names no commit")


@pytest.mark.parametrize("change", ["edit", "delete", "add"])
def test_pages_that_somebody_changed_are_left_alone(project: Path, upstream: Upstream, change: str) -> None:
    pull(project)
    upstream.commit({"adding_a_bed.rst": MORE})
    path = service(project) / "api-ref" / "source" / "adding_a_bed.rst"
    match change:
        case "edit":
            path.write_text(ADDING_A_BED + "\nMine.\n", encoding="utf-8")
        case "delete":
            path.unlink()
        case _:
            path.with_name("notes.txt").write_text("Mine.\n", encoding="utf-8")
    before = tree(project)
    refused(pull(project, "--update"), project, before, 4, "were changed since they were fetched")


def test_pages_of_ones_own_are_left_alone(project: Path) -> None:
    (service(project) / "bed.rst").write_text(ADDING_A_BED, encoding="utf-8")
    before = tree(project)
    refused(pull(project), project, before, 4, "pages of its own")
    place = service(project) / "api-ref" / "source"
    place.mkdir(parents=True)
    (service(project) / "bed.rst").rename(place / "bed.rst")
    before = tree(project)
    refused(pull(project), project, before, 4, "not fetched by docbind")


def test_links_and_other_files_of_the_repository_are_left_out(project: Path, upstream: Upstream) -> None:
    folder = upstream.folder / "api-ref" / "source"
    (folder / "secret.rst").symlink_to("/etc/hostname")
    (folder / "away").symlink_to("/etc")
    (folder / "conf.py").write_text("raise SystemExit\n", encoding="utf-8")
    upstream.commit_all()
    ran = pull(project)
    assert ran.code == 0
    assert "secret.rst is a link" in ran.err
    assert set(pages(project)) == set(GARDEN)


def test_names_that_lead_out_of_the_folder_are_refused(project: Path, upstream: Upstream) -> None:
    blob = upstream.git("hash-object", "-w", str(upstream.folder / "api-ref" / "source" / "adding_a_bed.rst"))

    def object_of(kind: str, content: bytes) -> str:
        done = subprocess.run(
            ["git", "hash-object", "-w", "-t", kind, "--literally", "--stdin"],
            cwd=upstream.folder,
            env=ISOLATED,
            input=content,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    inside = object_of("tree", b"100644 evil.rst\0" + bytes.fromhex(blob))
    source = object_of("tree", b"40000 ..\0" + bytes.fromhex(inside))
    reference = object_of("tree", b"40000 source\0" + bytes.fromhex(source))
    root = object_of("tree", b"40000 api-ref\0" + bytes.fromhex(reference))
    commit = object_of("commit", f"tree {root}\nauthor x <x@y.z> 1 +0000\ncommitter x <x@y.z> 1 +0000\n\nx\n".encode())
    upstream.git("update-ref", "refs/heads/main", commit)
    before = tree(project)
    refused(pull(project), project, before, 2, "cannot be written everywhere")


def test_no_hook_and_no_variable_of_an_outer_git_is_heeded(project: Path, upstream: Upstream, tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("reference-transaction", "post-checkout", "post-merge", "pre-auto-gc"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    settings = tmp_path / "gitconfig"
    settings.write_text(f"[core]\n\thooksPath = {hooks}\n", encoding="utf-8")
    ran = pull(project, GIT_CONFIG_GLOBAL=str(settings), GIT_DIR=str(tmp_path / "nowhere"), GIT_INDEX_FILE="/nowhere")
    assert ran.code == 0, ran.told
    assert not (tmp_path / "ran").exists()
    assert upstream.git("rev-parse", "HEAD") in lock(project)


def test_killed_at_any_moment_the_next_pull_succeeds(project: Path, upstream: Upstream) -> None:
    update = [sys.executable, "-m", "docbind", "pull", "--update", "--quiet"]
    environment = {**ISOLATED, "PYTHONPATH": str(GENERATOR)}
    pull(project)
    old = pages(project)
    upstream.commit({f"page_{number}.rst": MORE for number in range(30)})
    pull(project, "--update")
    new = pages(project)
    start = time.monotonic()
    subprocess.run(update, cwd=project, env=environment, capture_output=True, check=True)
    whole = time.monotonic() - start
    for step in range(4):
        upstream.git("checkout", "--quiet", "--detach")
        upstream.commit(GARDEN if step % 2 == 0 else {f"page_{number}.rst": MORE for number in range(30)})
        upstream.git("branch", "--quiet", "--force", "main")
        upstream.git("checkout", "--quiet", "main")
        running = subprocess.Popen(
            update, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(whole * (0.6 + step / 10))
        running.kill()
        running.wait()
        assert pages(project) in (old, new, {})
        assert pull(project, "--update").code == 0
        assert pages(project) == (old if step % 2 == 0 else new)
