"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

PAGES = click.argument("pages", nargs=-1, type=click.Path(path_type=Path))
OUT = click.option("--out", type=click.Path(path_type=Path), help="Folder of the output.  [default: as configured]")
PACKAGE = click.option("--package", help="Import path of the emitted package.  [default: as configured, else otc]")
SERVICE = click.option("--service", help="Name of the service, where one folder of pages is given.")
QUIET = click.option("--quiet", is_flag=True, help="Print findings only, no progress.")
