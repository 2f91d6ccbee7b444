"""A package without an HTTP library at hand: everything can be imported and checked, and the first call says what is missing."""

from __future__ import annotations

import os
import subprocess
import sys

from command import GENERATED

PROGRAM = """
import importlib, pkgutil, sys
for name in ("httpx2", "httpx", "anyio"):
    sys.modules[name] = None
import otc
for found in pkgutil.walk_packages(otc.__path__, "otc."):
    importlib.import_module(found.name)
from otc import errors
from otc.auth import Token
from otc.functiongraph import FunctionGraph
fg = FunctionGraph(auth=Token("x"), region="eu-de", project_id="p")
try:
    fg.list_functions(maxitems="1").first()
except errors.ConfigurationError as error:
    print(error)
"""


def test_every_module_is_imported_and_the_first_call_tells_what_is_missing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(GENERATED)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "httpx2 is needed to send requests: pip install httpx2\n", done.stderr[-400:]
