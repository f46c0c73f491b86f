"""Which of the metrics are kept beyond a restart, as plain counts."""

from __future__ import annotations

from collections import Counter as Counting
from collections.abc import Iterator, Mapping

from prometheus_client import Counter, Histogram

from voicebot.telemetry import metrics

__all__ = ["KEPT", "Counts", "counted", "grown"]

Counts = Mapping[tuple[str, str], int]
"""How often, by what happened and its kind."""

KEPT: Mapping[str, tuple[Counter | Histogram, str]] = {
    "session": (metrics.SESSIONS_TOTAL, "channel"),
    "question": (metrics.QUESTIONS, "outcome"),
    "entry": (metrics.ANSWERED, "entry"),
    "turn": (metrics.TURNS, "end"),
    "handover": (metrics.HANDOVERS, "way"),
    "unheard": (metrics.UNHEARD, "reason"),
    "mood": (metrics.MOODS, "mood"),
    "danger": (metrics.DANGERS, "kind"),
    "first_sound": (metrics.FIRST_SOUND, "le"),
    "confidence": (metrics.CONFIDENCE, "le"),
}
"""By what it is called in the store: the metric, and the label that makes its kinds, all words of our own."""


def counted() -> Counts:
    """What the counters of this process hold; of a histogram, how many in each bucket, by its upper end."""
    found: Counting[tuple[str, str]] = Counting()
    for what, (metric, label) in KEPT.items():
        for kind, count in _kinds(metric, label):
            found[what, kind] += count
    return found


def _kinds(metric: Counter | Histogram, label: str) -> Iterator[tuple[str, int]]:
    """Prometheus counts a bucket with all those below it, in rising order; here each stands alone."""
    below: Counting[str] = Counting()
    for sample in next(iter(metric.collect())).samples:
        if sample.name.endswith("_total"):
            yield sample.labels[label], int(sample.value)
        elif sample.name.endswith("_bucket"):
            others = str(sorted(item for item in sample.labels.items() if item[0] != label))
            yield sample.labels[label], int(sample.value) - below[others]
            below[others] = int(sample.value)


def grown(now: Counts, before: Counts) -> Counts:
    """What was added since; nothing of what has not grown."""
    return {key: count - before.get(key, 0) for key, count in now.items() if count > before.get(key, 0)}
