"""ServiceSpec → ServiceSpec: the contradictions of the pages.

The documented examples are held against the tables, and each row against itself.

What is believed where two facts contradict each other ------------------------------------------------------
A validator that is wrong stops correct calls; one that says too little only lets a wrong call reach the
service, which refuses it. So a doubtful limit is kept as words (a `Remark` with the reason `contradicted`)
and not enforced; nothing is corrected to what it might have been meant to be.

- *A row against itself.* A limit that no value can keep, two limits of one kind that differ, a limit that a listed value or the default breaks:
  words. Of a list of values and a limit, the list is believed, because it names each value. A default of another type than its field is none.
- *A limit against request examples.* The limit falls where the different values that break it are at least as many as those that keep it (in any
  example) and the weight of what carries it together. A line such as `Maximum: 64` comes from the service's own definition and weighs two values,
  a list of values one, prose none. Nor does a list weigh anything against a listed value in other case or punctuation: which spelling the service
  takes is open then. A stray comma or blank inside the quotation marks and a masked or placeholder value say nothing.
- *A limit against response examples.* Limits of responses are documentation and are left alone.
- *Types and mandatory columns against examples.* The tables are believed: an example may be shortened or sloppily quoted, the type and the column
  are what the page says on the matter. The example is reported.

Whatever stays and an example breaks all the same gets an `Objection`: it is documented, and a request that
breaks it is told and sent. So do rules that another table of the service or their own description
contradicts, mandatory members with a default, and enumerations of what keeps growing (`objections.py`; how
each rule is stated decides the rest, `dialect/grades.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from docbind.model.diagnostic import Diagnostic, Outcome
from docbind.model.spec import ServiceSpec
from docbind.stages.check.belief import Limit, doubts, limit_of
from docbind.stages.check.grouping import example_findings
from docbind.stages.check.objections import with_objections
from docbind.stages.check.operations import operation_findings
from docbind.stages.check.revision import doubt_findings, settled, without_doubted
from docbind.stages.check.sightings import Sighting, sightings

__all__ = ["check"]


def check(spec: ServiceSpec) -> Outcome[ServiceSpec]:
    """The service without the limits that its pages contradict, and every contradiction that was found. Looks at a linked service; never raises."""
    coherent, diagnostics = settled(spec)
    models = {model.id: model for model in coherent.models}
    seen = tuple(sightings(coherent, models))
    doubted = doubts(seen)
    unenforced = frozenset(doubt.limit for doubt in doubted)
    found = [*diagnostics, *doubt_findings(doubted), *operation_findings(coherent.operations, models)]
    for sighting in seen:
        found += _findings(sighting, unenforced)
    found.sort(key=lambda one: (one.span, one.code, one.message))
    value = with_objections(without_doubted(coherent, doubted), seen)
    return Outcome(value=value, diagnostics=tuple(found))


def _findings(sighting: Sighting, unenforced: frozenset[Limit]) -> Iterator[Diagnostic]:
    """What is left to say of one example when the limits that it was right about are gone."""
    for oddity in sighting.oddities:
        yield Diagnostic(
            code=oddity.code,
            severity=oddity.severity,
            message=oddity.words,
            span=sighting.example.span,
            related=(sighting.operation.span,),
            help=oddity.help,
        )
    mismatches = tuple(one for one in sighting.mismatches if limit_of(one) not in unenforced)
    yield from example_findings(sighting.example.kind, mismatches, sighting.example.span)
