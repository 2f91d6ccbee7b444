"""The command `docbind`: reads arguments, calls the pipeline, prints and exits. Nothing else in the program prints.

Exit codes: 0 done or equal; 1 found something (errors in pages, output that is not current); 2 wrong use, or it could not be done; 4 refused to touch files that
were changed by hand or are not docbind's.
"""

from __future__ import annotations

import click

from docbind.cli.making import build, check
from docbind.cli.reading import explain, export, lint
from docbind.cli.starting import init
from docbind.cli.upstream import diff, pull
from docbind.edition import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="docbind")
def main() -> None:
    """Typed Python clients and validators from API reference pages."""


for command in (init, build, check, lint, explain, export, diff, pull):
    main.add_command(command)
