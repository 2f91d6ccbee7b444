"""Where pages show the host that a request goes to."""

from __future__ import annotations

import re

HOST_LINE = re.compile(r"\s*host\s*:\s*(?P<host>[\w{}<>-]+(?:\.[\w{}<>-]+)+)\.?(?::\d+)?\s*", re.IGNORECASE)
"""`Host: wardrobe.cupboard.region.example.com:443`, a whole line of an example, below its request line."""

HOST_WORD = re.compile(r"(?<![\w.@/{}<>-])(?P<host>[\w{}<>-]+(?:\.[\w{}<>-]+){3,})")
"""`wardrobe.cupboard.region.example.com`, anywhere in the description of the header Host."""
