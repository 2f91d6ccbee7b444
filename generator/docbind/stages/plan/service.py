"""What every part of the plan looks things up in: one service with its names and the short names of its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docbind.model.diagnostic import SourceSpan
from docbind.model.names import ModelNames, Names, OperationNames
from docbind.model.spec import Model, Operation, ServiceInfo, ServiceSpec

NEARLY_ALL = 0.9
"""Part of a service's operations that speaks for all; the others may be pages that show no host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """`operations` and `models` are in the order of their Python names, with these names. `pages` gives the short name of a page by its path."""

    info: ServiceInfo
    operations: tuple[tuple[Operation, OperationNames], ...]
    models: tuple[tuple[Model, ModelNames], ...]
    by_id: Mapping[str, Model]
    names: Names
    pages: Mapping[str, str]

    @property
    def is_storage(self) -> bool:
        """Whether nearly all operations of a service are asked at hosts that have resources in front of them: it is
        object storage, all of whose requests are signed in the way of that.
        """
        at_such = sum(bool(operation.host) for operation, _ in self.operations)
        return at_such > 0 and at_such >= NEARLY_ALL * len(self.operations)

    def page(self, span: SourceSpan) -> str:
        return self.pages.get(span.path, span.path)


def service(spec: ServiceSpec, names: Names) -> Service:
    by_id = {model.id: model for model in spec.models}
    return Service(
        info=spec.info,
        operations=tuple(
            sorted(
                ((operation, names.operations[operation.id]) for operation in spec.operations),
                key=lambda pair: pair[1].method,
            )
        ),
        models=tuple(
            sorted(
                ((model, names.models[model.id]) for model in spec.models if model.id in names.models),
                key=lambda pair: pair[1].class_name,
            )
        ),
        by_id=by_id,
        names=names,
        pages=short_names(
            {*(account.path for account in spec.accounts), *(operation.span.path for operation in spec.operations)}
        ),
    )


def short_names(paths: Iterable[str]) -> dict[str, str]:
    """The shortest end of each path, in whole folders, that no other path has."""
    found: dict[str, str] = {}
    waiting = dict.fromkeys(paths, 1)
    while waiting:
        ends: dict[str, list[str]] = defaultdict(list)
        for path, depth in waiting.items():
            ends["/".join(path.split("/")[-depth:])].append(path)
        for end, holders in ends.items():
            for path in holders:
                if len(holders) == 1 or end == path:
                    found[path] = end
                    del waiting[path]
                else:
                    waiting[path] += 1
    return found
