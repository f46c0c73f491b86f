"""Listens to one caller: frames of sound in, turns out. No clock: time is the sound that was heard."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from voicebot.audio.resample import StreamResampler
from voicebot.audio.sound import Audio, Samples
from voicebot.hear.ending import Ending
from voicebot.hear.patience import Patience
from voicebot.hear.turn import PAUSE_S, Decision, Ended, Mode, Reason, Started, Stopped, TurnMachine
from voicebot.hear.turn import Paused as PauseDecided
from voicebot.hear.turn import Quiet as NothingSaid
from voicebot.hear.turn import Reopened as TurnReopened
from voicebot.hear.turn import Settled as SpeechSettled
from voicebot.hear.turn import Stirred as SpeechStirred
from voicebot.hear.vad import RATE, WINDOW, SileroModel, VoiceActivity, WindowHeard

__all__ = [
    "Event",
    "Listener",
    "NothingSaid",
    "Paused",
    "SpeechSettled",
    "SpeechStarted",
    "SpeechStirred",
    "SpeechStopped",
    "TurnEnded",
    "TurnReopened",
]

PRE_ROLL_S = 0.4
"""Sound kept from before the first speech: the start of 네 is quieter than what voice activity notices."""

_WINDOW_S = WINDOW / RATE
_PAUSE_WINDOWS = math.ceil(PAUSE_S / _WINDOW_S)
_WAITING_S = 3.0


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody speaks, for the first time in the turn or after a pause; `at` is seconds of sound heard."""

    at: float


@dataclass(frozen=True, slots=True)
class SpeechStopped:
    """Nobody speaks any more; `at` is when the speech stopped, in seconds of sound heard."""

    at: float


@dataclass(frozen=True, slots=True, eq=False)
class Paused:
    """A pause: `audio` is the turn so far, to be recognised on suspicion; hand `number` to `judge_pause`."""

    audio: Audio
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class TurnEnded:
    """The turn is over.

    Attributes:
        audio: the turn at 16 kHz, with what came just before it.
        reason: why it ended.
        speech_seconds: how much of it was speech.
        silence: seconds from the end of speech to this decision.
        end_of_speech_at: seconds of sound heard.
        continues: `audio` is a further part of the turn before.
    """

    audio: Audio
    reason: Reason
    speech_seconds: float
    silence: float
    end_of_speech_at: float
    continues: bool = False


Event = (
    SpeechStirred
    | SpeechSettled
    | SpeechStarted
    | SpeechStopped
    | Paused
    | TurnEnded
    | TurnReopened
    | NothingSaid
)


class Listener:
    """One caller's ear. Call it from one thread at a time; it computes (0.2 ms for 32 ms of sound).

    Args:
        model: voice activity, shared by all callers.
        mode: who ends a turn: ``auto``, ``hold`` or ``press``.
        patience: how long silences may be.
        limit_s: longest turn, in seconds.

    Attributes:
        activity: the caller's voice activity, which may be run together with others'.
    """

    def __init__(
        self,
        model: SileroModel,
        *,
        mode: str = "auto",
        patience: Patience | None = None,
        limit_s: float = 60.0,
    ) -> None:
        self.activity = VoiceActivity(model)
        self._machine = TurnMachine(Mode(mode), patience, limit_s)
        self._resampler: StreamResampler | None = None
        self._rate = RATE
        self._windows: list[Samples] = []
        self._now = 0.0

    @property
    def speaking(self) -> bool:
        """Whether the caller speaks."""
        return self._machine.speaking

    @property
    def patience(self) -> Patience:
        """What has been learned of this caller."""
        return self._machine.patience

    @property
    def turn_s(self) -> float:
        """Seconds of sound in the turn under way."""
        return len(self._windows) * _WINDOW_S if self._machine.open else 0.0

    def so_far(self) -> Audio:
        """The turn under way, up to now."""
        return self._sound(0.0)

    def configure(self, mode: str, patience: Patience) -> list[Event]:
        """Change how turns end."""
        self._machine.configure(Mode(mode), patience)
        return []

    def expect(self, wait: float = 0.0) -> list[Event]:
        """It is the caller's turn from now on; `wait` more seconds of grace before `NothingSaid`."""
        self._machine.expect(wait)
        return []

    def pass_over(self, seconds: float) -> list[Event]:
        """So long nothing was heard, because the microphone was closed."""
        self._machine.pass_over(seconds)
        return []

    def await_answer(self, waiting: bool) -> list[Event]:
        """Whether the caller has been asked something, which may be answered with a syllable."""
        self._machine.await_answer(waiting)
        self.activity.await_answer(waiting)
        return []

    def push(self, audio: Audio) -> list[Event]:
        """Hear a frame at any rate; what it leads to, in order."""
        return self.feed(self.activity.push(self.windows_wanted(audio)))

    def windows_wanted(self, audio: Audio) -> Samples:
        """A frame as voice activity wants it, shape (n,) at 16 kHz; hand what it finds to `feed`."""
        if audio.rate != self._rate:
            self._rate = audio.rate
            self._resampler = None if audio.rate == RATE else StreamResampler(audio.rate, RATE)
        return self._resampler.push(audio.samples) if self._resampler else audio.samples

    def feed(self, windows: list[WindowHeard]) -> list[Event]:
        """Hear windows that voice activity has judged; what they lead to, in order."""
        return [event for window in windows for event in self._hear(window)]

    def judge_pause(self, ending: Ending, pause: int | None = None) -> list[Event]:
        """Tell how the words before a pause sound; without `pause`, the one under way."""
        return self._events(self._machine.judge(ending, pause))

    def commit(self) -> list[Event]:
        """The caller says that this was all."""
        return self._events(self._machine.commit())

    def hold(self, down: bool) -> list[Event]:
        """The button to talk went down or up."""
        if down and not self._machine.open:
            self._keep(PRE_ROLL_S)
        return self._events(self._machine.hold(down))

    def clear(self) -> list[Event]:
        """Forget the turn under way."""
        self._machine.clear()
        self._windows.clear()
        return []

    def _hear(self, window: WindowHeard) -> list[Event]:
        self._now = window.end
        self._windows.append(window.samples)
        was_open = self._machine.open
        decisions = self._machine.hear(_WINDOW_S, window.speech)
        if not self._machine.open and not was_open:
            self._keep(_WAITING_S)
        for decision in decisions:
            if isinstance(decision, Started) and not was_open:
                self._keep(decision.ago + PRE_ROLL_S)
        return self._events(decisions)

    def _keep(self, seconds: float) -> None:
        """Forget what is older."""
        surplus = len(self._windows) - math.ceil(seconds / _WINDOW_S)
        del self._windows[: max(0, surplus)]

    def _sound(self, silence: float) -> Audio:
        """The turn so far; of the silence after it only what a pause takes, as the guess heard it."""
        surplus = max(0, round(silence / _WINDOW_S) - _PAUSE_WINDOWS)
        windows = self._windows[: len(self._windows) - surplus]
        return Audio(np.concatenate([np.zeros(0, np.float32), *windows]), RATE)

    def _events(self, decisions: list[Decision]) -> list[Event]:
        return [self._event(decision) for decision in decisions]

    def _event(self, decision: Decision) -> Event:
        match decision:
            case Started(ago):
                return SpeechStarted(self._now - ago)
            case Stopped(ago):
                return SpeechStopped(self._now - ago)
            case PauseDecided(number):
                return Paused(self._sound(0.0), number)
            case Ended():
                return self._ended(decision)
            case _:
                return decision

    def _ended(self, ended: Ended) -> TurnEnded:
        audio = self._sound(ended.silence)
        self._windows.clear()
        at = self._now - ended.silence
        return TurnEnded(audio, ended.reason, ended.speech, ended.silence, at, ended.continues)
