"""Logs for operators: events and codes, one JSON object a line, no words of the caller."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path

import structlog

__all__ = ["log", "place_of", "set_up_logs"]

log: structlog.stdlib.BoundLogger = structlog.get_logger("voicebot")


def place_of(error: BaseException) -> str:
    """File and line where an error arose: enough to find a fault by, and nothing of what was being done."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def set_up_logs(*, pretty: bool | None = None) -> None:
    """Write to standard error: coloured lines on a terminal, JSON elsewhere."""
    on_terminal = sys.stderr.isatty() if pretty is None else pretty
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer()
            if on_terminal
            else structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
