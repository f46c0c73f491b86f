"""Small stand-ins for the heavy halves, so that decisions can be tested with plain values."""

import datetime as dt
from pathlib import Path

from voicebot.civic.faq import Entry

TODAY = dt.date(2026, 11, 22)


def entry(entry_id: str, *sentences: str, label: str = "", **more: object) -> Entry:
    fields = {
        "id": entry_id,
        "language": "ko",
        "topic": entry_id,
        "label": label or entry_id[:12],
        "picture": "📄",
        "question": f"{entry_id} 어떻게 해요?",
        "answer_spoken": list(sentences) or [f"{entry_id} 답이에요."],
        "answer_written": "글로 쓴 답",
        "scope": "national",
        "confidence": "high",
        "source_url": "https://example.go.kr/x",
        "verified_on": TODAY,
        "review_owner": "민원과",
    }
    return Entry.model_validate(fields | more)


class FakeKnowledge:
    """A handful of entries."""

    version = "v1"

    def __init__(self, *entries: Entry, recordings: dict[str, Path] | None = None) -> None:
        self._entries = {e.id: e for e in entries}
        self._recordings = recordings or {}

    def get(self, entry_id: str) -> Entry | None:
        return self._entries.get(entry_id)

    def most_asked(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def recording(self, of: Entry) -> Path | None:
        return self._recordings.get(of.id)
