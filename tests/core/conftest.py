"""Makes the package `sample_sdk` importable: the core with the sample service, as a user has them."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from core.assembly import assemble
from core.loopback import Loopback

_FOLDER = Path(tempfile.mkdtemp(prefix="sample_sdk_"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
assemble(_FOLDER, "sample_sdk")
sys.path.insert(0, str(_FOLDER))


@pytest.fixture(params=["blocking", "asynchronous"])
def open_door(request: pytest.FixtureRequest, server: Loopback) -> Iterator[Any]:
    """Opens doors to the server, through clients of both kinds; the options are those of the client."""
    from core.doors import door_to

    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(door_to(request.param, server.url, **options))


@pytest.fixture
def sdk_folder() -> Path:
    """The folder that holds the package `sample_sdk`."""
    return _FOLDER


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A server on the loopback interface that answers as the test says."""
    with Loopback() as loopback:
        yield loopback
