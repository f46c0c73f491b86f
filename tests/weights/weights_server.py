"""A real file server on this machine that can break, ignore Range, lie or miss."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Shelf:
    """What the server does.

    Attributes:
        files: content by path.
        ranges: whether it honours Range.
        break_after: bytes after which each of the next connections is cut, first one first.
        says_length: whether it sends Content-Length.
        moved: where it sends who asks for a path.
        asked: (path, Range) of every request.
    """

    files: dict[str, bytes]
    ranges: bool = True
    break_after: list[int] = field(default_factory=list)
    says_length: bool = True
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    address: str = ""


class _Handler(BaseHTTPRequestHandler):
    shelf: Shelf

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.shelf.asked.append((self.path, wanted))
        if self.path in self.shelf.moved:
            self._send_on(self.shelf.moved[self.path])
        elif self.path in self.shelf.files:
            self._send(self.shelf.files[self.path], wanted)
        else:
            self.send_error(404)

    def _send_on(self, place: str) -> None:
        self.send_response(302)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, data: bytes, wanted: str | None) -> None:
        start = int(re.findall(r"\d+", wanted)[0]) if wanted and self.shelf.ranges else 0
        if start and start >= len(data):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        if self.shelf.says_length:
            self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        rest = data[start:]
        self.wfile.write(rest[: self.shelf.break_after.pop(0)] if self.shelf.break_after else rest)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(files: dict[str, bytes]) -> Iterator[Shelf]:
    """Serve files on a free port of this machine."""
    shelf = Shelf(files)
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"shelf": shelf})) as server:
        shelf.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield shelf
        finally:
            server.shutdown()
            thread.join()
