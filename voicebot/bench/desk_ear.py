"""Hears a sound as the desk hears a caller: listener, recogniser in the pauses, guard; no sockets."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from voicebot.audio import Audio
from voicebot.audio.level import rms_db
from voicebot.hear.ending import Ending, sentence_ending
from voicebot.hear.guard import Verdict, judge
from voicebot.hear.listener import Event, Listener, Paused, SpeechStarted, TurnEnded
from voicebot.hear.patience import PRESETS
from voicebot.hear.transcriber import Transcriber, Transcript
from voicebot.hear.vad import SileroModel
from voicebot.talk.answers import answers, listen_for
from voicebot.understand.expected import expected_answer
from voicebot.understand.led import NOTHING, Lead

__all__ = ["DeskEar", "TurnHeard"]

_FRAME_S = 0.04
_AFTERWARDS_S = 4.0
"""Silence after the sound: longer than the longest wait of a fresh caller's patience."""


@dataclass(frozen=True, slots=True)
class TurnHeard:
    """One turn, and what became of it.

    Attributes:
        turn: its sound.
        transcript: its words.
        verdict: whether they count.
        answer: which of the expected answers they are, if any.
    """

    turn: TurnEnded
    transcript: Transcript
    verdict: Verdict
    answer: str | None = None


class DeskEar:
    """The desk's hearing with one caller after the other.

    Args:
        activity: voice activity.
        transcriber: the recogniser; asked only when a turn is under way.
        channel: whose patience it has.
        expected: the answers that the desk waits for; see `voicebot.understand.expected`.
        lead: what they may hold besides.
        ends: how it sounds that these were the words; nothing where their grammar says.
    """

    def __init__(
        self,
        activity: SileroModel,
        transcriber: Transcriber,
        *,
        channel: str = "browser",
        expected: Collection[str] = (),
        lead: Lead = NOTHING,
        ends: Callable[[Transcript], Ending | None] = lambda _: None,
    ) -> None:
        self._activity = activity
        self._transcriber = transcriber
        self._patience = PRESETS[channel]
        self._expected = expected
        self._lead = lead
        self._ends = ends
        self._guess: Transcript | None = None

    def hear(self, sound: Audio, language: str = "ko") -> list[TurnHeard]:
        """A new caller makes this sound and is silent then; the turns that the desk takes it for."""
        listener = Listener(self._activity, patience=self._patience)
        listener.await_answer(bool(self._expected))
        whole = Audio.join([sound, Audio.silence(_AFTERWARDS_S, sound.rate)])
        self._guess = None
        turns: list[TurnHeard] = []
        size = round(_FRAME_S * sound.rate)
        for start in range(0, len(whole.samples), size):
            frame = Audio(whole.samples[start : start + size], sound.rate)
            for event in listener.push(frame):
                turns += self._take(listener, event, language)
        return turns

    def _take(self, listener: Listener, event: Event, language: str) -> list[TurnHeard]:
        match event:
            case Paused():
                self._guess = self._recognise(event.audio, language)
                ended = listener.judge_pause(self._ending(self._guess, language), event.number)
                return [turn for further in ended for turn in self._take(listener, further, language)]
            case SpeechStarted():
                self._guess = None
            case TurnEnded():
                return [self._judged(event, language)]
        return []

    def _recognise(self, sound: Audio, language: str) -> Transcript:
        return listen_for(self._transcriber, sound, language, self._expected, lead=self._lead)

    def _ending(self, guess: Transcript, language: str) -> Ending:
        if ending := self._ends(guess):
            return ending
        answer = expected_answer(guess.hypotheses, self._expected, language)
        return Ending.FINISHED if answer else sentence_ending(guess.text, language)

    def _judged(self, turn: TurnEnded, language: str) -> TurnHeard:
        """The guess of the last pause is the transcript, where there was one."""
        transcript, self._guess = self._guess or self._recognise(turn.audio, language), None
        answer = expected_answer(transcript.hypotheses, self._expected, language)
        verdict = judge(
            transcript,
            speech_seconds=turn.speech_seconds,
            level_db=rms_db(turn.audio),
            language=language,
            answers=answers(transcript, self._expected, language),
        )
        return TurnHeard(turn, transcript, verdict, answer)
