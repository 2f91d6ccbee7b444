"""A small HTTP/1.1 server on the loopback interface, for answers that no well-behaved server gives."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeAlias


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came. `target` is the request line's, undecoded; `connection` counts the connections."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        return self.target.partition("?")[2]

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Answer:
    """What to send back; the length is added."""

    status: int = 200
    body: object = b""
    headers: dict[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        body = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        headers = {"content-length": str(len(body)), "content-type": "application/json", **self.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        content = b"" if self.status == 204 else body
        return f"HTTP/1.1 {self.status} Whatever\r\n{head}\r\n".encode() + content


Behaviour: TypeAlias = Callable[[Received, socket.socket], Answer | None]
"""Gives the answer, or None after it did with the connection what it wanted; then the connection is closed."""


class Loopback:
    """The server; `answers` are given one after the other, the last one again and again."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.connections = 0
        self.stopping = threading.Event()
        self._behaviour: Behaviour = lambda received, connection: Answer()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._open: set[socket.socket] = set()
        self._acceptor = threading.Thread(target=self._accept, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def behave(self, behaviour: Behaviour) -> None:
        """Answer as a function says."""
        self._behaviour = behaviour

    def answer(self, *answers: Answer) -> None:
        """Give these answers in turn."""
        left = list(answers)

        def behaviour(received: Received, connection: socket.socket) -> Answer:
            with self._lock:
                return left.pop(0) if len(left) > 1 else left[0]

        self._behaviour = behaviour

    def __enter__(self) -> Self:
        self._acceptor.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        # The thread must have left `accept` before the number of the socket is free for that of the next server.
        socket.create_connection(self._listener.getsockname()).close()
        self._acceptor.join()
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self.stopping.is_set():
                connection.close()
                return
            with self._lock:
                self.connections += 1
                number = self.connections
                self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection, number), daemon=True).start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            stream = connection.makefile("rb")
            while (received := _read_request(stream, number)) is not None:
                with self._lock:
                    self.received.append(received)
                answer = self._behaviour(received, connection)
                if answer is None:
                    return
                connection.sendall(answer.encoded())
                if answer.headers.get("connection") == "close":
                    return
        except (OSError, ValueError):
            pass
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()


def _read_request(stream: Any, number: int) -> Received | None:
    line = stream.readline().decode("latin-1").split()
    if len(line) != 3:
        return None
    headers: dict[str, str] = {}
    while (text := stream.readline().decode("latin-1").strip()) != "":
        name, _, value = text.partition(":")
        headers[name.lower()] = value.strip()
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(stream.readline().strip(), 16):
            body += stream.read(size)
            stream.readline()
        stream.readline()
    else:
        length = int(headers.get("content-length", "0"))
        body = stream.read(length)
        if len(body) < length:
            return None
    return Received(line[0], line[1], headers, body, number)
