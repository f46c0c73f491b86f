"""What happens behind the desk while somebody stands before it: a complaint is there, staff lead it on."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from dataclasses import dataclass

import httpx

from voicebot.bench.service import Service
from voicebot.errors import EngineError

__all__ = ["Office", "Told"]


@dataclass(frozen=True, slots=True)
class Told:
    """A complaint that is there.

    Attributes:
        receipt: its number.
        track: the path of its page.
    """

    receipt: str
    track: str


@dataclass(frozen=True, slots=True)
class Office:
    """The running desk, from behind.

    Attributes:
        service: as it runs.
    """

    service: Service

    def told(self) -> Told:
        """File a complaint."""
        answer = httpx.post(
            f"{self.service.url}/v1/complaints",
            json={"category": "street_light", "what": "집 앞 가로등이 나갔어요", "place": "가좌시장 앞"},
            headers={"Idempotency-Key": str(uuid.uuid4())},
            timeout=30,
        )
        answer.raise_for_status()
        filed = answer.json()
        return Told(filed["receipt"], filed["track"])

    def accept(self, receipt: str) -> None:
        """Staff take it on.

        Raises:
            EngineError: ``command_failed``.
        """
        command = [sys.executable, "-m", "voicebot", "complaint", "accept", receipt]
        environment = {**os.environ, **self.service.variables}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise EngineError("command_failed", f"voicebot complaint accept:\n{done.stderr[-500:]}")
