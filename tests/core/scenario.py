"""A program that makes random calls with one HTTP library and prints what came of them: `scenario.py LIBRARY SDK URL`."""

from __future__ import annotations

import asyncio
import json
import random
import ssl
import sys
from typing import Any

LIBRARY, SDK, URL = sys.argv[1:]
sys.dont_write_bytecode = True
sys.path.insert(0, SDK)
sys.modules["httpx" if LIBRARY == "httpx2" else "httpx2"] = None  # type: ignore[assignment]  # as if it were not installed

from sample_sdk import errors  # noqa: E402
from sample_sdk._core import Request, at  # noqa: E402
from sample_sdk.auth import AkSk, Token  # noqa: E402
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph  # noqa: E402

CHARACTERS = "abcXYZ019-._~!*'();:@&=+$,/?#[]% äß€😀\\\"<>^`{|}"


class Anything(Request[dict[str, Any]]):
    """A request with parameters in every place."""

    uri = "/v1/things/{name}"
    responses = {200: dict[str, Any], 204: None}

    name: str = at.path()
    tags: list[str] | None = at.query(default=None)
    x_number: int = at.header(wire="X-Number")


class Get(Anything):
    """One without a body."""

    method = "GET"


class Put(Anything):
    """One with a JSON object."""

    method = "PUT"

    text: str | None = at.body(default=None)


class Post(Anything):
    """One with bytes, or a stream of them."""

    method = "POST"

    body: bytes = at.whole_body()


class SteadyClock:
    """Waits for nobody, and signs at one moment, so that two runs are alike."""

    def now(self) -> float:
        return 0.0

    def today(self) -> float:
        return 1_800_000_000.0

    def sleep(self, seconds: float) -> None: ...

    async def sleep_async(self, seconds: float) -> None: ...


def requests() -> list[tuple[Request[Any], dict[str, Any]]]:
    rng = random.Random(11)
    made: list[tuple[Request[Any], dict[str, Any]]] = []
    for number in range(120):
        text = "x" + "".join(rng.choices(CHARACTERS, k=rng.randint(1, 12)))
        made.append((request_with(number, text), {"extra_query": {text: text}}))
    return made


def request_with(number: int, text: str) -> Request[Any]:
    given: dict[str, Any] = {"name": text, "tags": [text, ""], "x_number": number}
    match number % 4:
        case 0:
            return Get(**given)
        case 1:
            return Put(**given, text=text)
        case 2:
            return Post(**given, body=text.encode())
        case _:
            return Post(**given, body=iter([b"one", text.encode()]))


def outcome(value: object) -> list[Any]:
    if isinstance(value, errors.SdkError):
        return [type(value).__name__, str(value), getattr(value, "attempts", None), getattr(value, "sent", None)]
    return [type(value).__name__, value]


def settings(number: int) -> dict[str, Any]:
    return {
        "auth": Token("t") if number % 2 else AkSk("ak", "sk"),
        "endpoint": URL,
        "project_id": "p",
        "insecure": True,
        "validate": "off",
        "clock": SteadyClock(),
        "verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
    }


def blocking() -> list[Any]:
    told: list[Any] = []
    with FunctionGraph(**settings(0)) as signing, FunctionGraph(**settings(1)) as plain:
        for number, (request, options) in enumerate(requests()):
            try:
                told.append(outcome((plain if number % 2 else signing).send(request, **options)))
            except errors.SdkError as error:
                told.append(outcome(error))
    return told


async def asynchronous() -> list[Any]:
    told: list[Any] = []
    async with AsyncFunctionGraph(**settings(0)) as signing, AsyncFunctionGraph(**settings(1)) as plain:
        for number, (request, options) in enumerate(requests()):
            try:
                told.append(outcome(await (plain if number % 2 else signing).send(request, **options)))
            except errors.SdkError as error:
                told.append(outcome(error))
    return told


if __name__ == "__main__":
    print(json.dumps([*blocking(), *asyncio.run(asynchronous())]))
