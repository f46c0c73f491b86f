"""How long a silence may be: by how the words sound, by the channel, and by what the caller has shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from voicebot.hear.ending import Ending

__all__ = ["PRESETS", "Patience"]

_NEAR_THE_END = 0.75
_A_LITTLE, _MUCH, _MOST = 1.1, 1.25, 1.6


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds of silence that end a turn; it grows with the caller's own pauses and never shrinks.

    Older Korean speakers pause 0.55 ± 0.44 s inside an utterance, and one pause in twenty on the phone is
    longer than 2.5 s (design/product.md).

    Attributes:
        finished: after a final ending.
        unclear: after what may be the end or not.
        unfinished: after a particle, a connective, a modifier, a filler, part of a number.
        asked: after "잠깐만요" in mid-sentence: the caller asks for time.
        nothing: before the desk speaks up because nothing has been said.
        ceiling: no silence in auto mode is longer, whatever was learned.
        factor: what was learned; multiplies all but the ceiling.
    """

    finished: float = 0.7
    unclear: float = 1.6
    unfinished: float = 2.8
    asked: float = 8.0
    nothing: float = 12.0
    ceiling: float = 10.0
    factor: float = 1.0

    def times(self, factor: float) -> Patience:
        """Everything longer or shorter, as the caller's device asks."""
        return replace(self, factor=self.factor * factor)

    def wait(self, ending: Ending) -> float:
        """Seconds for one kind of ending."""
        waits = {
            Ending.FINISHED: self.finished,
            Ending.UNFINISHED: self.unfinished,
            Ending.ASKED: self.asked,
        }
        return min(self.ceiling, waits.get(ending, self.unclear) * self.factor)

    def after_pause(self, seconds: float, ending: Ending) -> Patience:
        """The caller went on after a pause: one that had nearly ended the turn makes every wait longer."""
        near = seconds >= self.wait(ending) * _NEAR_THE_END
        return self._grown(_A_LITTLE) if near else self

    def after_cut(self) -> Patience:
        """The caller had not finished when the turn was ended."""
        return self._grown(_MUCH)

    def _grown(self, by: float) -> Patience:
        return replace(self, factor=max(self.factor, min(_MOST, self.factor * by)))


PRESETS = {
    "kiosk": Patience(finished=0.8, unclear=1.8, unfinished=3.0, nothing=10.0),
    "browser": Patience(),
    "phone": Patience(nothing=8.0),
}
"""By channel: at a kiosk people are older and before strangers; on the phone silence soon sounds dead."""
