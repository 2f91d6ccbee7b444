"""A program: the S3 of moto as a store of the vendor's kind.

`moto_store.py PORT HOST`, run where `moto[server]` is installed.

What is the vendor's own is put around it: headers are called `x-obs-…`, and a request whose signature is not that of
the request as it came is refused. The bucket is the label in front of HOST, or the first segment of the path.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import sys
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from moto.server import DomainDispatcherApplication, MotoRequestHandler, create_backend_app  # type: ignore[import-not-found]  # elsewhere
from werkzeug.serving import run_simple  # type: ignore[import-not-found]  # elsewhere

ACCESS_KEY, SECRET_KEY = "AKTEST", "SKTEST"
SIGNED = {"acl", "delete", "lifecycle", "location", "partNumber", "tagging", "uploadId", "uploads", "versionId"}
SIGNED |= {"versioning", "versions", "response-content-type"}
REFUSED = b"<Error><Code>SignatureDoesNotMatch</Code><Message>Another signature</Message></Error>"


class VendorsStore:
    """The application around moto's."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.moto: Any = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/ready" and environ.get("HTTP_AUTHORIZATION") != self._authorization(environ):
            start_response(
                "403 Forbidden", [("content-type", "application/xml"), ("content-length", str(len(REFUSED)))]
            )
            return [REFUSED]
        for name in [name for name in environ if name.startswith("HTTP_X_OBS_")]:
            environ[name.replace("HTTP_X_OBS_", "HTTP_X_AMZ_")] = environ.pop(name)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            renamed = [(name.lower().replace("x-amz-", "x-obs-", 1), value) for name, value in headers]
            return start_response(status, renamed, *rest)

        answer: Iterable[bytes] = self.moto(environ, start)
        return answer

    def _authorization(self, environ: dict[str, Any]) -> str:
        parts = urlsplit(environ["REQUEST_URI"])
        target = environ["REQUEST_URI"].partition(parts.netloc)[2] if parts.scheme else environ["REQUEST_URI"]
        path, _, query = target.partition("?")
        host = environ["HTTP_HOST"].partition(":")[0]
        resource = f"/{host.removesuffix('.' + self.host)}{path}" if host.endswith(f".{self.host}") else path
        named = {name[5:].lower().replace("_", "-"): value for name, value in environ.items() if name[:5] == "HTTP_"}
        pairs = sorted(pair.partition("=")[::2] for pair in query.split("&") if pair)
        chosen = [f"{name}={unquote(value)}" if value else name for name, value in pairs if name in SIGNED]
        lines = [
            environ["REQUEST_METHOD"],
            named.get("content-md5", ""),
            environ.get("CONTENT_TYPE", ""),
            "",
            *sorted(f"{name}:{value}" for name, value in named.items() if name.startswith("x-obs-")),
            resource + ("?" + "&".join(chosen) if chosen else ""),
        ]
        digest = hmac.new(SECRET_KEY.encode(), "\n".join(lines).encode(), hashlib.sha1).digest()
        return f"OBS {ACCESS_KEY}:{base64.b64encode(digest).decode()}"


if __name__ == "__main__":
    run_simple(
        "127.0.0.1", int(sys.argv[1]), VendorsStore(sys.argv[2]), threaded=True, request_handler=MotoRequestHandler
    )
