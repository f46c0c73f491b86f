"""Numbers as people dictate them, and what they say instead: what the ear for digits is fitted on."""

# ruff: noqa: E501  (Hangul counts double)

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from voicebot.audio import Audio
from voicebot.audio.level import mix_at_snr, pink_noise, white_noise
from voicebot.audio.mulaw import decode_mulaw, encode_mulaw
from voicebot.audio.resample import resample
from voicebot.audio.stretch import stretch
from voicebot.hear.digit_ear import NAMES
from voicebot.hear.vad import RATE
from voicebot.text.hangul import is_syllable

__all__ = ["Dictation", "altered", "dictations", "symbols"]

_SINO = dict(zip("0123456789", "공일이삼사오육칠팔구", strict=True))
_NATIVE = dict(
    zip("123456789", ("하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"), strict=True)
)
_TAILS = ("", "이요", "이에요", "요", "입니다", "이고요", "예요", "인데요", "")
_LEADS = (
    "제 번호는", "네", "번호는", "전화번호는요", "음", "아니요", "가운데가 틀렸어요", "끝자리가", "연락처는", "제 전화는",
    "아니 아니", "다시 할게요", "핸드폰은",
)  # fmt: skip
_OTHER = (
    "몰라요", "번호 없어요", "싫어요", "네, 맞아요", "아니요, 틀렸어요", "다시 말씀해 주세요", "잠깐만요", "전화번호가 없어요",
    "가좌시장 앞에 가로등이 나갔어요", "그만할래요", "천천히 말해 주세요", "사람 바꿔 주세요", "가운데가 틀렸어요",
    "번호 없이 할게요", "김순자예요", "석남동이요", "어제 저녁부터 그랬어요", "쓰레기가 많이 쌓여 있어요", "뭐라고요?",
    "잘 안 들려요", "여보세요", "일단 적어 주세요", "이사 왔는데요", "오늘 아침부터요", "구청에 가야 해요?",
)  # fmt: skip
_JOINTS = {"one breath": " ", "groups": ", ", "words": " ", "digits": ", ", "with 에": "에 "}
_OTHER_SHARE, _PHONES, _RECEIPTS, _NATIVE_SHARE, _ZERO_SHARE, _LED = 0.1, 0.5, 0.62, 0.12, 0.1, 0.15


@dataclass(frozen=True, slots=True)
class Dictation:
    """One utterance.

    Attributes:
        text: as it is said.
        names: of its digits, in order.
    """

    text: str
    names: tuple[str, ...] = ()


def dictations(seed: int) -> Iterator[Dictation]:
    """Utterances without end."""
    rng = random.Random(seed)  # noqa: S311
    while True:
        yield _dictation(rng)


def _dictation(rng: random.Random) -> Dictation:
    kind = rng.random()
    if kind < _OTHER_SHARE:
        return Dictation(f"{rng.choice(_OTHER)}.")
    called = _called(rng)
    groups = [[called[digit] for digit in group] for group in _groups(rng, kind)]
    manner = rng.choice([*_JOINTS])
    apart = groups if manner not in ("words", "digits") else [[name] for group in groups for name in group]
    said = _JOINTS[manner].join("".join(group) for group in apart) + rng.choice(_TAILS)
    lead = f"{rng.choice(_LEADS)} " if rng.random() < _LED else ""
    return Dictation(f"{lead}{said}.", tuple(name for group in groups for name in group))


def _called(rng: random.Random) -> dict[str, str]:
    """What this caller calls each digit."""
    native = rng.sample("123456789", 3) if rng.random() < _NATIVE_SHARE else ()
    zero = {"0": "영"} if rng.random() < _ZERO_SHARE else {}
    return _SINO | {digit: _NATIVE[digit] for digit in native} | zero


def _groups(rng: random.Random, kind: float) -> list[str]:
    def digits(count: int) -> str:
        return "".join(rng.choice("0123456789") for _ in range(count))

    if kind < _PHONES:
        return [rng.choice(["010"] * 6 + ["011", "016", "032", "02", "070"]), digits(4), digits(4)]
    if kind < _RECEIPTS:
        return [*(digits(2) for _ in range(4)), digits(1)]
    return [digits(rng.choice((1, 2, 3, 3, 4, 4, 4, 4, 5, 8)))]


def symbols(said: Dictation) -> list[int]:
    """Columns of the ear in order: a name of a digit each, and anything else a syllable."""
    row: list[int] = []
    names, at = list(said.names), 0
    while at < len(said.text):
        if names and said.text.startswith(names[0], at):
            row.append(1 + NAMES.index(names[0]))
            at += len(names.pop(0))
            continue
        row += [1 + len(NAMES)] if is_syllable(said.text[at]) else []
        at += 1
    return row


def altered(sound: Audio, rng: np.random.Generator) -> Audio:
    """The same from another throat, at another pace, in a room, by telephone, in noise, farther off."""
    if rng.random() < 0.7:
        throat = rng.uniform(0.85, 1.2)
        other = resample(Audio(sound.samples, round(RATE * throat)), RATE)
        sound = stretch(other, rng.uniform(0.85, 1.15) * throat)
    if rng.random() < 0.25:
        narrow = resample(sound, 8000)
        sound = resample(Audio(decode_mulaw(encode_mulaw(narrow.samples)), 8000), RATE)
    sound = _in_a_room(sound, rng) if rng.random() < 0.3 else sound
    lead, tail = rng.uniform(0.1, 0.6), rng.uniform(0.3, 0.5)
    sound = Audio.join([Audio.silence(lead, RATE), sound, Audio.silence(tail, RATE)])
    if rng.random() < 0.6:
        make = white_noise if rng.random() < 0.5 else pink_noise
        sound = mix_at_snr(sound, make(sound.duration, RATE, rng), rng.uniform(8, 30))
    gain = 10 ** (rng.uniform(-12, 6) / 20)
    return Audio(np.clip(sound.samples * gain, -1, 1).astype(np.float32), RATE)


def _in_a_room(sound: Audio, rng: np.random.Generator) -> Audio:
    """With an echo that fades within a quarter of a second."""
    time_s = np.arange(RATE // 4) / RATE
    echo = rng.standard_normal(len(time_s)) * np.exp(-time_s / rng.uniform(0.03, 0.12))
    echo *= rng.uniform(0.02, 0.08)
    echo[0] = 1
    return Audio(np.convolve(sound.samples, echo)[: len(sound.samples)].astype(np.float32), RATE)
