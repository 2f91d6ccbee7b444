"""Templates and samples of one operation: what it sends, what it is answered, and the examples of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docbind.dialect.s3 import BODY_LINES, FORM_DATA, BodyWord, S3Role
from docbind.model.diagnostic import SourceSpan
from docbind.model.spec import Example, ExampleKind
from docbind.phrases.rows import Phrases
from docbind.stages.interpret.examples import looks_like_json, parse_json
from docbind.stages.interpret.s3.elements import Elements, elements, merged
from docbind.stages.interpret.s3.lines import RequestLine, split_target
from docbind.stages.interpret.s3.messages import Message
from docbind.stages.interpret.s3.sections import Sections, Shown

_BODY_LINES = Phrases(BODY_LINES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """The messages of one operation."""

    line: RequestLine
    sent: Message
    answered: Message | None
    sent_samples: tuple[Shown, ...]
    answer_samples: tuple[Shown, ...]

    def statuses(self) -> tuple[int, ...]:
        """The documented statuses of success: that of the template, else those of the samples, else 200."""
        stated = {self.answered.status} if self.answered is not None and self.answered.status else set()
        stated = stated or {one.message.status for one in self.answer_samples if one.message.status}
        return tuple(sorted(status for status in stated if 200 <= status < 300)) or (200,)

    def failures(self) -> tuple[int, ...]:
        """The statuses of samples that show no success."""
        return tuple(sorted({one.message.status for one in self.answer_samples if one.message.status >= 300}))

    def sent_elements(self) -> tuple[Elements | None, Elements | None]:
        """(those of the template, those of template and samples)."""
        return _elements(self.sent, self.sent_samples)

    def answered_elements(self) -> tuple[Elements | None, Elements | None]:
        return _elements(self.answered, [one for one in self.answer_samples if one.message.status < 300])

    def answered_headers(self) -> Iterator[tuple[str, SourceSpan]]:
        """The headers that samples and template show of a success, with where; the spelling of samples counts first."""
        shown = [one.message for one in self.answer_samples if one.message.status < 300]
        for message in (*shown, *([self.answered] if self.answered is not None else [])):
            yield from ((name, message.span) for name, _ in message.headers)


def exchanges(lines: tuple[RequestLine, ...], page: Sections) -> tuple[Exchange, ...]:
    """What each operation of a page exchanges. A sample belongs to the operation whose fixed query it has, an answer to the request before it.

    A block that is neither a request nor an answer, such as a document to be encoded, shows a part of something else and is left out. Where a page has several operations and fewer templates of answers, the first template is the first operation's.
    """
    answers = [one.message for one in page.messages(S3Role.RESPONSE_SYNTAX)]
    sent: dict[RequestLine, list[Shown]] = {line: [] for line in lines}
    answered: dict[RequestLine, list[Shown]] = {line: [] for line in lines}
    line = lines[0]
    for one in page.messages(S3Role.SAMPLE_REQUEST, S3Role.SAMPLE_RESPONSE):
        if one.message.method:
            line = _line_of(one.message, lines)
            sent[line].append(one)
        elif one.message.first_line:
            answered[line].append(one)
    return tuple(
        Exchange(
            line=line,
            sent=line.template,
            answered=answers[number] if number < len(answers) else None,
            sent_samples=tuple(sent[line]),
            answer_samples=tuple(answered[line]),
        )
        for number, line in enumerate(lines)
    )


def body_word(body: str) -> BodyWord:
    """What the words that stand for a body mean; `NOTHING` where none do."""
    for line in body.split("\n"):
        row = _BODY_LINES.whole(" ".join(line.split()))
        if row is not None and row.meaning is not BodyWord.NOTHING:
            return row.meaning
    return BodyWord.NOTHING


def is_form(found: Message) -> bool:
    return found.header("content-type").lower().startswith(FORM_DATA)


def examples(exchange: Exchange) -> tuple[Example, ...]:
    """The samples of an operation, in the order of the page."""
    shown = sorted((*exchange.sent_samples, *exchange.answer_samples), key=lambda one: one.message.span)
    return tuple(_example(one) for one in shown)


def _example(shown: Shown) -> Example:
    found = shown.message
    parsed = parse_json(found.body) if looks_like_json(found.body) else None
    _, _, title = shown.heading.partition(":")
    return Example(
        kind=ExampleKind.REQUEST if found.method else ExampleKind.RESPONSE,
        status=found.status,
        title=title.strip() or shown.before,
        method=found.method,
        url=found.target,
        text=found.body,
        has_value=parsed is not None,
        value=parsed.value if parsed is not None else None,
        repairs=parsed.repairs if parsed is not None else (),
        span=found.span,
        headers=found.headers if not found.method else (),
    )


def _line_of(sample: Message, lines: tuple[RequestLine, ...]) -> RequestLine:
    """The line whose fixed names a sample has, the most specific one first."""
    _, query = split_target(sample.target)
    names = {name for name, _ in query}
    fitting = [line for line in lines if {name for name, _ in line.fixed} <= names and line.method == sample.method]
    return max(fitting, key=lambda line: len(line.fixed), default=lines[0])


def _elements(template: Message | None, samples: Iterable[Shown]) -> tuple[Elements | None, Elements | None]:
    own = elements(template.body) if template is not None else None
    shown = tuple(_documents(one.message for one in samples))
    everything = merged((own, *shown) if own is not None else shown)
    return own if own is not None else everything, everything


def _documents(messages: Iterable[Message]) -> Iterator[Elements]:
    for one in messages:
        found = elements(one.body)
        if found is not None:
            yield found
