"""A page of the desk as whoever stands before it meets it: what it says, shows, and whether it listens."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page, WebSocket

__all__ = ["Reply", "Screen", "WentWrong", "expect", "reply_of"]

_CAPTIONS = """() => [...document.querySelectorAll('#captions .sentence')].map((e) => e.textContent)"""
_PATIENCE_S = 40.0
_STEADY = 4
"""Looks in a row, 100 ms apart, at which the desk is silent, until it is: between two sentences it is not."""


class WentWrong(Exception):  # noqa: N818 - the journey did, not the program
    """A journey did not come to its end; the message says where."""


def expect(holds: object, what: str) -> None:
    """Go on only if it is so.

    Raises:
        WentWrong: it is not.
    """
    if not holds:
        raise WentWrong(what)


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply of the desk, as the page was told of it.

    Attributes:
        kind: answer, choices, …
        sentences: all of them.
        choices: labels of what is offered.
        pressed: their sentences, which the page does not write but has buttons for.
        entry: the FAQ entry, if it was one.
        more: whether there is more to hear.
    """

    kind: str
    sentences: tuple[str, ...]
    choices: tuple[str, ...] = ()
    pressed: tuple[str, ...] = ()
    entry: str = ""
    more: bool = False

    @property
    def text(self) -> str:
        """Everything that is said."""
        return " ".join(self.sentences)


class Screen:
    """An open page.

    Args:
        page: in Chromium.
        shots: where a picture of every screen goes, if it is wanted.
        name: begins the names of the pictures.

    Attributes:
        page: as given.
        replies: of the desk, in order; fillers are left out.
        events: of the desk, but its replies.
        lines: what was done and what was said to it.
    """

    def __init__(self, page: Page, shots: Path | None = None, name: str = "") -> None:
        self.page, self._shots, self._name, self._taken = page, shots, name, 0
        self.replies: list[Reply] = []
        self.events: list[dict[str, Any]] = []
        self.lines: list[str] = []
        self.troubles: list[str] = []
        page.on("websocket", self._listen)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._told)

    def _told(self, frame: str | bytes) -> None:
        if not isinstance(frame, str):
            return
        event = json.loads(frame)
        if event["type"] != "response.created":
            self.events.append(event)
        elif not event["interim"]:
            self.replies.append(reply_of(event))

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Events of one type."""
        return [event for event in self.events if event["type"] == kind]

    def ready(self) -> None:
        """Wait until the page takes touches and keys."""
        ready = "document.documentElement.dataset.ready ?? document.getElementById('talk-does')?.textContent"
        self.until(lambda: bool(self.page.evaluate(ready)), "the page")

    # -- waiting -------------------------------------------------------------------------------------

    def until(self, holds: Callable[[], bool], what: str, patience_s: float = _PATIENCE_S) -> None:
        """Wait for something.

        Raises:
            WentWrong: it did not come.
        """
        end = time.monotonic() + patience_s
        while not holds():
            if time.monotonic() > end:
                said = self.replies[-1].text if self.replies else "nothing"
                raise WentWrong(f"{what}: not within {patience_s:.0f} s; said last: {said}")
            self.page.wait_for_timeout(100)

    def after(self, act: Callable[[], object], done: str, patience_s: float = _PATIENCE_S) -> Reply:
        """Do something, and wait for what the desk says to it; the page must write the same."""
        before = len(self.replies)
        act()
        self.until(lambda: len(self.replies) > before, f"a reply to {done}", patience_s)
        reply = self.replies[-1]
        heard = [event["text"] for event in self.of("input_audio_transcription.completed")[-1:]]
        said = (f"< {one.kind}: {one.text}" for one in self.replies[before:])
        self.lines += [f"> {done}", *(f"  heard: {text}" for text in heard), *said]
        self.until(self._written, "its words on the page", 10)
        self.shot(reply.kind)
        return reply

    def _written(self) -> bool:
        """Whether every sentence stands in the captions, or as a button where it offers one."""
        written = set(self.page.evaluate(_CAPTIONS))
        reply = self.replies[-1]
        return {*reply.sentences} <= written | {*reply.pressed}

    @property
    def phase(self) -> str:
        """What the big button says."""
        return str(self.page.evaluate("document.getElementById('talk').dataset.phase"))

    def quiet(self, patience_s: float = 90.0) -> None:
        """Wait until the desk has said all of it, and listens."""
        still = 0

        def silent() -> bool:
            nonlocal still
            still = still + 1 if self.phase in ("listening", "ready") else 0
            return still >= _STEADY

        self.until(silent, "the end of what the desk says", patience_s)

    # -- looking -------------------------------------------------------------------------------------

    def seen(self, selector: str) -> bool:
        """Whether something is shown."""
        return self.page.locator(selector).first.is_visible()

    def text(self, selector: str) -> str:
        """What stands there."""
        return self.page.locator(selector).first.inner_text()

    def shot(self, name: str) -> None:
        """Take a picture of what is shown now."""
        if self._shots:
            self._taken += 1
            path = self._shots / f"{self._name}-{self._taken:02d}-{name}.png"
            self.page.screenshot(path=str(path))


def reply_of(event: dict[str, Any]) -> Reply:
    """What ``response.created`` says."""
    return Reply(
        event["kind"],
        tuple(event["sentences"]),
        tuple(choice["label"] for choice in event["choices"]),
        tuple(choice["sentence"] for choice in event["choices"]),
        (event.get("source") or {}).get("faq_id", ""),
        event["more"],
    )
