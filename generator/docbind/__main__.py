"""`python -m docbind` is the command `docbind`."""

from docbind.cli import main

main(prog_name="docbind")
