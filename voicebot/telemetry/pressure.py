"""What shows that the desk is pressed: models that hang, callers who wait."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import Counter, Gauge

from voicebot.telemetry.logs import log

__all__ = ["SESSIONS_WAITING", "WORKER_HANGS", "tell_hang", "told_renewal"]

WORKER_HANGS = Counter("voicebot_worker_hangs_total", "Jobs given up because they did not end", ["worker"])
SESSIONS_WAITING = Gauge("voicebot_sessions_waiting", "Callers in line because the desk is full")


def tell_hang(worker: str) -> None:
    """Count and log that a worker has given up a job."""
    WORKER_HANGS.labels(worker=worker).inc()
    log.error("worker hangs", worker=worker)


def told_renewal(worker: str, renew: Callable[[], None]) -> Callable[[], None]:
    """A renewal that logs whether it worked."""

    def told() -> None:
        try:
            renew()
        except Exception as error:
            log.error("engine not renewed", worker=worker, error=type(error).__name__)
            raise
        log.info("engine renewed", worker=worker)

    return told
