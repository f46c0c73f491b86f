"""How patient and how quick the desk listens: callers who stop to think, against fixed silences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import track

from voicebot.bench.corpus import read_manifest
from voicebot.bench.figures import percentile, write_json
from voicebot.bench.listening import FIXED_S, Judge, Outcome, fixed_turns, our_turns, reader
from voicebot.bench.pauses import DATA, Clip, Voices, going_on_clips, human_clips, read_pairs, spoken_clips
from voicebot.bench.turn_table import show
from voicebot.engines import load_engine
from voicebot.hear.patience import PRESETS, Patience
from voicebot.hear.vad import SileroModel
from voicebot.settings import settings
from voicebot.weights import locate

__all__ = ["TurnTaking", "eval_turns", "load_clips", "summary"]

T = TypeVar("T")


def eval_turns(
    *,
    speech: Path | None = None,
    json_path: Path | None = None,
    limit: int | None = None,
    latency_s: float | None = None,
    channel: str = "browser",
) -> dict[str, Any]:
    """Cut-offs and waits of our listener and of fixed silences on the same clips; print a table.

    Args:
        speech: manifest of human recordings, see `voicebot.bench.corpus.read_manifest`.
        json_path: where the figures go as well.
        limit: only so many clips of each set, spread over it.
        latency_s: see `reader`.
        channel: whose patience: ``browser``, ``kiosk`` or ``phone``.

    Returns:
        ``groups`` and ``fixed.SILENCE.groups``: by kind, for recordings by their pause and its place, and for
        ``ours``, ``human`` and ``all``, what `summary` gives; ``going_on``: ``n``, the shares ``joined`` and
        ``early`` (ended and reopened), and ``end_s_median``; ``recognition_s_median`` and ``_p95``.
    """
    own = settings()
    model = SileroModel(locate("silero-vad"))
    judge = reader(load_engine("voicebot.transcribers", own.transcriber, own.threads.recognise), latency_s)
    clips, going_on = load_clips(speech, model, limit)
    hear = TurnTaking(model, judge, PRESETS[channel])
    figures = hear.compare(clips) | {"going_on": hear.going_on(going_on)}
    show(figures)
    write_json(json_path, figures)
    return figures


@dataclass(frozen=True, slots=True)
class TurnTaking:
    """Callers, heard one after the other.

    Attributes:
        model: voice activity.
        judge: recognition in the pauses.
        patience: how long a fresh caller may be silent.
    """

    model: SileroModel
    judge: Judge
    patience: Patience

    def compare(self, clips: Sequence[Clip]) -> dict[str, Any]:
        """Every clip, with our listener and with fixed silences."""
        ours: list[Outcome] = []
        others: dict[float, list[Outcome]] = {silence: [] for silence in FIXED_S}
        for clip in track(clips, "listening", console=Console(stderr=True)):
            ours.append(our_turns(clip, self.model, self.judge, self.patience))
            for silence, outcome in fixed_turns(clip, self.model).items():
                others[silence].append(outcome)
        took = [seconds for outcome in ours for seconds in outcome.judged]
        return {
            "groups": _by_group(ours),
            "fixed": {f"{s:g}": summary(them) | {"groups": _by_group(them)} for s, them in others.items()},
            "recognition_s_median": _seconds(took, 50),
            "recognition_s_p95": _seconds(took, 95),
        }

    def going_on(self, clips: Sequence[Clip]) -> dict[str, Any]:
        """Clips of people who add a sentence."""
        steps = track(clips, "going on", console=Console(stderr=True))
        outcomes = [our_turns(clip, self.model, self.judge, self.patience) for clip in steps]
        figures = summary(outcomes)
        return {
            "n": len(outcomes),
            "joined": _share(outcome.joined for outcome in outcomes),
            "early": figures["reopened"],
            "end_s_median": figures["end_s_median"],
        }


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Figures of a group.

    Returns:
        ``n``; the shares ``cut_off`` (ended before the last word, for good), ``reopened`` (ended too early
        and taken up again; the caller may have heard the desk begin) and ``too_early`` (either); seconds from
        the last word to the end, ``end_s_median`` and ``_p95``, and of finished sentences
        ``finished_end_s_median`` and ``_p95``; ``early``: ends before the last word, by how the words
        sounded.
    """
    ends = [outcome.end_s for outcome in outcomes if outcome.end_s is not None]
    finished = [o.end_s for o in outcomes if o.end_s is not None and o.clip.finished]
    return {
        "n": len(outcomes),
        "cut_off": _share(outcome.cut_off for outcome in outcomes),
        "reopened": _share(bool(outcome.early) and not outcome.cut_off for outcome in outcomes),
        "too_early": _share(bool(outcome.early) for outcome in outcomes),
        "end_s_median": _seconds(ends, 50),
        "end_s_p95": _seconds(ends, 95),
        "finished_end_s_median": _seconds(finished, 50),
        "finished_end_s_p95": _seconds(finished, 95),
        "early": dict(Counter(ending or "not judged" for outcome in outcomes for ending in outcome.early)),
    }


def load_clips(
    speech: Path | None, model: SileroModel, limit: int | None = None
) -> tuple[list[Clip], list[Clip]]:
    """Callers who pause, and callers who go on.

    Args:
        speech: manifest of human recordings; only our voices when empty.
        model: voice activity, which finds the pauses in the recordings.
        limit: only so many of each set; of the written ones, spread over it.
    """
    own = settings()
    voices = Voices(load_engine("voicebot.synthesizers", own.synthesizer, own.threads.synthesise))
    pauses = _spread(read_pairs(DATA / "pauses.ko.tsv"), limit)
    steps = track(spoken_clips(pauses, voices), "speaking", total=len(pauses), console=Console(stderr=True))
    more = going_on_clips(_spread(read_pairs(DATA / "going_on.ko.tsv"), limit), voices)
    return [*steps, *_people(speech, model, limit)], list(more)


def _people(speech: Path | None, model: SileroModel, limit: int | None) -> list[Clip]:
    """The first recordings that have a pause, as many as are wanted."""
    if speech is None:
        return []
    own = settings()
    transcriber = load_engine("voicebot.transcribers", own.transcriber, own.threads.recognise)
    clips = human_clips(
        read_manifest(speech), model, lambda sound: transcriber.transcribe(sound, language="ko").text
    )
    return list(islice(clips, limit))


def _spread(rows: Sequence[T], limit: int | None) -> Sequence[T]:
    return rows[:: max(1, len(rows) // limit)][:limit] if limit else rows


def _by_group(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    names = dict.fromkeys(name for outcome in outcomes for name in (outcome.clip.group, *outcome.clip.labels))
    groups = {
        name: summary([o for o in outcomes if name in (o.clip.group, *o.clip.labels)]) for name in names
    }
    ours = [outcome for outcome in outcomes if outcome.clip.group != "human"]
    return groups | {"ours": summary(ours), "all": summary(outcomes)}


def _share(hits: Iterable[bool]) -> float:
    every = list(hits)
    return round(sum(every) / len(every), 4) if every else 0.0


def _seconds(values: Sequence[float], share: float) -> float | None:
    return round(percentile(values, share), 3) if values else None
