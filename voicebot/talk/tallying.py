"""What became of a question, for the figures: a kind, never words."""

from __future__ import annotations

from typing import Literal

from voicebot.talk.reply import Effect, Reply
from voicebot.telemetry.metrics import ANSWERED, QUESTIONS

__all__ = ["Outcome", "count_question", "outcome"]

Outcome = Literal["answered", "asked_back", "unanswered"]


def outcome(reply: Reply) -> Outcome | None:
    """What a reply makes of the question before it; nothing where there was none.

    A question that is kept because it has no answer stays one, however kindly that was said.
    """
    if Effect.RECORD in reply.effects:
        return "unanswered"
    if reply.kind in ("choices", "confirm"):
        return "asked_back"
    return "answered" if reply.kind == "answer" else None


def count_question(reply: Reply) -> Reply:
    """Count the question that a reply is to; the same reply."""
    if found := outcome(reply):
        QUESTIONS.labels(outcome=found).inc()
    if found == "answered" and reply.source:
        ANSWERED.labels(entry=reply.source.faq_id).inc()
    return reply
