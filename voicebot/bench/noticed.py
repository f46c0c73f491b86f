"""How late the desk notices speech: later than its detector does when it hears the same sound alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from voicebot.audio import Audio
from voicebot.bench.microphone import Saying
from voicebot.client.caller import FRAME_S
from voicebot.hear.listener import Listener, SpeechStarted
from voicebot.hear.vad import SileroModel

__all__ = ["Noticed", "enough_sent", "weigh"]


@dataclass(slots=True)
class Noticed:
    """One piece of speech and the desk's ``speech_started``.

    Attributes:
        saying: when it was spoken.
        at: when the event came; seconds, monotonic.
        enough_s: seconds of the stream at the end of the frame with which the detector, alone and without
            waiting, has heard enough speech.
        late_s: seconds by which the caller itself sent that frame late.
    """

    saying: Saying
    at: float | None = None
    enough_s: float | None = None
    late_s: float = 0.0

    @property
    def noticed_s(self) -> float | None:
        """From the true start of speech to the event, with the 250 ms of speech that must be heard."""
        return None if self.at is None or self.saying.begun is None else self.at - self.saying.begun

    @property
    def lag_s(self) -> float | None:
        """From when the frame with which enough has been said was due, to the event at the caller."""
        if self.noticed_s is None or self.enough_s is None:
            return None
        return self.noticed_s - (self.enough_s - self.saying.at_s)

    @property
    def desk_lag_s(self) -> float | None:
        """As `lag_s`, from when that frame was really sent."""
        return None if self.lag_s is None else self.lag_s - self.late_s


def enough_sent(model: SileroModel, sound: Audio) -> list[float]:
    """Seconds of `sound` at the end of each frame with which speech has started for a detector alone."""
    listener, step, found = Listener(model), round(FRAME_S * sound.rate), list[float]()
    for start in range(0, len(sound.samples), step):
        events = listener.push(Audio(sound.samples[start : start + step], sound.rate))
        if any(isinstance(event, SpeechStarted) for event in events):
            found.append((start + step) / sound.rate)
    return found


def weigh(said: Sequence[Noticed], enough: Sequence[float], late: Sequence[float]) -> None:
    """Tell everything one caller said when enough of it had been sent, and how late that frame was.

    Args:
        said: in order.
        enough: from `enough_sent`, of the caller's whole stream.
        late: of each of the caller's frames, seconds.
    """
    for one in said:
        following = bisect_right(enough, one.saying.at_s)
        if one.saying.begun is not None and following < len(enough):
            one.enough_s = enough[following]
            one.late_s = late[round(one.enough_s / FRAME_S) - 1]
