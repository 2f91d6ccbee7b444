"""ServiceSpecs → a Markdown page that tells how much was read of each service, and how much was found wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from docbind.model.diagnostic import Diagnostic, Severity
from docbind.model.spec import Field, Format, ServiceSpec
from docbind.views.account import account
from docbind.views.account import lines as account_lines

COLUMNS = (
    "service",
    "pages",
    "operations",
    "rows",
    "emitted",
    "ignored",
    "reported",
    "structures",
    "constraints",
    "kept as words",
    "examples",
    "errors",
    "warnings",
    "notes",
)


def reading(specs: Sequence[ServiceSpec], diagnostics: Iterable[Diagnostic], command: str) -> str:
    """One row per service and their sum, then the account; `command` is how the page was made."""
    found = Counter((diagnostic.span.path.split("/")[0], diagnostic.severity) for diagnostic in set(diagnostics))
    rows = [_row(spec, found) for spec in specs]
    total: list[str | int] = ["**all**", *(sum(int(row[column]) for row in rows) for column in range(1, len(COLUMNS)))]
    table: list[Sequence[str | int]] = [list(COLUMNS), ["---", *["---:"] * (len(COLUMNS) - 1)], *rows, total]
    body = "".join("| " + " | ".join(str(cell) for cell in row) + " |\n" for row in table)
    return (
        "# How the pages were read\n\n"
        f"Made by `{command}`. Rows are those of all tables; `kept as words` are limits that hold only under a condition, or that the page\n"
        "contradicts: they are documentation and not enforced. `docbind lint` lists every finding with its page and line.\n\n"
        f"{body}\n## The account\n\n```\n{account_lines(account(specs))}```\n"
    )


def _row(spec: ServiceSpec, found: Counter[tuple[str, Severity]]) -> list[str | int]:
    rows = account((spec,)).rows
    fields = [*_fields(spec)]
    return [
        spec.info.id,
        len(spec.accounts),
        len(spec.operations),
        rows.total,
        rows.emitted,
        sum(count for _, count in rows.ignored),
        sum(count for _, count in rows.reported),
        len(spec.models),
        sum(not isinstance(constraint, Format) for field in fields for constraint in field.constraints),
        sum(len(field.remarks) for field in fields),
        sum(len(operation.examples) for operation in spec.operations),
        *(found[spec.info.id, severity] for severity in sorted(Severity, reverse=True)),
    ]


def _fields(spec: ServiceSpec) -> Iterable[Field]:
    for operation in spec.operations:
        for parameter in operation.parameters:
            yield parameter.field
    for model in spec.models:
        yield from model.fields
