"""How much of a reply has been heard: the device's word where it gives it, the clock where it does not."""

from __future__ import annotations

from collections.abc import Callable

from voicebot.talk.client_events import Playback

__all__ = ["PlaybackTracker"]

NOTHING_S = 0.25
"""A device reports so often: with less than this ahead it may wait for the desk, not the desk for it."""


class PlaybackTracker:
    """Follows one reply.

    A device that has never reported is taken to play in real time. One that has reported is believed.

    Args:
        clock: seconds, monotonic.
        reports: whether the device has reported in an earlier reply.
    """

    def __init__(self, clock: Callable[[], float], *, reports: bool = False) -> None:
        self._clock = clock
        self._lengths: list[float] = []
        self._started: float | None = None
        self._heard = 0.0
        self._progress = clock()
        self.reports = reports
        self.paused = False

    @property
    def sentence(self) -> int:
        """The sentence that is being heard."""
        passed, heard = 0.0, self.heard
        for index, length in enumerate(self._lengths):
            passed += length
            if heard < passed:
                return index
        return max(0, len(self._lengths) - 1)

    @property
    def sent(self) -> float:
        """Seconds of sound sent."""
        return sum(self._lengths)

    @property
    def heard(self) -> float:
        """Seconds of sound heard, at most what was sent."""
        if self.reports or self._started is None:
            return min(self._heard, self.sent)
        return min(self.sent, self._clock() - self._started)

    @property
    def ahead(self) -> float:
        """Seconds sent and not yet heard."""
        return self.sent - self.heard

    @property
    def from_ms(self) -> int:
        """Milliseconds heard of the sentence that is being heard."""
        return round((self.heard - sum(self._lengths[: self.sentence])) * 1000)

    @property
    def stalled(self) -> float:
        """Seconds since the device last took or heard anything; 0 while it is paused."""
        return 0.0 if self.paused else self._clock() - self._progress

    def add(self, sentence: int, seconds: float) -> None:
        """A frame was sent."""
        if self._started is None:
            self._started = self._clock()
        while len(self._lengths) <= sentence:
            self._lengths.append(0.0)
        if self.ahead < NOTHING_S:
            self._progress = self._clock()
        self._lengths[sentence] += seconds

    def report(self, event: Playback) -> None:
        """The device says what was heard."""
        self.reports = True
        heard = sum(self._lengths[: event.sentence]) + event.played_ms / 1000
        if event.state == "finished":
            heard = max(heard, sum(self._lengths[: event.sentence + 1]))
        if heard > self._heard or event.state == "started":
            self._progress = self._clock()
        self._heard = max(self._heard, heard)
        self.paused = event.state == "paused"
