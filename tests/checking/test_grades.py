"""The table of what is refused by default, as users read it, is the one that decides."""

from __future__ import annotations

import re
from pathlib import Path

from docbind.dialect.grades import GRADES, Effect
from docbind.model.rules import Rule
from docbind.model.spec import Carrier

GUIDE = Path(__file__).parents[2] / "docs" / "client.md"
ROW = re.compile(r"^\| (`\w+`(?:, `\w+`)*) \| (.+?) \| (.+?) \|$", re.MULTILINE)
EFFECTS = {Effect.REFUSE: "refused", Effect.SLIPS: "slips are refused, others told"}


def test_the_guide_says_what_the_grades_say() -> None:
    stated = [
        (frozenset(rules.replace("`", "").split(", ")), effect)
        for rules, _, effect in ROW.findall(GUIDE.read_text(encoding="utf-8"))
        if rules != "`unknown`"
    ]
    decided = [
        (frozenset(rule.value for rule in grade.rules), EFFECTS[grade.effect])
        for grade in GRADES
        if grade.carriers != (Carrier.ERRATUM,)
    ]
    shown = [one for one in stated if one[0] <= {rule.value for rule in Rule}]
    assert [rules for rules, _ in shown] == [rules for rules, _ in decided]
    assert all(text.startswith(effect) for (_, text), (_, effect) in zip(shown, decided, strict=True))


def test_every_statement_of_every_rule_has_a_grade() -> None:
    for rule in Rule:
        for carrier in Carrier:
            assert any(rule in grade.rules and carrier in grade.carriers for grade in GRADES)
