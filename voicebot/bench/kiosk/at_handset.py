"""Somebody with the handset at her ear: she speaks, presses keys, and nothing is to be seen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal

from voicebot.audio import Audio
from voicebot.bench.kiosk.handset import HandsetCaller, lifted
from voicebot.bench.kiosk.screen import Reply, WentWrong
from voicebot.bench.kiosk.sinks import Sinks
from voicebot.bench.kiosk.words import again_until_heard, sound_of
from voicebot.bench.pauses import Voices
from voicebot.client.handset.shelf import fetch
from voicebot.client.handset.sound_cards import port_audio
from voicebot.settings import HandsetSettings
from voicebot.speak.reading import read_digit_pairs

__all__ = ["AtHandset", "at_handset"]

_AFTER_RECEIPT = 3
"""Replies within which the number is said: another one may come between."""


class AtHandset:
    """A handset that is served on a loop of its own, and a caller who waits for it.

    Args:
        caller: who holds it.
        portal: to where it is served.
        voices: all there are.

    Attributes:
        lines: what was done and what was said to it.
    """

    def __init__(self, caller: HandsetCaller, portal: BlockingPortal, voices: Voices) -> None:
        self._caller, self._portal, self._voices = caller, portal, voices
        self.lines: list[str] = []

    def begin(self) -> Reply:
        """Lift it, and be greeted."""
        return self._noted("lift", self._portal.call(self._caller.lift))

    def say(self, words: str) -> Reply:
        """Speak when the desk is silent, and hear its reply to the end."""
        sound = sound_of(words, self._voices, 0)
        return again_until_heard(words, lambda: self._heard(sound, words))

    def _heard(self, sound: Audio, words: str) -> Reply | None:
        try:
            return self._noted(f"“{words}”", self._portal.call(self._caller.say, sound, words))
        except WentWrong as wrong:
            self.lines.append(f"  {wrong}")
            return None

    def digits(self, number: str) -> Reply:
        """Press them."""
        return self._noted(f"keys {number}", self._portal.call(self._caller.press, number))

    def of(self, kind: str) -> list[dict[str, Any]]:
        """What the handset was told, of one type."""
        return self._caller.of(kind)

    def last(self) -> Reply:
        """What the desk said last."""
        return self._caller.replies[-1]

    def was_given(self, receipt: str) -> bool:
        """Whether the number was said."""
        said = " ".join(reply.text for reply in self._caller.replies[-_AFTER_RECEIPT:])
        return _letters(read_digit_pairs(receipt)) in _letters(said)

    def end(self) -> None:
        """Put it down."""
        self._portal.call(self._caller.put_down)

    def _noted(self, what: str, reply: Reply) -> Reply:
        heard = [event["text"] for event in self.of("input_audio_transcription.completed")[-1:]]
        self.lines += [f"> {what}", *(f"  heard: {text}" for text in heard), f"< {reply.kind}: {reply.text}"]
        return reply


def _letters(said: str) -> str:
    return "".join(filter(str.isalnum, said))


@contextmanager
def at_handset(own: HandsetSettings, sinks: Sinks, voices: Voices) -> Iterator[AtHandset]:
    """A handset with its prompts and virtual sound, and who holds it; the process keeps to that sound."""
    os.environ.update(PULSE_SERVER=sinks.server, PULSE_SINK="mouth", PULSE_SOURCE="ear.monitor")
    port_audio()  # loading it takes a moment, in which there is no microphone
    with start_blocking_portal() as portal:
        portal.call(fetch, own.url, own.prompts_dir, own.language)
        with portal.wrap_async_context_manager(lifted(own, sinks)) as caller:
            yield AtHandset(caller, portal, voices)
