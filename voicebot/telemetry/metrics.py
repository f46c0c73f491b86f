"""What Prometheus reads at ``/metrics``: counts and seconds, never words."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

__all__ = [
    "ANSWERED",
    "CONFIDENCE",
    "DANGERS",
    "ERRORS",
    "FIRST_SOUND",
    "HANDOVERS",
    "HELP_CALLS",
    "MOODS",
    "QUESTIONS",
    "REPLIES",
    "SESSIONS",
    "SESSIONS_TOTAL",
    "STAGE_SECONDS",
    "TURNS",
    "UNHEARD",
    "WARMED",
    "WEATHER",
]

SESSIONS = Gauge("voicebot_sessions_open", "Conversations that are open now")
SESSIONS_TOTAL = Counter("voicebot_sessions_total", "Conversations begun", ["channel", "language"])
REPLIES = Counter("voicebot_replies_total", "Replies spoken", ["kind"])
QUESTIONS = Counter("voicebot_questions_total", "Questions, by what became of them", ["outcome"])
ANSWERED = Counter("voicebot_answers_total", "Questions answered, by entry", ["entry"])
TURNS = Counter("voicebot_turns_total", "Spoken turns, and those that went on after their end", ["end"])
HANDOVERS = Counter("voicebot_handovers_total", "Callers who went to a person, by the way", ["way"])
MOODS = Counter("voicebot_moods_total", "Turns whose words told of a mood", ["mood"])
CONFIDENCE = Histogram(
    "voicebot_recognition_confidence",
    "How sure the recogniser was of a turn, 0-1",
    buckets=(0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
)
UNHEARD = Counter("voicebot_unheard_total", "Sounds that were not taken for words", ["reason"])
DANGERS = Counter(
    "voicebot_dangers_total", "Times that somebody was in danger, by kind and hour", ["kind", "hour"]
)
ERRORS = Counter("voicebot_errors_total", "Errors sent to callers", ["code"])
HELP_CALLS = Counter("voicebot_help_calls_total", "Times that a kiosk called the staff", ["outcome"])
WARMED = Gauge("voicebot_warm_sentences", "Sentences whose sound is in the cache, of those wanted", ["state"])
WEATHER = Counter("voicebot_weather_total", "Answers of the weather's sources", ["source", "outcome"])
STAGE_SECONDS = Histogram(
    "voicebot_turn_stage_seconds",
    "Seconds from the end of the turn to each stage",
    ["stage"],
    buckets=(0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1.1, 1.5, 2.0, 3.0, 4.0, 6.0, 10.0),
)
FIRST_SOUND = Histogram(
    "voicebot_first_sound_seconds",
    "Seconds from the true end of speech to the first sound of the reply",
    ["voice"],
    buckets=(0.3, 0.5, 0.8, 1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 10.0),
)
