"""Rows and events as the register writes them, with as little in them as there can be."""

import datetime as dt
from typing import Any

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone(dt.timedelta(hours=9)))


def row(receipt: str = "123456786", **more: Any) -> dict[str, Any]:
    return {
        "receipt": receipt,
        "filing_key": None,
        "state": "received",
        "kind": "petition",
        "category": "road",
        "department": None,
        "clock": {"since": "2026-11-23T10:00:00+09:00"},
        "due_at": NOW + dt.timedelta(days=8),
        "filed_at": NOW,
        "language": "ko",
        "channel": "test",
        "what": "길이 파였어요",
        "place": "가좌시장 앞",
        "occurred": "",
        "answers": {},
        "replies": [],
        **more,
    }


def event(action: str = "file", state: str = "received", **more: Any) -> dict[str, Any]:
    return {
        "at": NOW,
        "actor": "kim",
        "role": "officer",
        "action": action,
        "state": state,
        "say": action,
        "params": {},
        **more,
    }
