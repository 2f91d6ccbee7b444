"""The directives and roles that pages may use, as far as docutils does not know them or knows them too well."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from docutils import nodes, utils
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.states import Inliner


class _CodeBlock(Directive):
    """`.. code-block::` as plain text: the stated language says nothing about the content, and no highlighter is needed."""

    has_content: ClassVar[bool] = True
    optional_arguments: ClassVar[int] = 1
    final_argument_whitespace: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        text = "\n".join(self.content)
        block = nodes.literal_block(text, text)
        block.line = self.content_offset + 1
        return [block]


class _Ignored(Directive):
    """A directive whose content is no part of the page's facts, such as `toctree` or a picture."""

    has_content: ClassVar[bool] = True
    optional_arguments: ClassVar[int] = 1
    final_argument_whitespace: ClassVar[bool] = True
    option_spec: ClassVar[dict[str, Callable[[str], object]] | None] = dict.fromkeys(
        (
            "maxdepth",
            "hidden",
            "glob",
            "caption",
            "name",
            "titlesonly",
            "numbered",
            "alt",
            "width",
            "height",
            "scale",
            "align",
            "target",
            "class",
        ),
        directives.unchanged,
    )

    def run(self) -> list[nodes.Node]:
        """A picture as an empty node, because a substitution must have some content."""
        return [nodes.image(uri="")] if self.name in ("image", "figure") else []


class _Refused(Directive):
    """A directive that would read a file, fetch an address, or run or emit code."""

    has_content: ClassVar[bool] = True
    optional_arguments: ClassVar[int] = 99
    final_argument_whitespace: ClassVar[bool] = True

    def run(self) -> list[nodes.Node]:
        raise self.warning(f'the directive "{self.name}" is not allowed in pages')


def _reference(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: Mapping[str, object] | None = None,
    content: Sequence[str] | None = None,
) -> tuple[list[nodes.reference], list[nodes.reference]]:
    """`:ref:` and `:download:` as a node that carries its target; whether the target exists is for `link` to find out."""
    text = utils.unescape(text)
    shown, bracket, target = text.rpartition("<")
    if bracket and target.endswith(">"):
        return [nodes.reference(rawtext, shown.strip(), target=_label(target[:-1]))], []
    return [nodes.reference(rawtext, text, target=_label(text))], []


def _label(text: str) -> str:
    return nodes.fully_normalize_name(text)


def register() -> None:
    """Tells docutils; its registries are global, so this happens once, on import."""
    for name in ("code-block", "code", "sourcecode", "parsed-literal"):
        directives.register_directive(name, _CodeBlock)
    for name in ("toctree", "image", "figure"):
        directives.register_directive(name, _Ignored)
    for name in (
        "include",
        "raw",
        "csv-table",
        "math",
        "role",
        "default-role",
        "date",
        "unicode",
        "replace",
        "meta",
        "title",
        "literalinclude",
    ):
        directives.register_directive(name, _Refused)
    for name in ("ref", "doc", "download", "term"):
        roles.register_local_role(name, _reference)
