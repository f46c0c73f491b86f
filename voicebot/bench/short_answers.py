"""One-syllable answers: "네", "응", "아니", digits, heard as the desk hears them where it expects them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from voicebot.audio import Audio
from voicebot.bench.desk_ear import DeskEar
from voicebot.bench.figures import interval, write_json
from voicebot.bench.syllables import WORDS, Answer, spoken_answers, with_noise_before
from voicebot.hear.faster_whisper import FasterWhisper
from voicebot.hear.vad import SileroModel
from voicebot.settings import settings
from voicebot.speak.kokoro import Kokoro
from voicebot.understand.expected import DIGITS, YES_NO
from voicebot.weights import locate

__all__ = ["CONDITIONS", "eval_short"]

CONDITIONS: Mapping[str, Callable[[Answer, int], Audio]] = {
    "alone": lambda answer, seed: answer.sound,
    "noise before": with_noise_before,
}

NO_TURN, REFUSED, NOT_TAKEN = "no turn", "refused", "not taken"
"""What else may become of an answer: not noticed, refused by the guard, like none of those expected."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """What became of one answer: one of the expected, or one of the three above."""

    condition: str
    word: str
    value: str
    readings: tuple[str, ...]

    @property
    def right(self) -> bool:
        return self.value == WORDS[self.word]


def eval_short(json_path: Path | None = None, limit: int | None = None) -> dict[str, Any]:
    """Speak every word in every voice and manner, alone and after 300 ms of noise; what is it taken for?

    Args:
        json_path: where the figures go as well.
        limit: only the first so many answers in each condition.

    Returns:
        By condition ``n``, ``right`` (a share), its 95 % ``interval``, ``wrong`` (taken for another answer);
        ``confusion``: what each word was taken for, and how often, both conditions together.
    """
    threads = settings().threads
    ears = _ears(SileroModel(locate("silero-vad")), FasterWhisper(threads=threads.recognise))
    answers = list(spoken_answers(Kokoro(threads=threads.synthesise)))[:limit]
    taken = [
        _take(ears, condition, answer, sound(answer, seed))
        for seed, answer in enumerate(track(answers, "answering", console=Console(stderr=True)))
        for condition, sound in CONDITIONS.items()
    ]
    figures = {name: _figures([one for one in taken if one.condition == name]) for name in CONDITIONS}
    figures["confusion"] = _confusion(taken)
    _print(figures)
    write_json(json_path, figures | {"not_right": [_case(one) for one in taken if not one.right]})
    return figures


def _expected(word: str) -> tuple[str, ...]:
    return YES_NO if WORDS[word] in YES_NO else DIGITS


def _ears(activity: SileroModel, transcriber: FasterWhisper) -> dict[tuple[str, ...], DeskEar]:
    """The desk's ear by what it expects: an answer that was expected ends the turn at once."""
    return {expected: DeskEar(activity, transcriber, expected=expected) for expected in (YES_NO, DIGITS)}


def _take(ears: Mapping[tuple[str, ...], DeskEar], condition: str, answer: Answer, sound: Audio) -> _Taken:
    turns = ears[_expected(answer.word)].hear(sound)
    heard = next((turn for turn in turns if turn.verdict.accepted), None)
    if heard is None:
        refused = turns[0] if turns else None
        why = (refused.transcript.text, refused.verdict.reason) if refused else ()
        return _Taken(condition, answer.word, REFUSED if refused else NO_TURN, why)
    readings = tuple(reading.text for reading in heard.transcript.hypotheses)
    return _Taken(condition, answer.word, heard.answer or NOT_TAKEN, readings)


def _figures(taken: list[_Taken]) -> dict[str, Any]:
    right = sum(one.right for one in taken)
    wrong = sum(one.value in (*YES_NO, *DIGITS) and not one.right for one in taken)
    n = len(taken)
    return {"n": n, "right": right / max(1, n), "interval": interval(right, n), "wrong": wrong}


def _confusion(taken: list[_Taken]) -> dict[str, dict[str, int]]:
    table: dict[str, Counter[str]] = {word: Counter() for word in WORDS}
    for one in taken:
        table[one.word][one.value] += 1
    return {word: dict(counts.most_common()) for word, counts in table.items() if counts}


def _case(one: _Taken) -> dict[str, Any]:
    return {"condition": one.condition, "word": one.word, "taken": one.value, "readings": one.readings}


def _print(figures: Mapping[str, Any]) -> None:
    table = Table("condition", "n", "taken rightly", "95 %", "taken wrongly", title="one-syllable answers")
    for name in CONDITIONS:
        own = figures[name]
        low, high = own["interval"]
        table.add_row(name, str(own["n"]), f"{own['right']:.3f}", f"{low:.3f}–{high:.3f}", str(own["wrong"]))
    confusion = Table("said", "right", "else", title="what was taken for what")
    for word, counts in figures["confusion"].items():
        others = ", ".join(f"{value} {n}" for value, n in counts.items() if value != WORDS[word])
        confusion.add_row(word, str(counts.get(WORDS[word], 0)), others)
    Console().print(table)
    Console().print(confusion)
