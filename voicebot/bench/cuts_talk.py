"""What the callers of `voicebot bench cuts` say: questions, and complaints answered question by question."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from voicebot.audio import Audio
from voicebot.bench.microphone import Microphone
from voicebot.bench.turns import QUESTIONS
from voicebot.client.steady import SteadyCaller
from voicebot.errors import ProtocolError

__all__ = ["ANSWERS", "FILED", "PLACES", "Aloud", "Speech", "Typing", "ask", "complain"]

ANSWERS = {
    "what": "가로등이 나갔어요.",
    "category": "일번이요.",
    "join": "아니요, 따로 신고할게요.",
    "when": "어제 저녁부터요.",
    "extra": "잘 모르겠어요.",
    "consent": "아니요.",
    "readback": "네.",
    "fix": "네, 맞아요.",
    "paused": "계속할게요.",
}
"""To what the interview asks; the place differs from caller to caller."""

PLACES = (
    "검암동 경서초등학교 정문 앞이요.",
    "가정동 루원중학교 후문 앞이요.",
    "연희동 서구청 정문 앞이요.",
    "청라동 호수공원 입구요.",
)
OPENING = "우리 동네 가로등이 나갔어요."
FILED = frozenset({"filing", "filed", "joined"})
MOST_TURNS = 14
PATIENCE_S = 300.0
"""A reply that comes later than this never comes: a read-back may be made anew after each cut."""

PAUSE_S = 0.8
"""A caller who has heard a question answers after so long."""

Speech = Mapping[str, Audio]


class Typing:
    """Says things by typing them."""

    def __init__(self, caller: SteadyCaller) -> None:
        self._caller = caller

    async def say(self, text: str) -> None:
        """Type, and hear the reply out."""
        await self._caller.type(text, patience_s=PATIENCE_S)


class Aloud:
    """Says things into a microphone that is always on.

    Args:
        caller: whose voice.
        speech: every sentence, spoken.
        seed: what the room sounds like.
    """

    def __init__(self, caller: SteadyCaller, speech: Speech, seed: int) -> None:
        self._caller, self._speech = caller, speech
        self.microphone = Microphone(caller.line.sound, seed=seed)

    async def say(self, text: str) -> None:
        """Speak, and hear the reply out."""
        await asyncio.sleep(PAUSE_S)
        await self._caller.say(self._aloud(text), patience_s=PATIENCE_S)

    async def _aloud(self, text: str) -> None:
        saying = self.microphone.say(self._speech[text])
        while saying.said is None:  # noqa: ASYNC110 - the microphone tells nobody
            await asyncio.sleep(0.05)


async def ask(voice: Typing | Aloud, number: int) -> None:
    """Ask two questions."""
    for turn in range(2):
        await voice.say(QUESTIONS[(number + turn) % len(QUESTIONS)])


async def complain(voice: Typing | Aloud, caller: SteadyCaller, number: int) -> None:
    """Tell of a street light, and answer what is asked until it is filed.

    Raises:
        ProtocolError: it is not filed after `MOST_TURNS` turns.
    """
    said = OPENING
    for _ in range(MOST_TURNS):
        await voice.say(said)
        if caller.receipts or caller.asking in FILED:
            return
        said = PLACES[number % len(PLACES)] if caller.asking == "place" else ANSWERS.get(caller.asking, said)
    raise ProtocolError("not_filed", f"The interview does not end; it asks for {caller.asking}.")
