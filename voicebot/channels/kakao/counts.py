"""What Prometheus reads of this channel."""

from __future__ import annotations

from prometheus_client import Counter

__all__ = ["CALLBACKS", "REQUESTS"]

REQUESTS = Counter(
    "voicebot_kakao_requests_total",
    "Requests of Kakao by how they were answered: answered, callback, ask_again, busy, starting, too_long, "
    "bad_payload, refused",
    ["outcome"],
)
CALLBACKS = Counter(
    "voicebot_kakao_callbacks_total",
    "Late answers by what became of them: sent, failed, refused (no address of Kakao's)",
    ["outcome"],
)
