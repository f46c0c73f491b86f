"""What shows that the desk is pressed: models that hang, callers who wait."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

from voicebot.telemetry.logs import log

__all__ = ["SESSIONS_WAITING", "WORKER_HANGS", "tell_hang"]

WORKER_HANGS = Counter("voicebot_worker_hangs_total", "Jobs given up because they did not end", ["worker"])
SESSIONS_WAITING = Gauge("voicebot_sessions_waiting", "Callers in line because the desk is full")


def tell_hang(worker: str) -> None:
    """Count and log that a worker has given up a job."""
    WORKER_HANGS.labels(worker=worker).inc()
    log.error("worker hangs", worker=worker)
