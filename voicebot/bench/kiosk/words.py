"""What is said to the desk: aloud into a microphone once it listens, or in writing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

import numpy as np

from voicebot.audio import Audio
from voicebot.bench.kiosk.by_hand import pairs
from voicebot.bench.kiosk.hands import Keys
from voicebot.bench.kiosk.screen import Reply, Screen, WentWrong
from voicebot.bench.kiosk.sinks import Sinks
from voicebot.bench.pauses import HISS_DB, MARK, Voices, hiss
from voicebot.hear.vad import RATE

__all__ = ["Aloud", "Mouth", "Written", "again_until_heard", "sound_of"]

THINKS_S = 1.0
"""A pause that is marked in what is said."""
_TRIES = 3
"""Who is not heard says it again."""
_UNHEARD = ("잘 안 들렸어요", "잘 못 들었어요", "잘 못 알아들었어요", "듣고 있어요", "아직 계세요")
_GOES_ON = "그다음 번호"
"""What the desk says to a part of a number."""
_PATIENCE_S = 20.0
_BEFORE_S, _AFTER_S = 0.6, 1.5
"""Of a quiet room, before and after what is said."""


class Mouth(Protocol):
    """A way of saying something."""

    def say(self, words: str) -> Reply:
        """Say it, and hear the reply."""

    def digits(self, number: str) -> Reply:
        """A number that was asked for, and the reply to all of it."""

    def of(self, kind: str) -> list[dict[str, Any]]:
        """What the desk told the device, of one type; its replies are not among it."""

    def last(self) -> Reply:
        """What the desk said last."""

    def was_given(self, receipt: str) -> bool:
        """Whether the caller has the number: it is shown, or was said."""


def sound_of(words: str, voices: Voices, number: int) -> Audio:
    """Words, with the pauses that are marked in them, in a quiet room."""
    pause = Audio.silence(THINKS_S, RATE)
    parts = [part for piece in words.split(MARK) for part in (pause, voices.say(piece, number))]
    said = Audio.join([Audio.silence(_BEFORE_S, RATE), *parts[1:], Audio.silence(_AFTER_S, RATE)])
    room = hiss(said.duration, HISS_DB, len(words))
    return Audio(said.samples + np.resize(room.samples, len(said.samples)), RATE)


def again_until_heard(words: str, say: Callable[[], Reply | None]) -> Reply:
    """Say something, and once more where the desk did not hear.

    Raises:
        WentWrong: it never did.
    """
    for _ in range(_TRIES):
        reply = say()
        if reply and not any(sorry in reply.text for sorry in _UNHEARD):
            return reply
    raise WentWrong(f"not heard: {words}")


class _AtPage:
    """What every way of speaking to a page has in common.

    Attributes:
        screen: of that page.
    """

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def of(self, kind: str) -> list[dict[str, Any]]:
        """What the page was told, of one type."""
        return self.screen.of(kind)

    def last(self) -> Reply:
        """What the desk said last."""
        return self.screen.replies[-1]

    def was_given(self, receipt: str) -> bool:
        """Whether the page shows the number."""
        shown = self.screen.page.evaluate("document.querySelector('#filed [data-part=number]').textContent")
        return bool(shown == "".join(pairs(receipt)))


class Aloud(_AtPage):
    """Speaks once the page says that it listens; digits of a number are pressed.

    Args:
        screen: before whom; it is covered as soon as the talk begins.
        sinks: whose `ear` the page's microphone is.
        voices: all there are.
        number: which of them.
    """

    def __init__(self, screen: Screen, sinks: Sinks, voices: Voices, number: int = 0) -> None:
        super().__init__(screen)
        self._sinks, self._voices, self._number = sinks, voices, number
        self._keys = Keys(screen)

    def begin(self) -> None:
        """Lift the handset and hide the screen."""
        self.screen.page.keyboard.press("F9")
        self.screen.page.keyboard.press("F8")

    def say(self, words: str) -> Reply:
        """Say it when the desk listens, once more where it did not hear, and listen to the end."""
        sound = sound_of(words, self._voices, self._number)
        return again_until_heard(words, lambda: self._heard(sound, words))

    def _heard(self, sound: Audio, words: str) -> Reply | None:
        self.screen.quiet()
        try:
            self.screen.after(lambda: self._sinks.play(sound), f"“{words}”", _PATIENCE_S)
        except WentWrong as wrong:
            self.screen.lines.append(f"  {wrong}")
            return None
        self.screen.quiet()
        return self.screen.replies[-1]

    def digits(self, number: str) -> Reply:
        """Press them, and listen to the end."""
        self.screen.quiet()
        self.screen.after(lambda: self._keys.digits(number), f"keys {number}")
        with suppress(WentWrong):  # one key is thought about after the other
            whole = "the reply to the last key"
            self.screen.until(lambda: _GOES_ON not in self.screen.replies[-1].text, whole, _PATIENCE_S)
        self.screen.quiet()
        return self.screen.replies[-1]

    def end(self) -> None:
        """Hang up."""
        self.screen.page.keyboard.press("F10")


class Written(_AtPage):
    """Types into the resident's page and presses what it offers."""

    def say(self, words: str) -> Reply:
        """Type it, and send it; who agrees has heard to the end what to."""
        if words.startswith("네"):
            self.screen.quiet()
        return self.screen.after(lambda: self._typed(words), f"“{words}”")

    def _typed(self, words: str) -> None:
        self.screen.page.fill("#question", words)
        self.screen.page.tap("#typing button[type=submit]")

    def digits(self, number: str) -> Reply:
        """Type them."""
        return self.say(number)
