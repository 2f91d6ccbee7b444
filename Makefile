# The two commands of a fresh machine: `make sdk` and `make test`. Both first make the virtual environment they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: sdk test test-servers check format clean

sdk: $(VENV)/.installed
	$(BIN)/docbind build

test: $(VENV)/.installed
	$(BIN)/python -m pytest

# Against real servers: each is installed into .venv-servers, and its tests are skipped with a reason where it cannot be.
test-servers: $(VENV)/.installed
	$(BIN)/python -m pytest -m servers -n 0 -rs tests/servers

check: $(VENV)/.installed
	$(BIN)/docbind check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check generated
	$(BIN)/black --check --quiet .
	$(BIN)/mypy generator
	$(BIN)/mypy generated

format: $(VENV)/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/black --quiet .

clean:
	rm -rf $(VENV) .venv-servers .mypy_cache .ruff_cache .pytest_cache

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("docbind needs Python 3.11 or newer: call make with PYTHON=/path/to/python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@
