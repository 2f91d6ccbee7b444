"""The host that a page shows its requests to go to: some name in it what they act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docbind.dialect.hosts import HOST_LINE, HOST_WORD
from docbind.dialect.uris import METHOD_LINE
from docbind.model.page import CodeBlock
from docbind.model.spec import Location, Parameter
from docbind.stages.interpret.outline import Placed


def shown_host(method: str, placed: Iterable[Placed], parameters: Iterable[Parameter]) -> str:
    """Return the host of the requests by this method, in lower case and without its port; empty where the page shows none.

    An example tells it, or else the row of the header `Host`.
    """
    in_examples = (host for item in placed if isinstance(item.block, CodeBlock) for host in _hosts(method, item.block))
    in_rows = (
        found["host"]
        for parameter in parameters
        if parameter.location is Location.HEADER and parameter.field.wire_name.lower() == "host"
        for found in HOST_WORD.finditer(parameter.field.text)
    )
    return (next(in_examples, "") or next(in_rows, "")).lower()


def _hosts(method: str, block: CodeBlock) -> Iterator[str]:
    """Yield the hosts of a block's requests; the headers of a request end at an empty line."""
    asked = ""
    for line in block.text.split("\n"):
        stated = METHOD_LINE.match(line.strip())
        if stated or not line.strip():
            asked = stated["method"].upper() if stated else ""
        elif asked == method and (found := HOST_LINE.fullmatch(line)):
            yield found["host"]
