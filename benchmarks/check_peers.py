"""How many requests that other SDKs of this cloud send does an emitted package refuse, and what do its models
lose of the answers that they expect?

    python benchmarks/check_peers.py SDK [--peers peers.jsonl] [--package otc] [--rows rows.jsonl]

SDK is the folder that holds the package. A request is refused where a violation would stop it by default; in
strict mode each violation does. An answer is lost where reading it and writing it back gives another value.
`--rows` writes a line for each request that has a violation, and for each answer that is lost or cannot be
read.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from peers import RECORDS, Directory, Operation, Record, closest, is_other_action, is_refused, records

KEPT = ("kept", "no body documented")
OUTCOMES = (*KEPT, "lost")
"""What may come of an answer, best first; behind these come exceptions."""


class Tally:
    """What was counted so far, and the rows to write."""

    def __init__(self) -> None:
        self.counts = Counter[str]()
        self.rules = Counter[str]()
        self.judged = Counter[str]()
        self.refused = Counter[str]()
        self.rows: list[dict[str, Any]] = []

    def add(self, record: Record, operations: Sequence[Operation]) -> None:
        kind = "request" if record.is_request else "response"
        self.counts[f"{kind} all"] += 1
        if operations:
            self.counts[f"{kind} matched"] += 1
            if not record.is_request:
                self._answer(record, operations)
            elif not record.is_text:
                self._request(record, operations)

    def _request(self, record: Record, operations: Sequence[Operation]) -> None:
        operation, violations = closest(record, operations)
        if is_other_action(record, violations):
            self.counts["request other action"] += 1
            return
        refused = [one for one in violations if is_refused(one)]
        self.counts["request strict"] += bool(violations)
        self.counts["request refused"] += bool(refused)
        self.judged[record.judged] += 1
        self.refused[record.judged] += bool(refused)
        self.rules.update({one.rule for one in refused})
        if violations:
            said = [[one.path, one.rule, one.message, is_refused(one)] for one in violations]
            self.rows.append({**record.raw, "operation": str(operation), "violations": said})

    def _answer(self, record: Record, operations: Sequence[Operation]) -> None:
        outcomes = [outcome_of(record, operation) for operation in operations]
        best = next((one for one in OUTCOMES if one in outcomes), outcomes[0])
        self.counts[f"response {best}"] += 1
        if best not in KEPT:
            self.rows.append({**record.raw, "operation": str(operations[0]), "outcome": best})

    def print(self) -> None:
        for name in sorted(self.counts):
            print(f"{name:28s} {self.counts[name]:6d}")
        for mark in sorted(self.judged):
            print(f"refused of those judged {mark}: {self.refused[mark]} of {self.judged[mark]}")
        matched = self.counts["request matched"] or 1
        print(
            f"refused by default {self.counts['request refused'] / matched:.4f}, "
            f"in strict mode {self.counts['request strict'] / matched:.4f} of matched requests; "
            f"by rule {dict(self.rules.most_common())}"
        )


def outcome_of(record: Record, operation: Operation) -> str:
    """What comes of an answer that is read as the operation documents it, and written again."""
    shapes = operation.service.core("shapes")
    answers = {status: kind for status, kind in operation.request.responses.items() if 200 <= status < 300}
    kind = answers.get(record.raw["status"]) or next((one for one in answers.values() if one is not None), None)
    if kind is None:
        return "no body documented"
    try:
        written = shapes.to_wire(shapes.shape_of(kind).read(record.body))
    except Exception as error:  # whatever it is: reading an answer never raises
        return f"exception {type(error).__name__}"
    return "kept" if shapes.identical(written, record.body) else "lost"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sdk", type=Path)
    parser.add_argument("--peers", type=Path, default=RECORDS)
    parser.add_argument("--package", default="otc")
    parser.add_argument("--rows", type=Path)
    given = parser.parse_args()
    directory = Directory(given.sdk, given.package)
    tally = Tally()
    for record in records(given.peers):
        tally.add(record, directory.operations_of(record))
    tally.print()
    if given.rows:
        given.rows.write_text("".join(f"{json.dumps(row)}\n" for row in tally.rows), encoding="utf-8")


if __name__ == "__main__":
    main()
