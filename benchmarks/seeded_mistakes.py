"""How many mistakes does an emitted package stop, and how many does it at least tell?

    python benchmarks/seeded_mistakes.py SDK [--peers peers.jsonl] [--package otc] [--cap 20] [--rows rows.jsonl]

The other side of the scale of `check_peers.py`, over the same requests: into those that break no rule, one
mistake at a time is planted, and the same in every run. Where a mistake is one that many requests of an
operation can have, it is planted once; `--cap` is the most of a kind that one operation gets, so that large
ones do not decide. A mistake is refused where a violation would stop the request by default, or where the
client does not send it; it is told where there is a violation of another kind; else it is silent. `--rows`
writes a line for each mistake that is not refused.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import fmean
from typing import Any

from mistakes import (
    Mistake,
    beyond_a_bound,
    chosen,
    left_out,
    misspelt,
    text_for_number,
    unknown_value,
    wrong_container,
    wrong_in_path,
)
from peers import RECORDS, Directory, Operation, Record, closest, is_other_action, is_refused, records
from places import Call, objects, sites, written
from same_models import Service


class Trial:
    """One operation, the accepted requests of it that break no rule, and the mandatory members that some
    accepted request does without.
    """

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.calls: list[tuple[Record, Call]] = []
        self.optional: set[tuple[str, str]] = set()

    def add(self, record: Record, violations: Sequence[Any]) -> None:
        service, request = self.operation.service, self.operation.request
        query = self.operation.query_of(record) if record.query else {}
        call: dict[str, Any] = {"body": record.body, "query": query}
        for given in objects(service, request, call):
            absent = (name for name in given.members if given.value.get(name) is None)
            self.optional.update((written(given.steps), name) for name in absent)
        if violations:
            return
        path = self._path_of(record)
        if self.operation.check(None, path=path) == self.operation.check(None):
            call["path"] = path
        self.calls.append((record, call))

    def _path_of(self, record: Record) -> dict[str, str]:
        found = (self.operation.path_values(path) for path in record.raw["paths"])
        return next(one for one in found if one is not None)

    def mistakes(self, cap: int) -> Iterator[tuple[Record, Mistake]]:
        """The mistakes to try: of those that differ in nothing but the request that they stand in, the first."""
        found: dict[tuple[Any, ...], tuple[Record, Mistake]] = {}
        for record, call in self.calls:
            for mistake in self._in(call):
                value = mistake.was if mistake.kind == "value with a typo" else ""
                found.setdefault((mistake.kind, mistake.manner, mistake.where, value), (record, mistake))
        taken = Counter[str]()
        for key in sorted(found, key=lambda key: chosen(2**64, self.operation, *key)):
            taken[key[0]] += 1
            if taken[key[0]] <= cap:
                yield found[key]

    def _in(self, call: Call) -> Iterator[Mistake]:
        service, request = self.operation.service, self.operation.request
        sent = {place: value for place, value in call.items() if place != "path"}
        for given in objects(service, request, sent):
            yield from misspelt(call, given)
            yield from left_out(call, given, self.optional)
        for site in sites(service, request, sent):
            yield from text_for_number(call, site)
            yield from beyond_a_bound(call, site)
            yield from unknown_value(call, site)
            if site.place == "body":
                yield from wrong_container(call, site)
        for site in sites(service, request, {"path": call.get("path", {})}):
            yield from wrong_in_path(call, site)

    def verdict(self, mistake: Mistake) -> tuple[str, tuple[Any, ...]]:
        call = mistake.call
        in_path, in_query = mistake.where.startswith("path."), mistake.where.startswith("query.")
        violations = self.operation.check(
            call["body"],
            query=call["query"] if call["query"] or in_query else None,
            path=call["path"] if in_path else None,
        )
        if any(map(is_refused, violations)) or (in_path and not is_sent(self.operation, call)):
            return "refused", violations
        return "told" if violations else "silent", violations


def credentials(service: Service) -> Any:
    """Keys, where the service takes nothing else."""
    signs = service.client.service.signature == "OBS"
    return service.core("keys").AkSk("ak", "sk") if signs else service.core("credentials").Token("token")


def is_sent(operation: Operation, call: Call) -> bool:
    """Whether a client of the service sends a request whose violations do not matter to it."""
    service = operation.service
    http = service.core("http_library").httpx
    seen: list[Any] = []

    def answer(request: Any) -> Any:
        seen.append(request)
        return http.Response(204)

    client = service.client(
        auth=credentials(service),
        region="eu-de",
        project_id="project",
        validate="off",
        transport=http.MockTransport(answer),
    )
    with suppress(service.core("errors").SdkError):  # what the answer says is no matter
        client.send(operation.request(**arguments(operation, call)))
    return bool(seen)


def arguments(operation: Operation, call: Call) -> dict[str, Any]:
    """What the class of the requests is made with."""
    given: dict[str, Any] = {}
    for member in operation.service.members(operation.request):
        values = call.get(member.place, call["body"])
        found = values if member.place == "whole" else (values or {}).get(member.wire)
        if member.place == "host":
            found = "bucket"  # no record tells its name
        given[member.name] = found
    return given


def printed(counts: Mapping[str, Counter[str]]) -> Iterator[str]:
    """The table: a line for each kind and one for all, and the shares if each kind weighed the same."""
    yield f"{'':28s} {'seeds':>6s} {'refused':>8s} {'told':>6s} {'silent':>6s} {'refused':>9s} {'at least told':>14s}"
    for kind, count in (*sorted(counts.items()), ("all", sum(counts.values(), Counter[str]()))):
        numbers = f"{count.total():6d} {count['refused']:8d} {count['told']:6d} {count['silent']:6d}"
        yield f"{kind:28s} {numbers} {share(count, 'refused'):9.2%} {share(count, 'refused', 'told'):14.2%}"
    refused = fmean(share(count, "refused") for count in counts.values())
    told = fmean(share(count, "refused", "told") for count in counts.values())
    yield f"{'each kind weighed the same':60s} {refused:7.2%} {told:14.2%}"


def share(count: Counter[str], *verdicts: str) -> float:
    return sum(count[verdict] for verdict in verdicts) / (count.total() or 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sdk", type=Path)
    parser.add_argument("--peers", type=Path, default=RECORDS)
    parser.add_argument("--package", default="otc")
    parser.add_argument("--cap", type=int, default=20)
    parser.add_argument("--rows", type=Path)
    given = parser.parse_args()
    directory = Directory(given.sdk, given.package)
    trials: dict[str, Trial] = {}
    for record in records(given.peers):
        operations = directory.operations_of(record)
        if not record.is_request or record.is_text or not operations:
            continue
        operation, violations = closest(record, operations)
        if not is_other_action(record, violations):
            trials.setdefault(str(operation), Trial(operation)).add(record, violations)
    counts: dict[str, Counter[str]] = {}
    rows = []
    for trial in trials.values():
        for record, mistake in trial.mistakes(given.cap):
            verdict, violations = trial.verdict(mistake)
            counts.setdefault(mistake.kind, Counter())[verdict] += 1
            if verdict != "refused":
                rows.append(row_of(trial.operation, record, mistake, verdict, violations))
    requests = sum(len(trial.calls) for trial in trials.values())
    print(f"{requests} requests of {len(trials)} operations break no rule")
    if counts:
        print(*printed(counts), sep="\n")
    if given.rows:
        given.rows.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def row_of(
    operation: Operation, record: Record, mistake: Mistake, verdict: str, violations: Sequence[Any]
) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "operation": str(operation),
        "kind": mistake.kind,
        "manner": mistake.manner,
        "where": mistake.where,
        "was": mistake.was,
        "instead": mistake.instead,
        "violations": [[one.path, one.rule, one.message] for one in violations],
        "source": record.raw["source"],
        "file": record.raw["file"],
    }


if __name__ == "__main__":
    main()
