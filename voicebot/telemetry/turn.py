"""One record a turn: when each stage was reached, from the end of speech to the first sound."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum

from voicebot.telemetry.metrics import FIRST_SOUND, STAGE_SECONDS
from voicebot.telemetry.recent import RECENT, TurnRow

__all__ = ["Stage", "Turn"]


class Stage(StrEnum):
    """The moments of a turn, in the order in which they are reached."""

    SPEECH_END = "speech_end"
    TURN_END = "turn_end"
    RECOGNISED = "recognised"
    MATCHED = "matched"
    SOUND_READY = "sound_ready"
    SOUND_SENT = "sound_sent"
    SOUND_HEARD = "sound_heard"


@dataclass(slots=True)
class Turn:
    """When each stage of one turn was reached; no words, nothing of the caller.

    Attributes:
        kind: what was replied (answer, choices, …).
        voice: recorded, cached or synthesised.
        ended: why the turn ended; typed and pressed turns have no such reason.
        at: seconds of the monotonic clock, by stage.
    """

    kind: str = ""
    voice: str = ""
    ended: str = ""
    at: dict[Stage, float] = field(default_factory=dict)

    def stamp(self, stage: Stage, at: float | None = None) -> None:
        """Note that a stage was reached; the first time counts."""
        self.at.setdefault(stage, time.monotonic() if at is None else at)

    def since(self, start: Stage = Stage.TURN_END) -> dict[str, int]:
        """Milliseconds from `start` to every later stage that was reached."""
        if start not in self.at:
            return {}
        begun = self.at[start]
        return {f"{stage}_ms": round((at - begun) * 1000) for stage, at in self.at.items() if at >= begun}

    def finish(self) -> None:
        """Count the turn in the metrics, and keep its times for the debug page."""
        if Stage.TURN_END not in self.at:
            return  # the desk spoke unasked
        for stage, moment in self.at.items():
            if stage not in (Stage.TURN_END, Stage.SPEECH_END):
                STAGE_SECONDS.labels(stage=stage).observe(max(0.0, moment - self.at[Stage.TURN_END]))
        if self.ended and Stage.SOUND_SENT in self.at:
            FIRST_SOUND.labels(voice=self.voice).observe(
                self.at[Stage.SOUND_SENT] - self.at[Stage.SPEECH_END]
            )
        RECENT.add(TurnRow(self.kind, self.voice, self.ended, self.since(Stage.SPEECH_END)))
