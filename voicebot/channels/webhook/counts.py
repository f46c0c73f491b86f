"""What operators see of webhooks."""

from __future__ import annotations

from prometheus_client import Counter

__all__ = ["NOTICES"]

NOTICES = Counter(
    "voicebot_notices_total", "Tries to tell a webhook of a change, by outcome", ["webhook", "outcome"]
)
