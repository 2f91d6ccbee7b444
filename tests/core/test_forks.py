"""A fork in the middle of something: what another thread held at that moment is free in the child."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from typing import Any

import pytest
from sample_sdk._core.locks import ForkSafeLock
from sample_sdk.auth import Password
from sample_sdk.functiongraph import AsyncFunctionGraph, FunctionGraph
from sample_sdk.functiongraph import operations as op
from sample_sdk.hooks import Attempt, Hook

from core.loopback import Answer, Loopback, Received

GET = op.ListAllTriggersOfFunction(function_urn="urn")


class SlowIdentity:
    """Grants tokens; the first login is held up until somebody lets it go on."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.go_on = threading.Event()

    def answer(self, received: Received, _: object) -> Answer:
        if received.method != "POST":
            return Answer(200, [])
        first = not self.asked.is_set()
        self.asked.set()
        if first:
            assert self.go_on.wait(30)
        return Answer(201, {"token": {"project": {"id": "p"}}}, {"x-subject-token": "token"})


def in_child(work: Callable[[], bool]) -> int:
    """Fork, do the work in the child, and give its exit code: 0 where the work says so."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if work() else 2
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def settings(server: Loopback) -> dict[str, Any]:
    credentials = Password("someone", "secret", domain_name="OTC-1", auth_url=f"{server.url}/v3")
    return {"auth": credentials, "endpoint": server.url, "insecure": True, "region": "eu-de", "project_id": "p"}


def test_r68_a_fork_during_a_login_leaves_the_child_free_to_log_in(server: Loopback) -> None:
    identity = SlowIdentity()
    server.behave(identity.answer)
    with FunctionGraph(**settings(server)) as client:
        outcome: list[object] = []
        caller = threading.Thread(target=lambda: outcome.append(client.send(GET, timeout=60)))
        caller.start()
        assert identity.asked.wait(30)
        assert in_child(lambda: client.send(GET, timeout=20) == []) == 0
        identity.go_on.set()
        caller.join()
        assert outcome == [[]], "the parent's own login goes on"


def test_r68_a_fork_during_an_asynchronous_login_leaves_the_child_free_to_log_in(server: Loopback) -> None:
    identity = SlowIdentity()
    server.behave(identity.answer)
    client = AsyncFunctionGraph(**settings(server))

    async def call() -> object:
        return await client.send(GET, timeout=60)

    outcome: list[object] = []
    caller = threading.Thread(target=lambda: outcome.append(asyncio.run(call())))
    caller.start()
    assert identity.asked.wait(30)
    assert in_child(lambda: asyncio.run(call()) == []) == 0
    identity.go_on.set()
    caller.join()
    assert outcome == [[]]


def test_r68_whoever_forks_in_the_middle_of_a_login_goes_on_in_both_processes(server: Loopback) -> None:
    """A hook is called while the login's lock is held by the very thread that forks."""
    children: list[int] = []

    class Forking(Hook):
        def before(self, attempt: Attempt) -> None:
            if attempt.operation == "login" and not children:
                children.append(os.fork())

    server.behave(
        lambda received, _: (
            Answer(201, {"token": {}}, {"x-subject-token": "token"}) if received.method == "POST" else Answer(200, [])
        )
    )
    with FunctionGraph(**settings(server), hooks=[Forking()]) as client:
        code = 1
        try:
            code = 0 if client.send(GET, timeout=20) == client.send(GET, timeout=20) == [] else 2
        finally:
            if children == [0]:
                os._exit(code)
        assert code == 0
        assert os.waitstatus_to_exitcode(os.waitpid(children[0], 0)[1]) == 0


@pytest.mark.parametrize("holders", [1, 50])
def test_locks_that_other_threads_hold_are_free_in_a_child(holders: int) -> None:
    locks = [ForkSafeLock() for _ in range(holders)]
    held, done = threading.Barrier(holders + 1), threading.Event()

    def hold(lock: ForkSafeLock) -> None:
        with lock.held() as got:
            assert got
            held.wait(30)
            done.wait(30)

    threads = [threading.Thread(target=hold, args=(lock,)) for lock in locks]
    for thread in threads:
        thread.start()
    held.wait(30)

    def all_free() -> bool:
        for lock in locks:
            with lock.held(1) as got:
                if not got:
                    return False
        return True

    try:
        assert in_child(all_free) == 0
        with locks[0].held(0.01) as got:
            assert not got, "in the parent it is held as before"
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert all_free()
