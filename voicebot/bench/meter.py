"""What a measurement takes from the machine: memory and cores of the desk, cores of the callers."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import dataclass
from typing import Any

import psutil

from voicebot.bench.service import Service

__all__ = ["Meter", "Sample"]

EVERY_S = 2.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One reading.

    Attributes:
        at_s: seconds since the measurement began.
        pss_gb: proportional set size of the desk and its children, GB.
        desk_s: CPU seconds the desk has taken so far.
        callers_s: CPU seconds the callers (this process) have taken so far.
    """

    at_s: float
    pss_gb: float
    desk_s: float
    callers_s: float


class Meter:
    """Reads until cancelled.

    Args:
        desk: to be watched; nothing when it runs elsewhere.
    """

    def __init__(self, desk: Service | None) -> None:
        self._desk = desk
        self._begun = time.monotonic()
        self.samples: list[Sample] = []

    async def run(self) -> None:
        """Read every two seconds; a desk elsewhere cannot be read."""
        while self._desk:
            self.samples.append(await asyncio.to_thread(self._read, self._desk))
            await asyncio.sleep(EVERY_S)

    def figures(self) -> dict[str, Any]:
        """Totals between the first and the last reading; `share` is of all cores of the machine."""
        if len(self.samples) < 2:
            return {}
        first, last = self.samples[0], self.samples[-1]
        seconds, desk = last.at_s - first.at_s, last.desk_s - first.desk_s
        memory = [sample.pss_gb for sample in self.samples]
        return {
            "desk_cpu_s": desk,
            "desk_cpu_share": desk / seconds / (os.cpu_count() or 1),
            "callers_cpu_s": last.callers_s - first.callers_s,
            "pss_gb": {"first": memory[0], "last": memory[-1], "max": max(memory)},
        }

    def cores(self) -> list[tuple[float, float, float]]:
        """(second, cores busy with the desk, with the callers) between one reading and the next."""
        pairs = zip(self.samples, self.samples[1:], strict=False)
        return [
            (
                b.at_s,
                (b.desk_s - a.desk_s) / (b.at_s - a.at_s),
                (b.callers_s - a.callers_s) / (b.at_s - a.at_s),
            )
            for a, b in pairs
        ]

    def _read(self, desk: Service) -> Sample:
        return Sample(time.monotonic() - self._begun, desk.memory_gb(), _cpu_s(desk.pid), time.process_time())


def _cpu_s(pid: int) -> float:
    root = psutil.Process(pid)
    family = [root, *root.children(recursive=True)]
    return sum(sum(process.cpu_times()[:2]) for process in family)
