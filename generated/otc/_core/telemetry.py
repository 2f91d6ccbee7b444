"""Spans for OpenTelemetry, of whose packages only `opentelemetry-api` is needed, and only by those who ask for them."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from .errors import ConfigurationError
from .hooks import Attempt, Hook


class OpenTelemetry(Hook):
    """Makes a span of every attempt, called like the operation, with the attributes that the conventions for HTTP clients name.

    The span belongs to the one that is current where the call is made, and its context is passed on to the service. Without `tracer_provider`, the
    global one is taken. Raises `ConfigurationError` where opentelemetry-api is not installed.
    """

    def __init__(self, tracer_provider: object | None = None) -> None:
        try:
            # Not import statements, so that type checkers ask nobody for a library that is optional.
            self._trace: Any = import_module("opentelemetry.trace")
            self._propagate: Any = import_module("opentelemetry.propagate")
        except ImportError:
            raise ConfigurationError("opentelemetry-api is needed for spans: pip install opentelemetry-api") from None
        self._tracer = self._trace.get_tracer(__name__.partition("._core")[0], tracer_provider=tracer_provider)
        self._spans: WeakKeyDictionary[Attempt, Any] = WeakKeyDictionary()

    def before(self, attempt: Attempt) -> None:
        parts = urlsplit(attempt.url)
        attributes: dict[str, str | int] = {
            "http.request.method": attempt.method,
            "server.address": parts.hostname or "",
            "server.port": parts.port or (443 if parts.scheme == "https" else 80),
            "url.full": f"{attempt.url}?{attempt.query}" if attempt.query else attempt.url,
        }
        if attempt.number > 1:
            attributes["http.request.resend_count"] = attempt.number - 1
        kind = self._trace.SpanKind.CLIENT
        span = self._spans[attempt] = self._tracer.start_span(attempt.operation, kind=kind, attributes=attributes)
        self._propagate.inject(attempt.headers, context=self._trace.set_span_in_context(span))

    def after(self, attempt: Attempt) -> None:
        span = self._spans.pop(attempt)
        span.set_attribute("http.response.status_code", attempt.status)
        if attempt.status >= 400:
            span.set_attribute("error.type", str(attempt.status))
            span.set_status(self._trace.StatusCode.ERROR)
        span.end()

    def error(self, attempt: Attempt) -> None:
        span = self._spans.pop(attempt)
        span.set_attribute("error.type", type(attempt.failure).__name__)
        span.set_status(self._trace.StatusCode.ERROR, str(attempt.failure))
        span.end()
