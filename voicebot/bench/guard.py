"""Is anything answered when nobody spoke? Hundreds of noises, heard exactly as the desk hears a caller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from voicebot.bench.crowds import chatter
from voicebot.bench.desk_ear import DeskEar, TurnHeard
from voicebot.bench.figures import write_json
from voicebot.bench.noises import PER_KIND, kinds, noise
from voicebot.hear.faster_whisper import FasterWhisper
from voicebot.hear.vad import SileroModel
from voicebot.settings import settings
from voicebot.speak.kokoro import Kokoro
from voicebot.talk.leads import Leads
from voicebot.understand.expected import DIGITS, YES_NO
from voicebot.weights import locate

__all__ = ["EXPECTING", "eval_guard"]

EXPECTING: Mapping[str, Collection[str]] = {"nothing": (), "yes_no": YES_NO, "digits": DIGITS}
"""What the desk may have asked for when the noise comes; where it has, it listens more keenly."""

LEADS = {"yes_no": "readback", "digits": "phone"}
"""The questions of the interview whose answers are waited for then."""


@dataclass(frozen=True, slots=True)
class _Clip:
    """One noise, and the turns that it was taken for."""

    kind: str
    seed: int
    turns: tuple[TurnHeard, ...]

    @property
    def answered(self) -> bool:
        """Whether the guard let any of them pass."""
        return any(turn.verdict.accepted for turn in self.turns)


def eval_guard(
    json_path: Path | None = None, limit: int | None = None, *, expecting: str = "nothing"
) -> dict[str, Any]:
    """Play every noise to the desk; count those that it would answer as if something had been said.

    Args:
        json_path: where the figures go as well, with what was understood in each turn.
        limit: only so many clips, of each kind alike.
        expecting: one of `EXPECTING`.

    Returns:
        ``n``; ``turns``, clips in which voice activity found a turn; ``answered``, clips with a turn that the
        guard accepts; ``verdicts``, turns by the guard's reason; ``kinds``, the first three by kind.
    """
    threads = settings().threads
    voices = chatter(Kokoro(threads=threads.synthesise))
    ear = DeskEar(
        SileroModel(locate("silero-vad")),
        FasterWhisper(threads=threads.recognise),
        expected=EXPECTING[expecting],
        lead=Leads("ko", ()).to(LEADS.get(expecting, "")),
    )
    wanted = list(islice(product(range(PER_KIND), kinds()), limit))
    clips = [
        _Clip(kind, seed, tuple(ear.hear(noise(kind, seed, voices))))
        for seed, kind in track(wanted, "making noise", console=Console(stderr=True))
    ]
    figures = _figures(clips)
    _print(figures)
    write_json(json_path, figures | {"heard": [_case(clip, turn) for clip in clips for turn in clip.turns]})
    return figures


def _figures(clips: list[_Clip]) -> dict[str, Any]:
    reasons = Counter(turn.verdict.reason for clip in clips for turn in clip.turns)
    by_kind = {
        kind: _counts([clip for clip in clips if clip.kind == kind])
        for kind in dict.fromkeys(clip.kind for clip in clips)
    }
    return _counts(clips) | {"verdicts": dict(reasons.most_common()), "kinds": by_kind}


def _counts(clips: list[_Clip]) -> dict[str, Any]:
    return {
        "n": len(clips),
        "turns": sum(bool(clip.turns) for clip in clips),
        "answered": sum(clip.answered for clip in clips),
    }


def _case(clip: _Clip, heard: TurnHeard) -> dict[str, Any]:
    best = heard.transcript.hypotheses[0] if heard.transcript.hypotheses else None
    return {
        "clip": f"{clip.kind}-{clip.seed}",
        "verdict": heard.verdict.reason,
        "text": heard.transcript.text,
        "score": best and round(best.score, 2),
        "no_speech": round(heard.transcript.no_speech, 2),
        "speech_s": round(heard.turn.speech_seconds, 2),
    }


def _print(figures: Mapping[str, Any]) -> None:
    table = Table("noise", "clips", "with a turn", "answered", title="answered though nobody spoke")
    for kind, own in [*figures["kinds"].items(), ("all", figures)]:
        table.add_row(kind, *(str(own[key]) for key in ("n", "turns", "answered")))
    Console().print(table)
