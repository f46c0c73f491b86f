"""What one builds from the same parts in an afternoon: one thing after the other.

openai-whisper after a fixed silence, then the whole answer synthesised before any of it is heard. It runs on
sound time plus the time that its work takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from voicebot.audio import Audio
from voicebot.bench.listening import FRAME_S, TAIL_S, fixed
from voicebot.bench.pauses import HISS_DB, hiss
from voicebot.hear.listener import Listener, TurnEnded
from voicebot.hear.transcriber import Transcriber
from voicebot.hear.vad import RATE, SileroModel
from voicebot.speak.cache import SpeechCache
from voicebot.speak.speaker import Speaker
from voicebot.speak.synthesizer import Synthesizer
from voicebot.understand.meaning import Reading

__all__ = ["PLAIN_SILENCE_S", "PlainPipeline"]

PLAIN_SILENCE_S = 0.8
"""After so much silence a turn is over."""


@dataclass(frozen=True, slots=True)
class PlainPipeline:
    """Hears a question out, recognises it, finds the answer, makes all of its sound.

    Attributes:
        activity: voice activity.
        transcriber: the recogniser.
        understand: finds the answer to recognised words.
        voice: the synthesizer.
        folder: what it has said, a cache for every question.
        clock: seconds.
    """

    activity: SileroModel
    transcriber: Transcriber
    understand: Callable[[Sequence[Reading]], object]
    voice: Synthesizer
    folder: Path
    clock: Callable[[], float] = time.perf_counter

    def first_sound_s(self, question: Audio, answer: Sequence[str], number: int) -> float:
        """Seconds from the last word of a question to the first sound of the answer.

        Args:
            question: at 16 kHz, up to its last word.
            answer: the sentences to be said.
            number: of the question; what was said to it before is in its cache.
        """
        turn, silence = self._turn(question)
        begun = self.clock()
        heard = self.transcriber.transcribe(turn.audio, language="ko")
        if heard.hypotheses:
            self.understand([Reading(one.text, one.score) for one in heard.hypotheses])
        cache = SpeechCache(self.folder / str(number))
        Speaker(self.voice, cache).speak(" ".join(answer), language="ko")
        return silence + self.clock() - begun

    def _turn(self, question: Audio) -> tuple[TurnEnded, float]:
        """The last turn of a question, and the seconds from its last word until it is taken for over."""
        listener = Listener(self.activity, patience=fixed(PLAIN_SILENCE_S))
        ended = [event for event in listener.push(question) if isinstance(event, TurnEnded)]
        step = round(FRAME_S * RATE)
        tail = hiss(TAIL_S, HISS_DB, 0).samples
        for start in range(0, len(tail), step):
            for event in listener.push(Audio(tail[start : start + step], RATE)):
                if isinstance(event, TurnEnded):
                    return event, (start + step) / RATE
        return ended[-1], 0.0
