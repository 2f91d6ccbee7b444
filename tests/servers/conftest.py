"""The servers that several modules use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from callers import KINDS
from core.loopback import Loopback
from servers.keystone import Keystone, asks_about_tokens, running_keystone


@pytest.fixture(scope="session")
def keystone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keystone]:
    """A Keystone with an administrator and nothing else."""
    with running_keystone(tmp_path_factory.mktemp("keystone")) as running:
        yield running


@pytest.fixture(scope="session")
def functions(keystone: Keystone) -> Iterator[Loopback]:
    """A service of Keystone's catalog, which refuses tokens that Keystone does not know."""
    with Loopback() as service:
        asks_about_tokens(keystone, service)
        keystone.offer("functiongraph", f"{service.url}/v2/$(project_id)s")
        yield service


@pytest.fixture(params=KINDS)
def open_client(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Open clients of both kinds; the options are those of the client."""
    from servers.clients import client_of

    with ExitStack() as stack:
        yield lambda service, **options: stack.enter_context(client_of(request.param, service, **options))
