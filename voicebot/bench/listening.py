"""One clip, one pair of ears: when does the turn end, with our listener and with a fixed silence?

A clip is heard in frames of 40 ms, as `voicebot.talk.ears` hears a caller. Time is the sound that was heard:
while the recogniser works in a pause, as much sound passes as it takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from voicebot.audio import Audio
from voicebot.bench.pauses import Clip, hiss
from voicebot.hear.ending import Ending, sentence_ending
from voicebot.hear.listener import Event, Listener, Paused, TurnEnded, TurnReopened
from voicebot.hear.patience import Patience
from voicebot.hear.transcriber import Transcriber
from voicebot.hear.turn import Ended, TurnMachine
from voicebot.hear.vad import RATE, WINDOW, SileroModel, VoiceActivity

__all__ = ["FIXED_S", "FRAME_S", "TAIL_S", "Judge", "Outcome", "fixed", "fixed_turns", "our_turns", "reader"]

FIXED_S = (0.5, 0.8, 1.5, 2.5)
"""Silences after which other voice agents end a turn."""

FRAME_S = 0.04
TAIL_S = 12.0
"""Silence after the last word: longer than the longest wait."""

Judge = Callable[[Audio], tuple[Ending, float]]
"""How the turn so far sounds, and the seconds it took to tell."""


@dataclass(slots=True)
class Outcome:
    """What became of one clip.

    Attributes:
        clip: which.
        early: how the words sounded each time the turn ended before the last of them; empty: not judged yet.
        reopened: how often the turn was taken up again.
        end_s: seconds from the last word to the end of the turn; nothing where it had ended before.
        judged: seconds that the recogniser took in each pause.
    """

    clip: Clip
    early: list[str] = field(default_factory=list)
    reopened: int = 0
    end_s: float | None = None
    judged: list[float] = field(default_factory=list)

    @property
    def cut_off(self) -> bool:
        """Whether the turn ended too early and stayed ended."""
        return len(self.early) > self.reopened

    @property
    def joined(self) -> bool:
        """Whether all of it became one turn, ended once."""
        return not self.cut_off and self.end_s is not None

    def ended(self, at: float, ending: str = "") -> None:
        """The turn has ended, after so many seconds of sound: too early, or (the first time) as it should."""
        if at < self.clip.end:
            self.early.append(ending)
        elif self.end_s is None:
            self.end_s = at - self.clip.end


class _OurEar:
    """Our listener with one clip; the recogniser does one thing at a time."""

    def __init__(self, listener: Listener, judge: Judge, outcome: Outcome) -> None:
        self._listener = listener
        self._judge = judge
        self._outcome = outcome
        self._now = 0.0
        self._free_at = 0.0
        self._guess: tuple[Ending, int] | None = None
        self._ending = ""

    def push(self, frame: Audio) -> None:
        """Hear a frame; first of all comes what the recogniser has found meanwhile."""
        if self._guess and self._now >= self._free_at:
            (ending, number), self._guess = self._guess, None
            self._ending = ending.value
            self._take(self._listener.judge_pause(ending, number))
        self._now += frame.duration
        self._take(self._listener.push(frame))

    def _take(self, events: list[Event]) -> None:
        for event in events:
            match event:
                case Paused():
                    self._read(event)
                case TurnReopened():
                    self._outcome.reopened += 1
                case TurnEnded():
                    self._guess = None
                    self._outcome.ended(self._now, self._ending)

    def _read(self, pause: Paused) -> None:
        ending, seconds = self._judge(pause.audio)
        self._outcome.judged.append(seconds)
        self._guess = ending, pause.number
        self._free_at = max(self._now, self._free_at) + seconds
        self._ending = ""


def our_turns(clip: Clip, model: SileroModel, judge: Judge, patience: Patience) -> Outcome:
    """Hear a clip as the desk does, until its turn has ended."""
    outcome = Outcome(clip)
    ear = _OurEar(Listener(model, patience=patience), judge, outcome)
    sound = _with_tail(clip)
    size = round(FRAME_S * RATE)
    for start in range(0, len(sound.samples), size):
        ear.push(Audio(sound.samples[start : start + size], RATE))
        if outcome.end_s is not None:
            break
    return outcome


def fixed_turns(clip: Clip, model: SileroModel, silences: Sequence[float] = FIXED_S) -> dict[float, Outcome]:
    """Hear a clip with turns that end after so much silence, whatever was said; nothing is reopened."""
    outcomes = {silence: Outcome(clip) for silence in silences}
    machines = {silence: TurnMachine(patience=fixed(silence)) for silence in silences}
    for window in VoiceActivity(model).push(_with_tail(clip).samples):
        for silence, machine in machines.items():
            if any(isinstance(decision, Ended) for decision in machine.hear(WINDOW / RATE, window.speech)):
                outcomes[silence].ended(window.end)
        if all(outcome.end_s is not None for outcome in outcomes.values()):
            break
    return outcomes


def fixed(silence: float) -> Patience:
    """The patience of other voice agents: one silence for everything, and nothing learned."""
    return Patience(finished=silence, unclear=silence, unfinished=silence, asked=silence, ceiling=silence)


def reader(transcriber: Transcriber, latency_s: float | None = None) -> Judge:
    """Judge a turn by its recognised words, as the desk does.

    Args:
        transcriber: the recogniser.
        latency_s: the most it takes on a machine that does nothing else; as measured when empty.
    """

    def judge(sound: Audio) -> tuple[Ending, float]:
        begun = time.perf_counter()
        heard = transcriber.transcribe(sound, language="ko", n_best=1)
        ending = sentence_ending(heard.text, "ko")
        took = time.perf_counter() - begun
        return ending, took if latency_s is None else min(took, latency_s)

    return judge


def _with_tail(clip: Clip) -> Audio:
    return Audio.join([clip.sound, hiss(TAIL_S, clip.floor_db, len(clip.sound.samples))])
