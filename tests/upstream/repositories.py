"""Git repositories of pages, made by the tests, and the servers on loopback that serve them."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from garden import write_pages

PAGES = "api-ref/source"

ISOLATED = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    **dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), os.devnull),
    **{f"GIT_{who}_{what}": "x@y.z" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    **{f"GIT_{who}_DATE": "2026-01-01T00:00:00Z" for who in ("AUTHOR", "COMMITTER")},
}


class Upstream:
    """A repository whose pages lie in `api-ref/source`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")

    @property
    def url(self) -> str:
        return self.folder.as_uri()

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=ISOLATED, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, pages: Mapping[str, str | bytes]) -> str:
        """Commits these pages and no others; gives the commit."""
        folder = self.folder / PAGES
        shutil.rmtree(folder, ignore_errors=True)
        write_pages(folder, pages)
        return self.commit_all()

    def commit_all(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Pages")
        return self.git("rev-parse", "HEAD")


def service_toml(folder: Path, **settings: str) -> Path:
    """Writes the settings of a service; returns its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(f'{key} = "{value}"\n' for key, value in settings.items())
    (folder / "service.toml").write_text(text, encoding="utf-8")
    return folder


@contextmanager
def plain_server(upstream: Upstream) -> Iterator[str]:
    """A web server that knows nothing of git: it gives the repository's files."""
    upstream.git("update-server-info")
    with _served(partial(_Quiet, directory=str(upstream.folder))) as url:
        yield f"{url}/.git"


@contextmanager
def smart_server(upstream: Upstream) -> Iterator[str]:
    """git's own server behind a web server."""
    (upstream.folder / ".git" / "git-daemon-export-ok").touch()
    with _served(type("Backend", (_Backend,), {"root": upstream.folder})) as url:
        yield f"{url}/.git"


@contextmanager
def _served(handler: type[BaseHTTPRequestHandler] | partial[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        del format, args


class _Backend(BaseHTTPRequestHandler):
    """Runs `git http-backend` as a CGI program."""

    root: Path

    def do_GET(self) -> None:
        self._run(b"")

    def do_POST(self) -> None:
        self._run(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _run(self, body: bytes) -> None:
        path, _, query = self.path.partition("?")
        environment = {
            **ISOLATED,
            "GIT_PROJECT_ROOT": str(self.root),
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_ADDR": "127.0.0.1",
        }
        done = subprocess.run(["git", "http-backend"], env=environment, input=body, capture_output=True, check=False)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.decode().split(": ", 1) for line in head.split(b"\r\n") if b": " in line)
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        del format, args
