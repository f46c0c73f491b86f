"""Telephone numbers said aloud and taken by the desk: at once, after it asked, never wrongly believed."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from voicebot.audio import Audio
from voicebot.audio.level import mix_at_snr, white_noise
from voicebot.audio.stretch import stretch
from voicebot.bench.desk_ear import DeskEar
from voicebot.bench.figures import write_json
from voicebot.bench.pauses import MARK, Voices
from voicebot.bench.shares import share, show_row, show_shares
from voicebot.bench.taking_numbers import Taken, take_number
from voicebot.engines import load_engine
from voicebot.hear.vad import RATE, SileroModel
from voicebot.settings import settings
from voicebot.understand.slots import Phone, Span
from voicebot.weights import locate

__all__ = ["Spoken", "eval_numbers", "spoken_numbers"]

PACES = (1.0, 1.15, 0.85)
NOISES_DB = (None, 20.0)
"""How much fainter than the voice the noise is."""
PAUSE_S = 0.9
MANNERS: Mapping[str, str] = {
    "in one breath": "{}이요.",
    "in groups": "{}이요.",
    "with pauses": "{}이요.",
    "digit by digit": "{}.",
    "in a sentence": "제 번호는 {}이에요.",
}
_JOINTS = {"in groups": ", ", "with pauses": MARK}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number, and how it is said.

    Attributes:
        phone: digits.
        manner: a name of `MANNERS`.
        voice: number of the voice.
        pace: 1.15 is faster by so much.
        noise_db: see `NOISES_DB`.
    """

    phone: str
    manner: str
    voice: int
    pace: float
    noise_db: float | None

    @property
    def words(self) -> str:
        """As it is said, pauses marked."""
        groups = Phone(self.phone, Span(0, 0)).spoken().split(", ")
        if self.manner == "digit by digit":
            return ", ".join(digit for group in groups for digit in group) + "."
        return MANNERS[self.manner].format(_JOINTS.get(self.manner, " ").join(groups))

    def sound(self, voices: Voices, words: str = "") -> Audio:
        """As a microphone hears it; other words in the same manner, where some are given."""
        parts: list[Audio] = [Audio.silence(0.5, RATE)]
        for at, piece in enumerate((words or self.words).split(MARK)):
            parts += [Audio.silence(PAUSE_S, RATE)] if at else []
            parts.append(stretch(voices.say(piece, self.voice), 1 / self.pace))
        speech = Audio.join([*parts, Audio.silence(0.3, RATE)])
        if self.noise_db is None:
            return speech
        noise = white_noise(speech.duration, RATE, np.random.default_rng(zlib.crc32(speech.to_pcm16())))
        return mix_at_snr(speech, noise, self.noise_db)


def spoken_numbers(seed: int) -> Iterator[Spoken]:
    """Numbers without end, every first part of them a fair sample."""
    rng = random.Random(seed)  # noqa: S311
    at = 0
    while True:
        pace, noise = PACES[at // 4 % len(PACES)], NOISES_DB[at // 2 % len(NOISES_DB)]
        yield Spoken(_number(rng), [*MANNERS][at % len(MANNERS)], at % 4, pace, noise)
        at += 1


def _number(rng: random.Random) -> str:
    """Four in five are mobile numbers, the others of this city, of the capital, or old ones."""
    kind = rng.choices(("010", "032", "02", "01"), (50, 7, 4, 3))[0]
    if kind == "010":
        return kind + rng.choice("23456789") + _digits(rng, 7)
    if kind == "032":
        return kind + rng.choice("23456789") + _digits(rng, 2) + _digits(rng, 4)
    if kind == "02":
        return kind + rng.choice("23456789") + _digits(rng, 2 + rng.randint(0, 1)) + _digits(rng, 4)
    return rng.choice(("011", "016", "019")) + _digits(rng, 3) + _digits(rng, 4)


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def eval_numbers(
    count: int = 64, seed: int = 2, json_path: Path | None = None, *, show: bool = False
) -> dict[str, Any]:
    """Say numbers to the desk's ear and its interview until it has them, or the caller gives up.

    Args:
        count: how many.
        seed: which.
        json_path: where the figures go as well.
        show: print what was heard of each.

    Returns:
        ``at once`` (without a question, or with one yes), ``after correcting``, ``not taken`` and ``wrongly
        believed``: ``share``, ``interval`` (95 %), ``n``; by manner, voice, pace and noise the share at once.
    """
    own = settings()
    engine = load_engine("voicebot.synthesizers", own.synthesizer, own.threads.synthesise)
    transcriber = load_engine("voicebot.transcribers", own.transcriber, own.threads.recognise)
    voices, activity = Voices(engine), SileroModel(locate("silero-vad"))
    taken: list[tuple[Spoken, Taken]] = []
    for one in islice(spoken_numbers(seed), count):
        came = take_number(one, voices, lambda **asked: DeskEar(activity, transcriber, **asked))
        taken.append((one, came))
        show_row(
            show, one.phone, one.manner, f"{one.voice} {one.pace} {one.noise_db}", came.outcome, *came.lines
        )
    figures = _figures(taken)
    show_shares("telephone numbers said aloud", figures)
    cases = [{**_asdict(one), **_asdict(came)} for one, came in taken]
    write_json(json_path, figures | {"cases": cases})
    return figures


def _figures(taken: list[tuple[Spoken, Taken]]) -> dict[str, Any]:
    outcomes = ("at once", "after correcting", "not taken", "wrongly believed")
    rows = {name: [came.outcome == name for _, came in taken] for name in outcomes}
    for name in ("manner", "voice", "pace", "noise_db"):
        for value in dict.fromkeys(getattr(one, name) for one, _ in taken):
            chosen = [came for one, came in taken if getattr(one, name) == value]
            rows[f"at once, {name} {value}"] = [came.outcome == "at once" for came in chosen]
    return {name: share(hits) for name, hits in rows.items()}


def _asdict(one: Any) -> dict[str, Any]:  # noqa: ANN401
    return {name: getattr(one, name) for name in one.__slots__}
