"""Keeps the last report, knows how old it is, and asks the sources for another in the background."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import ValidationError

from voicebot.civic.weather.breaker import Breaker
from voicebot.civic.weather.report import STALE_S, Air, Report, Wet
from voicebot.errors import WeatherError
from voicebot.telemetry.logs import log
from voicebot.telemetry.metrics import WEATHER

__all__ = ["AirSource", "Keeper", "WeatherSource"]

_AHEAD_S = 15 * 60.0
"""A report from further ahead is a clock that is wrong, theirs or ours: it cannot be told how old it is."""


class WeatherSource(Protocol):
    """Somebody who knows the weather."""

    @property
    def name(self) -> str:
        """Of the settings."""
        ...

    async def report(self, now: dt.datetime) -> Report:
        """What the weather is; raises `WeatherError`."""
        ...


class AirSource(Protocol):
    """Somebody who knows the air."""

    @property
    def name(self) -> str:
        """Of the settings."""
        ...

    async def air(self, now: dt.datetime) -> Air:
        """How much dust there is; raises `WeatherError`."""
        ...


_S = TypeVar("_S", WeatherSource, AirSource)
_V = TypeVar("_V", Report, Air)


class Keeper:
    """The weather as far as it is known.

    Args:
        sources: of weather, the best first.
        air: sources of dust, the best first.
        now: the moment, with a time zone.
        kept: where the last report outlives the process; nowhere when empty.
        clock: seconds, monotonic.
    """

    def __init__(
        self,
        sources: Sequence[WeatherSource],
        air: Sequence[AirSource],
        now: Callable[[], dt.datetime],
        kept: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sources = sources
        self._air = air
        self._now = now
        self._kept = kept
        self._breakers = {id(source): Breaker(clock) for source in (*sources, *air)}
        self._last = self._read()

    # -- what a caller's turn asks: memory only --------------------------------------------------------

    def fresh(self) -> Report | None:
        """The weather, if it may be mentioned: not older than three hours, dust likewise."""
        last, now = self._last, self._now()
        if last is None or not _is_fresh(last.at, now):
            return None
        if last.air and not _is_fresh(last.air.at, now):
            return last.model_copy(update={"air": None})
        return last

    def age(self) -> dt.timedelta | None:
        """How old the last report is; nothing when there is none."""
        return max(dt.timedelta(), self._now() - self._last.at) if self._last else None

    # -- the background ----------------------------------------------------------------------------------

    async def refresh(self) -> None:
        """Ask every source in turn until one answers; a failure leaves what there is."""
        now = self._now()
        report = await self._first(self._sources, lambda source: source.report(now), lambda r: r.at)
        air = await self._first(self._air, lambda source: source.air(now), lambda a: a.at)
        if report is None and air is None:
            return
        base = report or self._last
        if base is None:
            return
        known = air or base.air or (self._last.air if self._last else None)
        self._last = base.model_copy(update={"air": known, "wet_at": self._wet_at(base)})
        await asyncio.to_thread(self._write, self._last)

    async def run(self, every_s: float) -> None:
        """Refresh without end, a little irregularly, so that many desks do not ask at once."""
        while True:
            await self.refresh()
            await asyncio.sleep(every_s * random.uniform(0.9, 1.1))  # noqa: S311

    async def _first(
        self,
        sources: Sequence[_S],
        ask: Callable[[_S], Awaitable[_V]],
        at: Callable[[_V], dt.datetime],
    ) -> _V | None:
        for source in sources:
            breaker = self._breakers[id(source)]
            if breaker.open:
                continue
            try:
                found = await ask(source)
                self._check_clock(source.name, at(found))
            except WeatherError as error:
                breaker.failed()
                WEATHER.labels(source=source.name, outcome=error.code).inc()
                log.warning("weather source failed", source=source.name, code=error.code, what=error.message)
            else:
                breaker.worked()
                WEATHER.labels(source=source.name, outcome="ok").inc()
                return found
        return None

    def _check_clock(self, source: str, at: dt.datetime) -> None:
        """A report that is not of now is as good as none, and the next source may have one."""
        if not _is_fresh(at, self._now()):
            raise WeatherError(
                "weather_old", f"{source} speaks of {at.isoformat()}: too old, or a clock is wrong."
            )

    def _wet_at(self, report: Report) -> dt.datetime | None:
        """When something last fell, by this report and the ones before."""
        if report.now.wet not in (None, Wet.NONE):
            return report.at
        return report.wet_at or (self._last.wet_at if self._last else None)

    # -- from one process to the next --------------------------------------------------------------------

    def _read(self) -> Report | None:
        if self._kept is None:
            return None
        try:
            return Report.model_validate_json(self._kept.read_bytes())
        except (OSError, ValidationError):
            return None

    def _write(self, report: Report) -> None:
        """A full disk costs only the memory of it."""
        if self._kept is None:
            return
        part = self._kept.with_suffix(".part")
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(report.model_dump_json(), encoding="utf-8")
            part.replace(self._kept)
        except OSError as error:
            log.warning("weather not kept", error=type(error).__name__)


def _is_fresh(at: dt.datetime, now: dt.datetime) -> bool:
    return -_AHEAD_S <= (now - at).total_seconds() <= STALE_S
