"""A desk of its own for a measurement: a real process on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from voicebot.errors import EngineError
from voicebot.settings import settings

__all__ = ["Service", "cold_cache", "running_desk"]


@dataclass(slots=True)
class Service:
    """A running desk.

    Attributes:
        url: where it answers.
        pid: its process.
        ready_s: seconds from the start of the process to ``/readyz`` 200.
        variables: of the environment it runs in, for commands that are to work on the same store.
    """

    url: str
    pid: int
    ready_s: float
    variables: dict[str, str]

    def memory_gb(self) -> float:
        """Proportional set size of the process tree, in GB (what it really takes from the machine)."""
        root = psutil.Process(self.pid)
        family = [root, *root.children(recursive=True)]
        return sum(process.memory_full_info().pss for process in family) / 1e9


@contextmanager
def running_desk(folder: Path, **variables: str) -> Iterator[Service]:
    """Start ``voicebot serve`` and stop it afterwards.

    Args:
        folder: for its database and its log.
        variables: of the environment, without their prefix, such as ``warm_cache="false"``.

    Raises:
        EngineError: it was not ready within five minutes; the message ends with its log.
    """
    port = _free_port()
    given = {
        "VOICEBOT_DATA_DIR": str(folder / "var"),
        "VOICEBOT_WEATHER__SOURCES": "[]",  # a measurement asks nobody outside
        "VOICEBOT_WEATHER__AIR": "[]",
        **{f"VOICEBOT_{name.upper()}": value for name, value in variables.items()},
    }
    environment = {**os.environ, **given}
    log = folder / "desk.log"
    with log.open("w") as written:
        command = [sys.executable, "-m", "voicebot", "serve", "--port", str(port)]
        begun = time.monotonic()
        process = subprocess.Popen(command, env=environment, stdout=written, stderr=written)  # noqa: S603
        try:
            url = f"http://127.0.0.1:{port}"
            _until_ready(url, process, log)
            yield Service(url, process.pid, time.monotonic() - begun, given)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def cold_cache(folder: Path) -> Path:
    """A cache folder with the weights of the usual one and no speech."""
    cold = Path(tempfile.mkdtemp(dir=folder))
    for part in settings().cache_dir.iterdir():
        if part.name != settings().speech_dir.name:
            (cold / part.name).symlink_to(part)
    return cold


def _until_ready(url: str, process: subprocess.Popen[bytes], log: Path, patience_s: float = 300) -> None:
    until = time.monotonic() + patience_s
    while time.monotonic() < until and process.poll() is None:
        try:
            answer = httpx.get(f"{url}/readyz", timeout=10)
            if answer.status_code == 200:
                return
            if answer.json()["status"] == "failed":
                break
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise EngineError("desk_not_ready", f"The desk did not become ready:\n{log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
