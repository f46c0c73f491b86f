"""One transcript from those of the parts of a long utterance."""

from __future__ import annotations

from collections.abc import Sequence

from voicebot.hear.transcriber import Hypothesis, Transcript

__all__ = ["joined"]


def joined(parts: Sequence[Transcript], language: str) -> Transcript:
    """The parts in order; other readings than the best only where there is one part.

    The score is the mean over the parts, by the seconds of sound in each.
    """
    if len(parts) == 1:
        return parts[0]
    spoken = [part for part in parts if part.hypotheses]
    return Transcript(
        (_one_reading(spoken),) if spoken else (),
        language,
        no_speech=min((part.no_speech for part in parts), default=1.0),
        duration=sum(part.duration for part in parts),
        context=sum(part.context for part in parts),
        passes=max((part.passes for part in parts), default=0),
    )


def _one_reading(parts: Sequence[Transcript]) -> Hypothesis:
    seconds = sum(part.duration for part in parts)
    score = sum(part.hypotheses[0].score * part.duration for part in parts) / seconds
    return Hypothesis(" ".join(part.text for part in parts), score)
