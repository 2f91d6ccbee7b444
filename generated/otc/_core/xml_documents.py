"""XML documents as the plain values that JSON would have, read and written by what a structure declares.

An element with elements inside is an object, a repeated one a list, and any other a text. Namespaces mean nothing.
Attributes are kept under their names behind an `@`, those of a namespace as `@{namespace}name`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from .errors import ConfigurationError, InvalidArgument
from .json_values import is_list, is_object
from .nodes import MOST_XML_NODES
from .shapes import ANY, AnyShape, ListShape, MapShape, ModelShape, ScalarKind, ScalarShape, Shape, from_exact_text
from .specification import Member, specification_of
from .structure import Structure
from .wire import text_form

DEEPEST: Final = 100
"""Elements around an element that are read and written."""

_KNOWN_PREFIXES: Mapping[str, str] = {"http://www.w3.org/2001/XMLSchema-instance": "xsi"}
_KNOWN_NAMESPACES: Mapping[str, str] = {f"{prefix}:": uri for uri, prefix in _KNOWN_PREFIXES.items()}
_NOTHING: Mapping[str, Member] = {}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


class UnreadableDocument(ValueError):
    """A text is no XML document, or none that is read; the message says why."""


def _declared(structure: type[Structure]) -> Mapping[str, Member]:
    """Return the members that stand in the document, by wire name."""
    known = specification_of(structure).by_wire
    return {wire: member for wire, member in known.items() if member.place == "body"}


# --- the parser ----------------------------------------------------------------------------------------------------


class _Element:
    """One element as it was read. `pieces` are its texts."""

    __slots__ = ("attributes", "children", "name", "pieces")

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[_Element] = []
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class _Tree:
    """Takes what a parser meets, within bounds."""

    def __init__(self, most: int) -> None:
        self.root: _Element | None = None
        self._most = most
        self._open: list[_Element] = []
        self._nodes = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count(1 + len(attributes))
        if len(self._open) >= DEEPEST:
            raise UnreadableDocument("it is nested too deeply")
        element = _Element(tag.rpartition("}")[2], attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, tag: str) -> None:
        del tag
        self._open.pop()

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1].pieces.append(text)

    def comment(self, text: str) -> None:
        del text
        self._count(1)

    def pi(self, target: str, data: str | None = None) -> None:
        del target, data
        self._count(1)

    def close(self) -> _Element | None:
        return self.root

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > self._most:
            raise UnreadableDocument(f"it has more than {self._most:,} elements")


def require_parser(operation: str) -> None:
    """Make sure that answers in XML can be read; raises `ConfigurationError` where the parser is not installed."""
    _parser_library(operation)


def _parser_library(operation: str) -> Any:
    try:
        # Not an import statement, so that type checkers ask nobody for a library that is optional.
        import_module("defusedxml.ElementTree")
        return import_module("defusedxml")
    except ImportError:
        pass
    raise ConfigurationError(f"{operation}: defusedxml is needed to read XML answers: pip install defusedxml")


def _parsed(text: bytes, most: int) -> _Element:
    """Parse a document; raises `UnreadableDocument`. Document types, entities and all that is outside are refused."""
    library = _parser_library("an XML document")
    tree = _Tree(most)
    problem = "it is no XML"
    try:
        parser = library.ElementTree.XMLParser(target=tree, forbid_dtd=True, forbid_entities=True, forbid_external=True)
        parser.feed(text)
        parser.close()
    except UnreadableDocument as error:
        problem = str(error)
    except library.DefusedXmlException:
        problem = "it has a document type or entities, which are not read"
    except (SyntaxError, ValueError, LookupError):
        pass
    else:
        if tree.root is not None:
            return tree.root
    raise UnreadableDocument(problem)


# --- reading -------------------------------------------------------------------------------------------------------


def read_document(structure: type[Structure], text: bytes, *, most: int = MOST_XML_NODES) -> dict[str, object]:
    """Read a document as what a structure documents, by wire names: plain values for `from_dict`.

    Of an operation, the members of its body are read. A list is there for every declared list, also an empty one. A
    root element of another name is read where it holds documented elements. No more than `most` elements, attributes
    and comments are read, and never more than `MOST_XML_NODES`.
    Raises `UnreadableDocument` where the text is no document, or another one.
    """
    root, members = structure.__root__ or "", _declared(structure)
    found = _parsed(text, min(most, MOST_XML_NODES))
    if root:
        if found.name != root and not any(child.name in members for child in found.children):
            raise UnreadableDocument(f"{_named(found.name)} where {_named(root)} is documented")
        return _members(found, members)
    if found.name not in members:
        documented = " or ".join(_named(name) for name in members)
        raise UnreadableDocument(f"{_named(found.name)} where {documented} is documented")
    return {found.name: _value(found, members[found.name].shape)}


def _named(name: str) -> str:
    return f"<{name[:60]}>"


def _members(element: _Element, declared: Mapping[str, Member]) -> dict[str, object]:
    """Return the object that an element with elements inside is."""
    found: dict[str, Any] = {f"@{name}": value for name, value in element.attributes.items()}
    repeated: set[str] = set()
    for child in element.children:
        name = child.name
        shape = declared[name].shape if name in declared else ANY
        if isinstance(shape, ListShape):
            found.setdefault(name, []).append(_value(child, shape.item))
        elif name in repeated:
            found[name].append(_value(child, shape))
        elif name in found:
            found[name] = [found[name], _value(child, shape)]
            repeated.add(name)
        else:
            found[name] = _value(child, shape)
    for name, member in declared.items():
        if isinstance(member.shape, ListShape):
            found.setdefault(name, [])
    return found


def _value(element: _Element, shape: Shape) -> object:
    match shape:
        case ModelShape(model):
            text = "" if element.children else element.text
            return text if text.strip() else _members(element, specification_of(model).by_wire)
        case MapShape(value):
            return {child.name: _value(child, value) for child in element.children}
        case ListShape(item):
            return [_value(child, item) for child in element.children]
        case ScalarShape(kind) if not element.children:
            if kind is ScalarKind.TEXT:
                return element.text
            text = element.text.strip()
            return from_exact_text(shape, text) if text else None
        case ScalarShape() | AnyShape():
            return _members(element, _NOTHING) if element.children else element.text


# --- writing -------------------------------------------------------------------------------------------------------

_NAME = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written_document(structure: type[Structure], value: Mapping[str, object]) -> bytes:
    """Write an object by wire names as the document that a structure documents, its members in the documented order.

    Raises `InvalidArgument` for what XML has no form for: control characters, NaN, and names that are none.
    """
    root, members = structure.__root__ or "", _declared(structure)
    if not root and len(value) != 1:
        raise InvalidArgument(f"body: one element is documented, not {len(value)}")
    pieces = _object(root, value, members, 0) if root else _contents(value, members, 0)
    return (_DECLARATION + "".join(pieces)).encode()


def _object(name: str, value: Mapping[str, object], declared: Mapping[str, Member], depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        raise InvalidArgument(f"{name}: it is nested too deeply")
    yield f"<{_checked(name)}{''.join(_attributes(value))}>"
    yield from _contents(value, declared, depth)
    yield f"</{name}>"


def _contents(value: Mapping[str, object], declared: Mapping[str, Member], depth: int) -> Iterator[str]:
    known = [wire for wire in declared if wire in value]
    others = [key for key in value if key not in declared and key[:1] != "@"]
    for name in (*known, *others):
        yield from _element(name, value[name], declared[name].shape if name in declared else ANY, depth + 1)


def _element(name: str, value: object, shape: Shape, depth: int) -> Iterator[str]:
    if is_list(value):
        item = shape.item if isinstance(shape, ListShape) else ANY
        for one in value:
            yield from _element(name, one, item, depth + 1)
    elif is_object(value):
        inner = specification_of(shape.model).by_wire if isinstance(shape, ModelShape) else _NOTHING
        yield from _object(name, value, inner, depth)
    elif value is None:
        yield f"<{_checked(name)}/>"
    else:
        yield f"<{_checked(name)}>{escape(_text(name, value), {chr(13): '&#13;'})}</{name}>"


def _attributes(value: Mapping[str, object]) -> Iterator[str]:
    prefixes: dict[str, str] = {}
    for key, one in value.items():
        if key[:1] == "@":
            namespace, _, name = key[1:].rpartition("}")
            uri = namespace[1:]
            prefix, colon, local = name.partition(":")
            if not uri and prefix + colon in _KNOWN_NAMESPACES:
                uri, name = _KNOWN_NAMESPACES[prefix + colon], local
            if uri and uri not in prefixes:
                prefixes[uri] = _KNOWN_PREFIXES.get(uri, f"n{len(prefixes)}")
                yield f" xmlns:{prefixes[uri]}={quoteattr(_text(name, uri))}"
            prefix = f"{prefixes[uri]}:" if uri else ""
            yield f" {prefix}{_checked(name)}={quoteattr(_text(name, one))}"


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise InvalidArgument(f"{name[:60]!r} is no name of an XML element")
    return name


def _text(name: str, value: object) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        raise InvalidArgument(f"{name}: NaN and infinity have no form in XML")
    text = text_form(name, value)
    found = _UNWRITABLE.search(text)
    if found:
        raise InvalidArgument(f"{name}: U+{ord(found[0]):04X} cannot stand in XML")
    return text
