"""Whose turn is it? Seconds and booleans in, decisions out: no clock, no sound, no socket.

::

    waiting ──speech for 250 ms, or the button is held──▶ open ──▶ ended ──▶ waiting
       ▲                                                │  ▲                  │
       │                                      silence   ▼  │ speech           │ speech within 2.5 s
       └── 2.5 s ────────────────────────────────────── pausing               └──▶ reopened: open again

How long a pause may be depends on what was said (`voicebot.hear.patience`): a finished sentence ends the turn
early, an unfinished one waits. Who goes on within 2.5 s of the end was not finished after all: the turn is
reopened, and what follows is its second part.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from voicebot.hear.ending import Ending
from voicebot.hear.patience import Patience

__all__ = [
    "ANSWER_SPEECH_S",
    "MINIMUM_SPEECH_S",
    "REOPEN_S",
    "Decision",
    "Ended",
    "Mode",
    "Paused",
    "Quiet",
    "Reason",
    "Reopened",
    "Settled",
    "Started",
    "Stirred",
    "Stopped",
    "TurnMachine",
]


class Mode(StrEnum):
    """Who says that the turn is over: the desk (auto), a released button (hold), a pressed one (press)."""

    AUTO = "auto"
    HOLD = "hold"
    PRESS = "press"


class Reason(StrEnum):
    """Why a turn ended."""

    FINAL_ENDING = "final_ending"
    SILENCE = "silence"
    COMMIT = "commit"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Stirred:
    """Something that may become speech; it becomes `Started`, or `Settled`."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What stirred was a cough or a click."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """The caller goes on: the turn that ended is under way again. `Started` follows."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nothing has been said for as long as the patience allows; said once, until the next turn."""


@dataclass(frozen=True, slots=True)
class Started:
    """Speech began, for the first time in the turn or after a pause; `ago` seconds before now."""

    ago: float


@dataclass(frozen=True, slots=True)
class Stopped:
    """Speech stopped `ago` seconds before now; the turn may go on."""

    ago: float


@dataclass(frozen=True, slots=True)
class Paused:
    """The pause is long enough to look at the words; `number` names the pause when they are judged."""

    number: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The turn is over.

    Attributes:
        reason: why.
        silence: seconds since the last speech.
        speech: seconds of speech in the turn, or in this part of it.
        continues: this is a further part of the turn that ended before.
    """

    reason: Reason
    silence: float
    speech: float
    continues: bool = False


Decision = Stirred | Settled | Reopened | Started | Stopped | Paused | Ended | Quiet

PAUSE_S = 0.3
"""Silence after which the words so far are recognised."""

MINIMUM_SPEECH_S = 0.25
"""Less than this is a cough or a click (design/speech.md)."""

ANSWER_SPEECH_S = 0.15
"""Where the caller has been asked for a word: of 구, 사, 팔 said alone no more may be heard as speech."""

REOPEN_S = 2.5
"""Who speaks so soon after the end of a turn goes on with it (design/product.md)."""

_STIR_S = 0.06
_RESUME_S = 0.1
_UNHEARD_S = 1.0
_SENTENCE_S = 0.8
_BY_ITSELF = (Reason.FINAL_ENDING, Reason.SILENCE)
_ROUNDING = 1e-9


class TurnMachine:
    """The turns of one caller.

    Args:
        mode: who ends a turn.
        patience: how long a silence may be in auto mode.
        limit: longest turn, in seconds.
    """

    def __init__(self, mode: Mode = Mode.AUTO, patience: Patience | None = None, limit: float = 60.0) -> None:
        self._limit = limit
        self._held = False
        self._pauses = 0
        self._since_end = math.inf
        self._least_speech = MINIMUM_SPEECH_S
        self.configure(mode, patience or Patience())
        self.clear()

    @property
    def open(self) -> bool:
        """Whether a turn is under way."""
        return self._open

    @property
    def speaking(self) -> bool:
        """Whether the caller speaks, as far as is known."""
        return self._open and not self._pausing

    @property
    def patience(self) -> Patience:
        """What has been learned."""
        return self._patience

    def configure(self, mode: Mode, patience: Patience) -> None:
        """Change how turns end; the turn under way goes on."""
        self._mode = mode
        self._patience = patience

    def clear(self) -> None:
        """Forget the turn under way, and everything heard since the last one."""
        self._open = self._held
        self._continues = False
        self._stirred = False
        self._asked = False
        self._elapsed = 0.0
        self._speech = 0.0
        self._run = 0.0
        self._silence = 0.0
        self._pausing = True
        self._ending = Ending.UNCLEAR
        self._listened = 0.0

    def expect(self, wait: float = 0.0) -> None:
        """The caller's turn has come: count the silence from now, after so many seconds of grace."""
        if not self._open:
            self._asked = False
            self._listened = -wait

    def pass_over(self, seconds: float) -> None:
        """Time passed of which nothing was heard: the microphone was closed while the desk spoke."""
        self._since_end += seconds

    def await_answer(self, waiting: bool) -> None:
        """Whether the caller has been asked something: then a syllable is enough to begin a turn."""
        self._least_speech = ANSWER_SPEECH_S if waiting else MINIMUM_SPEECH_S

    def hear(self, seconds: float, speech: bool) -> list[Decision]:
        """Time passed, with or without speech."""
        self._listened += seconds
        self._since_end += seconds
        if self._mode is Mode.HOLD and not self._held:
            return []
        if self._open:
            return self._hear_open(seconds, speech)
        return self._hear_waiting(seconds, speech)

    def judge(self, ending: Ending, pause: int | None = None) -> list[Decision]:
        """The words before a pause were judged; what is said of an earlier pause no longer counts."""
        current = self._pausing and self._open and self._speech > 0
        if not current or (pause is not None and pause != self._pauses):
            return []
        self._ending = ending
        return self._end_if_due()

    def hold(self, down: bool) -> list[Decision]:
        """The button went down (the turn is open, whatever is heard) or up (it is over)."""
        was_held, self._held = self._held, down
        if down:
            self._open = True
            return []
        return self._end(Reason.COMMIT) if was_held and self._open else []

    def commit(self) -> list[Decision]:
        """The caller says that this was all.

        Without speech it still ends a turn, so that a caller who was not heard is told; just after the end of
        one (a second press, or a press that crossed the desk's own decision) it means nothing.
        """
        return self._end(Reason.COMMIT) if self._open or self._listened >= _UNHEARD_S else []

    def _hear_waiting(self, seconds: float, speech: bool) -> list[Decision]:
        """Before a turn: enough speech, with no more than short gaps, opens it."""
        if speech:
            return self._hear_first(seconds)
        if self._speech:
            self._silence += seconds
            self._elapsed += seconds
            if self._silence < PAUSE_S - _ROUNDING:
                return []
            self._speech = self._elapsed = self._silence = 0.0
            stirred, self._stirred = self._stirred, False
            return [Settled()] if stirred else []
        return self._hear_nothing()

    def _hear_first(self, seconds: float) -> list[Decision]:
        self._silence = 0.0
        self._speech += seconds
        self._elapsed += seconds
        if self._speech < self._least_speech - _ROUNDING:
            stirs = not self._stirred and self._speech >= _STIR_S - _ROUNDING
            self._stirred = self._stirred or stirs
            return [Stirred()] if stirs else []
        self._open = True
        self._pausing = False
        self._run = self._speech
        self._continues = self._since_end - self._elapsed < REOPEN_S
        reopened: list[Decision] = [Reopened()] if self._continues else []
        return [*reopened, Started(self._elapsed)]

    def _hear_nothing(self) -> list[Decision]:
        """Speak up once when nothing is said; in the other modes the caller's hand says when."""
        due = self._listened >= self._patience.nothing * self._patience.factor - _ROUNDING
        if self._mode is not Mode.AUTO or self._asked or not due:
            return []
        self._asked = True
        return [Quiet()]

    def _hear_open(self, seconds: float, speech: bool) -> list[Decision]:
        self._elapsed += seconds
        decisions = self._hear_speech(seconds) if speech else self._hear_silence(seconds)
        if not self._open:
            return decisions
        if self._elapsed >= self._limit - _ROUNDING:
            return decisions + self._end(Reason.LIMIT)
        return decisions

    def _hear_speech(self, seconds: float) -> list[Decision]:
        """A run of speech that is long enough ends the pause; a click in it does not."""
        self._run += seconds
        if self._run < _RESUME_S - _ROUNDING:
            return []
        if self._pausing:
            self._learn()
        # The first to count brings the whole run with it.
        self._speech += seconds if self._run - seconds >= _RESUME_S - _ROUNDING else self._run
        self._silence = 0.0
        self._ending = Ending.UNCLEAR
        if not self._pausing:
            return []
        self._pausing = False
        return [Started(self._run)]

    def _learn(self) -> None:
        """A pause is over; one after a mere "네" says nothing of how this caller forms sentences."""
        if self._mode is Mode.AUTO and self._speech >= _SENTENCE_S:
            self._patience = self._patience.after_pause(self._silence, self._ending)

    def _hear_silence(self, seconds: float) -> list[Decision]:
        click = self._run if self._run < _RESUME_S - _ROUNDING else 0.0
        self._silence += seconds + click
        self._run = 0.0
        if not self._pausing and self._silence >= PAUSE_S - _ROUNDING:
            self._pausing = True
            self._pauses += 1
            return [Stopped(self._silence), Paused(self._pauses)]
        return self._end_if_due()

    def _end_if_due(self) -> list[Decision]:
        """In auto mode, end when the silence is longer than such an ending deserves."""
        speaking = self._run > 0 or not self._pausing
        if self._mode is not Mode.AUTO or self._held or speaking:
            return []
        if self._silence < self._patience.wait(self._ending) - _ROUNDING:
            return []
        return self._end(Reason.FINAL_ENDING if self._ending is Ending.FINISHED else Reason.SILENCE)

    def _end(self, reason: Reason) -> list[Decision]:
        ended = Ended(reason, self._silence, self._speech, self._continues)
        stopped: list[Decision] = [] if self._pausing else [Stopped(self._silence)]
        if self._continues and self._speech >= _SENTENCE_S:
            self._patience = self._patience.after_cut()
        self._held = False
        self.clear()
        self._since_end = 0.0 if reason in _BY_ITSELF else math.inf
        return [*stopped, ended]
