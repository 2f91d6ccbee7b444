"""How many values an answer may hold: each takes far more memory than the few bytes that it may travel in.

There are two limits. `most_values` follows the size that a client accepts, for JSON and XML alike. `MOST_XML_NODES` is
fixed, and holds beside it for XML, which is read in two steps: all nodes are there, as objects, before one of them is a
value.
"""

from __future__ import annotations

import re

_BYTES_OF_A_VALUE = 64
"""An answer may hold one value, on average, for so many bytes of the limit for its size. Real ones need 15 and more
for each, so that they reach the other limit first; `[],` takes three, and more than 64 when it is read."""
_FEWEST = 10_000
"""Values that any answer may hold."""

MOST_XML_NODES = 200_000
"""Elements, attributes and comments that are read of one document, whatever size is accepted. A node takes some 300
bytes before it is a value. A page of a list, the largest document there is, has 1,000 records of some ten elements.
"""

_STRING_OR_SEPARATOR = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{,]', re.DOTALL)


def most_values(size: int) -> int:
    """Return how many values (of JSON: objects, lists, scalars; of XML: elements) an answer may hold whose size is
    limited to `size` bytes.
    """
    return max(size // _BYTES_OF_A_VALUE, _FEWEST)


def holds_more_values(text: bytes, most: int) -> bool:
    """Tell whether JSON holds more than `most` values, before anything is made of it.

    Commas and opening brackets bound the number from above. Only where they are too many, those in strings are told
    apart.
    """
    if text.count(b",") + text.count(b"[") + text.count(b"{") < most:
        return False
    values, strings = 1, 0
    for found in _STRING_OR_SEPARATOR.finditer(text):
        if text[found.start()] == 0x22:
            strings += 1
        else:
            values += 1
        if values > most or strings > 2 * most:
            return True
    return False
