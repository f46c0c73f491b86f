"""Whether what was heard was words, and meant for the desk: near enough, long enough, no "네" in passing."""

from __future__ import annotations

from voicebot.audio import Audio
from voicebot.audio.level import rms_db
from voicebot.hear.guard import Verdict, judge
from voicebot.hear.listener import TurnEnded
from voicebot.hear.transcriber import Transcript
from voicebot.talk.session.head import Head
from voicebot.talk.shortcuts import is_back_channel

__all__ = ["Judging"]

SPOKEN_OVER_S = 0.8
"""Speech over a reply that is shorter may be a cough or a "네"; what is longer was meant for the desk."""

FAINTER_DB = 10.0
"""Who is heard so much more faintly than the caller was stands three times as far off."""

USUAL_DB = -30.0
"""How loud a caller is who has only typed so far, dB of full scale."""


class Judging:
    """Judges what one caller is heard to say.

    Args:
        head: knows what the desk waits for, and whether it is being heard.
    """

    def __init__(self, head: Head) -> None:
        self._head = head
        self._voice_db = USUAL_DB

    def understood(self, sound: Audio) -> None:
        """Words were taken for the caller's: this is how loud the caller is."""
        self._voice_db = rms_db(sound)

    def verdict(self, event: TurnEnded, transcript: Transcript) -> Verdict:
        """Whether the sound bears out the words."""
        return judge(
            transcript,
            speech_seconds=event.speech_seconds,
            level_db=rms_db(event.audio),
            language=self._head.language,
            answers=self._head.mind.borne_out(transcript),
        )

    def was_meant(self, event: TurnEnded, verdict: Verdict) -> bool:
        """Whether the caller, and nobody farther off, said something to the desk over its reply."""
        near = rms_db(event.audio) >= self._voice_db - FAINTER_DB
        return verdict.garbled and near and event.speech_seconds >= SPOKEN_OVER_S

    def is_aside(self, event: TurnEnded, transcript: Transcript) -> bool:
        """Whether it is a "네" of somebody who listens, and answers no question."""
        listening = self._head.mouth.sounding or event.continues
        return listening and not self._head.has_asked() and is_back_channel(transcript.text)
