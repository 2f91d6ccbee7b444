"""What an editor shows of a docstring: a language server, asked as editors ask it."""

from __future__ import annotations

import ast
import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class LanguageServer:
    """A language server that speaks on its standard streams."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._outgoing, self._incoming = process.stdin, process.stdout
        self._asked = 0
        workspace = {"uri": folder.as_uri(), "name": folder.name}
        hover = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}}
        self.ask(
            "initialize", processId=None, rootUri=folder.as_uri(), workspaceFolders=[workspace], capabilities=hover
        )
        self._send({"method": "initialized", "params": {}})

    def shown(self, file: Path) -> dict[str, str]:
        """Return what is shown over the name of each function of a file, as Markdown; of those of one name, the
        first.
        """
        text = file.read_text(encoding="utf-8")
        document = {"uri": file.as_uri(), "languageId": "python", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        lines = text.split("\n")
        found: dict[str, str] = {}
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.name not in found:
                position = {"line": node.lineno - 1, "character": lines[node.lineno - 1].index(node.name) + 1}
                answer = self.ask("textDocument/hover", textDocument={"uri": file.as_uri()}, position=position)
                found[node.name] = answer["contents"]["value"]
        return found

    def ask(self, method: str, **params: object) -> Any:
        """Return the answer to a request; what the server asks meanwhile is answered with nothing."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._received()
            if "method" not in message and message.get("id") == self._asked:
                return message["result"]
            if "method" in message and "id" in message:
                items: Sequence[object] = message.get("params", {}).get("items", ())
                configured = message["method"] == "workspace/configuration"
                self._send({"id": message["id"], "result": [{} for _ in items] if configured else None})

    def _send(self, message: dict[str, object]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._outgoing.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self._outgoing.flush()

    def _received(self) -> dict[str, Any]:
        length = 0
        while line := self._incoming.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(self._incoming.read(length))
        return message


@contextmanager
def language_server(program: str, folder: Path) -> Iterator[LanguageServer]:
    """Run a language server over the files of a folder."""
    command = [program, "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            yield LanguageServer(process, folder)
        finally:
            process.kill()
