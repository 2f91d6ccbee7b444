"""What is emitted for real references passes both type checkers in strict mode.

The references are no part of the project; they are read where a checkout of them lies beside it. `DOCBIND_WHOLE_CORPUS=1` takes three services instead of one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from command import docbind

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
WHOLE = os.environ.get("DOCBIND_WHOLE_CORPUS") == "1"
SERVICES = ("elastic-volume-service", "function-graph", "object-storage-service") if WHOLE else ("anti-ddos",)
"""Of three dialects; or one, because it takes long."""

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the references of the corpus do not lie beside this checkout"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real_types")
    ran = docbind("build", *(CORPUS / name for name in SERVICES), "--out", folder, "--quiet", cwd=folder)
    assert ran.code in (0, 1), ran.told
    settings = {"include": ["otc"], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    return folder


def test_mypy_strict(project: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--python-version", "3.11", "--cache-dir", "cache", "otc"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


def test_pyright_strict(project: Path) -> None:
    command = [sys.executable, "-m", "basedpyright", "--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    assert told["summary"]["filesAnalyzed"] > 40
    assert [one["message"] for one in told["generalDiagnostics"] if one["severity"] == "error"] == []
