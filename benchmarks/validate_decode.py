"""How long it takes to read answers and to check requests, beside pydantic and msgspec with the same models on the same data.

    python benchmarks/validate_decode.py [SERVICE] [--sdk generated] [--package otc] [--runs 9]

The answers are the service's documented examples, and one of 1 MB: its longest list, repeated. The requests are those documented examples that break no rule. Every
figure is the least of several runs, taken in turn. The answers that the other libraries refuse are counted and left out.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from same_models import Service, source

MEGABYTE = 1_000_000
ROUNDS = 20
Task = Callable[[], object]


def least_milliseconds(tasks: Mapping[str, Task], runs: int, rounds: int = 1) -> dict[str, float]:
    """The least time of each task; they are taken in turn, so that a busy machine is as bad for one as for the other.

    Each begins with nothing to collect, so that it pays for its own garbage and for nobody else's. Small ones are done in several rounds, because
    a collection leaves the processor's caches cold.
    """
    found: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            gc.collect()
            begin = time.perf_counter()
            for _ in range(rounds):
                task()
            found[name].append((time.perf_counter() - begin) * 1000 / rounds)
    return {name: min(times) for name, times in found.items()}


def examples_of(service: Service) -> Mapping[str, Any]:
    path = service.folder / service.package / service.name / "examples.json"
    content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def answers(service: Service) -> list[tuple[type[Any], Any]]:
    """The documented answers that are objects, with the class of their structure."""
    found = []
    for operation in service.operations():
        for example in examples_of(service).get(operation.__name__, {}).get("responses", ()):
            documented = operation.responses.get(example["status"])
            if hasattr(documented, "from_dict") and isinstance(example.get("body"), dict):
                found.append((documented, example["body"]))
    return found


def large_answer(found: Sequence[tuple[type[Any], Any]]) -> tuple[type[Any], Any]:
    """The answer with the longest list of objects, with that list repeated until it has a megabyte."""
    lists = [
        (len(json.dumps(body[name])), documented, body, name)
        for documented, body in found
        for name in lists_of_objects(body)
    ]
    size, documented, body, name = max(lists, key=lambda one: one[0])
    return documented, {**body, name: body[name] * (MEGABYTE // size + 1)}


def lists_of_objects(body: Mapping[str, Any]) -> list[str]:
    """The members that are such lists."""
    return [name for name, value in body.items() if isinstance(value, list) and value and isinstance(value[0], dict)]


def requests(service: Service, pydantic: Any, msgspec: Any) -> list[tuple[type[Any], Any]]:
    """The documented requests with a body that all sides accept, so that all have checked it to its end."""
    check = service.core("validation").check
    found = []
    for operation in service.operations():
        for example in examples_of(service).get(operation.__name__, {}).get("requests", ()):
            body = example.get("body")
            if isinstance(body, dict) and accepted(check, operation, body, pydantic, msgspec):
                found.append((operation, body))
    return found


def accepted(check: Any, operation: type[Any], body: Any, pydantic: Any, msgspec: Any) -> bool:
    return reads(pydantic, operation, body) and converts(msgspec, operation, body) and not check(operation, body)


def reads(pydantic: Any, structure: type[Any], body: Any) -> bool:
    """Whether pydantic takes a value as one of its own class of this name."""
    try:
        getattr(pydantic, structure.__name__).model_validate(body)
    except ValueError:
        return False
    return True


def converts(msgspec: Any, structure: type[Any], body: Any) -> bool:
    """Whether msgspec takes a value as one of its own class of this name."""
    import msgspec as library

    try:
        library.convert(body, getattr(msgspec, structure.__name__))
    except library.ValidationError:
        return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("service", nargs="?", default="functiongraph")
    parser.add_argument("--sdk", type=Path, default=Path(__file__).parent.parent / "generated")
    parser.add_argument("--package", default="otc")
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    service = Service(options.sdk.resolve(), options.package, options.service)
    with tempfile.TemporaryDirectory() as folder:
        sys.path.insert(0, folder)
        for library in ("pydantic", "msgspec"):
            (Path(folder) / f"as_{library}.py").write_text(source(service, library, requests=True), encoding="utf-8")
        compare(service, import_module("as_pydantic"), import_module("as_msgspec"), options.runs)


def compare(service: Service, pydantic: Any, msgspec: Any, runs: int) -> None:
    from msgspec import convert
    from msgspec.json import decode

    everything = answers(service)
    read = [one for one in everything if reads(pydantic, *one)]
    documented = [one for one in read if converts(msgspec, *one)]
    converted = sum(converts(msgspec, *one) for one in everything)
    print(
        f"{len(everything)} documented answers: pydantic refuses {len(everything) - len(read)} of them, "
        f"msgspec {len(everything) - converted}, ours none"
    )
    if not any(lists_of_objects(body) for _, body in documented):
        print("no list of objects among them, so that there is nothing large to compare")
        return
    large, content = large_answer(documented)
    text = json.dumps(content)
    parsed = json.loads(text)
    report(
        f"decode {len(text) / MEGABYTE:.1f} MB of {large.__name__}, from text",
        least_milliseconds(
            {
                "ours": lambda: large.from_dict(json.loads(text)),
                "pydantic": lambda: getattr(pydantic, large.__name__).model_validate_json(text),
                "pydantic, json.loads": lambda: getattr(pydantic, large.__name__).model_validate(json.loads(text)),
                "msgspec": lambda: decode(text, type=getattr(msgspec, large.__name__)),
                "json.loads alone": lambda: json.loads(text),
            },
            runs,
        ),
    )
    report(
        "decode the same, from objects",
        least_milliseconds(
            {
                "ours": lambda: large.from_dict(parsed),
                "pydantic": lambda: getattr(pydantic, large.__name__).model_validate(parsed),
                "msgspec": lambda: convert(parsed, getattr(msgspec, large.__name__)),
            },
            runs,
        ),
    )
    twins = [(ours, getattr(pydantic, ours.__name__), body) for ours, body in documented]
    report(
        f"decode {len(documented)} documented answers",
        least_milliseconds(
            {
                "ours": lambda: [ours.from_dict(body) for ours, _, body in twins],
                "pydantic": lambda: [twin.model_validate(body) for _, twin, body in twins],
            },
            runs,
            ROUNDS,
        ),
    )
    good = requests(service, pydantic, msgspec)
    checked = [
        (operation, getattr(pydantic, operation.__name__), getattr(msgspec, operation.__name__), body)
        for operation, body in good
    ]
    validation = service.core("validation")
    typed = [operation(**made(service, operation, body)) for operation, body in good]
    report(
        f"check {len(good)} documented requests",
        least_milliseconds(
            {
                "ours, plain": lambda: [validation.check(ours, body) for ours, _, _, body in checked],
                "ours, typed": lambda: [validation.check_structure(one) for one in typed],
                "pydantic": lambda: [twin.model_validate(body) for _, twin, _, body in checked],
                "msgspec": lambda: [convert(body, twin) for _, _, twin, body in checked],
            },
            runs,
            ROUNDS,
        ),
    )


def made(service: Service, operation: type[Any], body: Mapping[str, Any]) -> dict[str, Any]:
    """The keywords of a request, with structures where they are declared."""
    members = {member.wire: member for member in service.members(operation)}
    return {members[name].name: members[name].shape.read(value) for name, value in body.items() if name in members}


def report(what: str, milliseconds: Mapping[str, float]) -> None:
    first, *others = milliseconds.items()
    print(f"{what}: {first[0]} {first[1]:.2f} ms")
    for name, time_of in others:
        print(f"    {name}: {time_of:.2f} ms; ours takes {first[1] / time_of:.2f} times that")


if __name__ == "__main__":
    main()
