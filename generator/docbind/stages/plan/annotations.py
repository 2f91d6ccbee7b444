"""Types of the wire → annotations, and constraints → the keywords of a specifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from docbind.dialect.grades import Effect
from docbind.grading import effect_of, rules_of
from docbind.literals import (
    ANY,
    BYTES,
    INTEGER,
    NUMBER,
    PLAIN_OBJECT,
    TEXT,
    TRUTH,
    Annotation,
    Identifier,
    PyLiteral,
    convertible,
    either,
    list_of,
    map_of,
    mapping_of,
    number,
    one_of,
    scalar,
    sequence,
    sequence_of,
    string,
    structure,
)
from docbind.model.names import Names
from docbind.model.rules import Reason, Rule
from docbind.model.spec import (
    Constraint,
    Field,
    Format,
    Items,
    Kind,
    Length,
    ListOf,
    MapOf,
    Mark,
    ModelRef,
    OneOf,
    Pattern,
    PresenceKind,
    Range,
    Reference,
    Scalar,
    TypeRef,
    Unknown,
)

Keyword = tuple[Identifier, PyLiteral]

KIND_ANNOTATIONS: dict[Kind, Annotation] = {
    Kind.STRING: TEXT,
    Kind.INTEGER: INTEGER,
    Kind.LONG: INTEGER,
    Kind.NUMBER: NUMBER,
    Kind.BOOLEAN: TRUTH,
    Kind.BINARY: BYTES,
}

OBJECT_WORDS = frozenset(
    {"object", "objects", "dict", "dictionary", "json", "map", "structure", "struct", "jsonobject"}
)
LIST_WORDS = frozenset({"array", "list", "arrays", "lists", "jsonarray"})

MOST_LITERALS = 24
LONGEST_LITERALS = 360
"""Beyond these an enumeration makes a signature unreadable: the rule stays, the annotation is the plain type."""

RULE_ORDER = ("ge", "gt", "le", "lt", "min_length", "max_length", "min_items", "max_items", "pattern", "one_of")

KEYWORDS: dict[Rule, frozenset[str]] = {
    Rule.MINIMUM: frozenset({"ge", "gt"}),
    Rule.MAXIMUM: frozenset({"le", "lt"}),
    Rule.MIN_LENGTH: frozenset({"min_length"}),
    Rule.MAX_LENGTH: frozenset({"max_length"}),
    Rule.MIN_ITEMS: frozenset({"min_items"}),
    Rule.MAX_ITEMS: frozenset({"max_items"}),
    Rule.PATTERN: frozenset({"pattern"}),
    Rule.ONE_OF: frozenset({"one_of"}),
}
"""The keywords by which each rule is declared."""

MODELS = Identifier("m")
"""What `models` is called where operations and clients import it."""


def annotation(type_ref: TypeRef, names: Names, module: Identifier | None = None) -> Annotation:
    """The annotation of a type; structures are taken from `module`, or stand in the same one."""
    match type_ref:
        case Scalar(kind=kind):
            return KIND_ANNOTATIONS[kind]
        case ListOf(item=item):
            return list_of(annotation(item, names, module))
        case MapOf(value=value):
            return map_of(annotation(value, names, module))
        case ModelRef(id=identity):
            known = names.models.get(identity)
            return structure(Identifier(known.class_name), module) if known else map_of(ANY)
        case Unknown(phrase=phrase) | Reference(phrase=phrase):
            return _free_form(phrase)
        case _:
            assert_never(type_ref)


def plain_form(type_ref: TypeRef, names: Names, module: Identifier | None = None) -> Annotation | None:
    """What a caller may give where a type has structures: plain objects for them, and any sequence or mapping of
    both; None where the type has none.
    """
    match type_ref:
        case ModelRef(id=identity):
            return PLAIN_OBJECT if identity in names.models else None
        case ListOf(item=inner) | MapOf(value=inner):
            plain = plain_form(inner, names, module)
            if plain is None:
                return None
            accepted = _accepted(inner, plain, names, module)
            return sequence_of(accepted) if isinstance(type_ref, ListOf) else mapping_of(accepted)
        case _:
            return None


def _accepted(type_ref: TypeRef, plain: Annotation, names: Names, module: Identifier | None) -> Annotation:
    """All that a caller may give: a structure or its plain form; a sequence takes in the lists."""
    return either([annotation(type_ref, names, module), plain]) if isinstance(type_ref, ModelRef) else plain


def accepted_annotation(type_ref: TypeRef, read: Annotation, names: Names, module: Identifier | None) -> Annotation:
    """The annotation of an argument of this type, which reads as `read` once it is there."""
    plain = plain_form(type_ref, names, module)
    return read if plain is None or read == ANY else _accepted(type_ref, plain, names, module)


def member_annotation(
    type_ref: TypeRef, read: Annotation, names: Names, module: Identifier | None = None
) -> Annotation:
    """The annotation of a member of a request: what it reads as, and what it may be set to beside that."""
    plain = plain_form(type_ref, names, module)
    return read if plain is None or read == ANY else convertible(read, plain)


def field_annotation(field: Field, names: Names, module: Identifier | None = None) -> Annotation:
    """The annotation of a field: that of its type, with the documented values where they are few; where examples
    show another type, that one too.
    """
    if effect_of(field, Rule.TYPE) is Effect.PASS:
        return _widened(field)
    choices = literals(field)
    kind = _scalar_kind(field.type)
    if not choices or kind is None or len(choices) > MOST_LITERALS or sum(map(len, choices)) > LONGEST_LITERALS:
        return annotation(field.type, names, module)
    found = one_of(choices, KIND_ANNOTATIONS[kind])
    inner: TypeRef = field.type
    while isinstance(inner, ListOf):
        found = list_of(found)
        inner = inner.item
    return found


def _widened(field: Field) -> Annotation:
    """The annotation of a scalar that examples show otherwise: of another kind, as a number is that a text is
    said to be, or as something else.
    """
    kind = _scalar_kind(field.type)
    if kind is None or all(one.reason is not Reason.OTHER_SCALAR for one in field.objections if one.rule is Rule.TYPE):
        return ANY
    other = INTEGER if kind is Kind.STRING else TEXT
    return either([KIND_ANNOTATIONS[kind], other])


def literals(field: Field) -> tuple[PyLiteral, ...]:
    """The documented values of a string or number, or of the items of a list; empty where there are none, or one is of another kind."""
    kind = _scalar_kind(field.type)
    for constraint in field.constraints:
        if isinstance(constraint, OneOf) and kind is not None:
            wanted = str if kind is Kind.STRING else int if kind in (Kind.INTEGER, Kind.LONG) else None
            found = [scalar(value) for value in constraint.values if wanted and type(value) is wanted]
            kept = tuple(dict.fromkeys(literal for literal in found if literal is not None))
            return kept if len(found) == len(constraint.values) else ()
    return ()


def rules(field: Field) -> tuple[Keyword, ...]:
    """The enforced rules of a field as keywords, in the order of README; those that its type cannot break are left out."""
    if effect_of(field, Rule.TYPE) is Effect.PASS:
        return ()
    passed = {
        keyword for rule, keywords in KEYWORDS.items() if effect_of(field, rule) is Effect.PASS for keyword in keywords
    }
    found: dict[str, PyLiteral] = {}
    for constraint in field.constraints:
        for keyword, literal in _keywords(constraint, field):
            if keyword not in passed:
                found.setdefault(keyword, literal)
    return tuple((Identifier(keyword), found[keyword]) for keyword in RULE_ORDER if keyword in found)


def grades(field: Field) -> tuple[Keyword, ...]:
    """What of a field's rules is not simply refused: those that are told, and whether an enumeration has all its
    values.
    """
    keywords = {str(keyword) for keyword, _ in rules(field)}
    stated = [rule for constraint in field.constraints for rule in rules_of(constraint) if KEYWORDS[rule] & keywords]
    of_presence = [Rule.REQUIRED] if field.presence.kind is PresenceKind.REQUIRED else []
    all_rules = dict.fromkeys((*of_presence, Rule.TYPE, *stated))
    told = [string(rule.value) for rule in all_rules if effect_of(field, rule) is Effect.TELL]
    closed = Rule.ONE_OF in all_rules and effect_of(field, Rule.ONE_OF) is Effect.REFUSE
    return (
        *([(Identifier("closed"), PyLiteral("True"))] if closed else []),
        *([(Identifier("told"), sequence(tuple(told)))] if told else []),
    )


def marks(field: Field) -> tuple[Keyword, ...]:
    """What a field's remarks make of it."""
    true = PyLiteral("True")
    secret = [(Identifier("secret"), true)] if Mark.SECRET in field.marks else []
    deprecated = [(Identifier("deprecated"), true)] if Mark.DEPRECATED in field.marks else []
    return (*secret, *deprecated)


def _keywords(constraint: Constraint, field: Field) -> Iterator[tuple[str, PyLiteral]]:
    kind = _scalar_kind(field.type)
    match constraint:
        case Length(minimum=minimum, maximum=maximum) if kind is Kind.STRING:
            yield from _bounds(("min_length", minimum), ("max_length", maximum))
        case Range(minimum=minimum, maximum=maximum) if kind in (Kind.INTEGER, Kind.LONG, Kind.NUMBER):
            lower = "gt" if constraint.exclusive_minimum else "ge"
            upper = "lt" if constraint.exclusive_maximum else "le"
            yield from _bounds((lower, minimum), (upper, maximum))
        case Items(minimum=minimum, maximum=maximum) if isinstance(field.type, ListOf):
            yield from _bounds(("min_items", minimum), ("max_items", maximum))
        case Pattern(regex=regex) if kind is Kind.STRING and _compiles(regex):
            yield "pattern", string(regex)
        case OneOf() if literals(field):
            yield "one_of", sequence(literals(field))
        case Length() | Range() | Items() | Pattern() | OneOf() | Format():
            return
        case _:
            assert_never(constraint)


def _bounds(*limits: tuple[str, int | float | None]) -> Iterator[tuple[str, PyLiteral]]:
    for keyword, limit in limits:
        literal = number(limit) if limit is not None else None
        if literal is not None:
            yield keyword, literal


def _scalar_kind(type_ref: TypeRef) -> Kind | None:
    """The kind of a scalar, or of the scalars in a list."""
    while isinstance(type_ref, ListOf):
        type_ref = type_ref.item
    return type_ref.kind if isinstance(type_ref, Scalar) else None


def _compiles(regex: str) -> bool:
    try:
        re.compile(regex)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _free_form(phrase: str) -> Annotation:
    """What no table describes: by its words a list, an object, or any value, which is all that `JSON` by itself
    says.
    """
    said = re.findall("[a-z]+", phrase.lower())
    if said == ["json"]:
        return ANY
    if LIST_WORDS.intersection(said):
        return list_of(map_of(ANY) if OBJECT_WORDS.intersection(said) else ANY)
    return map_of(ANY) if OBJECT_WORDS.intersection(said) else ANY
