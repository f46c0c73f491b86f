"""The line before a full desk: who is next, and how long it takes."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from voicebot.errors import ProtocolError
from voicebot.settings import Limits

__all__ = ["Line", "Place", "expected_wait"]

USUAL_S = 60.0
"""How long a conversation is taken to last before any has ended."""

_SOON_S = 10.0
_REMEMBERED = 20


def expected_wait(position: int, lasting: Sequence[float], usual: float) -> float:
    """Seconds until so many places have become free.

    Args:
        position: 1 is next.
        lasting: how long each conversation that is open has lasted so far.
        usual: how long one lasts; one that has lasted longer is expected to end soon.
    """
    if not lasting:
        return 0.0
    left = sorted(max(_SOON_S, usual - so_far) for so_far in lasting)
    rounds, nth = divmod(position - 1, len(left))
    return left[nth] + rounds * usual


@dataclass(slots=True, eq=False)
class Place:
    """One caller's place, in line or at the desk.

    Attributes:
        address: where the caller calls from.
        inside: the caller's turn has come.
        moved: set when the caller's turn comes nearer; who looks clears it.
        since: when the caller got in; seconds, monotonic.
    """

    address: str
    inside: bool = False
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    since: float = 0.0


class Line:
    """Lets in who fits, in the order in which they came.

    Args:
        limits: callers at once, in all and from one address, and how many may wait.
        clock: seconds, monotonic.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._inside: list[Place] = []
        self._waiting: list[Place] = []
        self._from: Counter[str] = Counter()
        self._lasted: deque[float] = deque(maxlen=_REMEMBERED)

    @property
    def inside(self) -> int:
        """Conversations now."""
        return len(self._inside)

    @property
    def waiting(self) -> int:
        """Callers in line."""
        return len(self._waiting)

    def join(self, address: str, *, back: bool = False) -> Place:
        """Take a place: at the desk if there is one or the caller comes back, else at the end of the line.

        Raises:
            ProtocolError: ``too_many_sessions`` when the line is full.
        """
        place = Place(address)
        if back or self._fits(place):
            self._let_in(place)
        elif self.waiting >= self._limits.line:
            raise ProtocolError("too_many_sessions", "The desk is full, and so is the line before it.")
        else:
            self._waiting.append(place)
        return place

    def leave(self, place: Place) -> None:
        """Give up a place; the next who fits gets in, and those behind move up."""
        before = [*self._waiting]
        if place.inside:
            self._inside.remove(place)
            self._from[place.address] -= 1
            self._from += Counter()
            self._lasted.append(self._clock() - place.since)
        else:
            self._waiting.remove(place)
        self._move_up(before)

    def outlook(self, place: Place | None = None) -> tuple[int, float]:
        """Position (1 is next) and seconds to wait, of a place in line or of one who would come now."""
        position = self._waiting.index(place) + 1 if place else self.waiting + 1
        usual = median(self._lasted) if self._lasted else USUAL_S
        lasting = [self._clock() - place.since for place in self._inside]
        return position, expected_wait(position, lasting, usual)

    def _move_up(self, before: Sequence[Place]) -> None:
        """Let in who fits, and wake everybody who stands elsewhere than before."""
        for place in [*self._waiting]:
            if self._fits(place):
                self._waiting.remove(place)
                self._let_in(place)
        for index, place in enumerate(before):
            if self._waiting[index : index + 1] != [place]:
                place.moved.set()

    def _fits(self, place: Place) -> bool:
        return (
            self.inside < self._limits.sessions
            and self._from[place.address] < self._limits.sessions_per_address
        )

    def _let_in(self, place: Place) -> None:
        place.inside, place.since = True, self._clock()
        self._inside.append(place)
        self._from[place.address] += 1
