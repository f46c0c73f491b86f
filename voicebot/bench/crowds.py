"""Voices that speak to each other and not to the desk: babble at a distance, a television in the next room.

A few sentences are synthesised once; every clip mixes many of them, moved in time, pitch and level, and takes
away what distance and walls take away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from voicebot.audio import Audio
from voicebot.audio.resample import resample
from voicebot.bench.acoustics import RATE, Sound, at_level, band, coloured, echoing
from voicebot.bench.tunes import chords
from voicebot.speak.synthesizer import Synthesizer

__all__ = ["CROWDS", "chatter"]

Crowd = Callable[[float, np.random.Generator, Sequence[Sound]], Sound]

SENTENCES = (
    "어제 시장에 갔더니 배추 값이 많이 올랐더라고요.",
    "우리 손자가 이번에 초등학교에 들어가요.",
    "점심은 그 집 칼국수가 제일 맛있어요.",
    "버스가 한참 안 와서 그냥 걸어왔어요.",
    "다음 주에 병원에 가서 검사를 받기로 했어요.",
    "날씨가 추우니까 감기 조심하세요.",
    "오늘 경기에서 우리나라가 이 대 일로 이겼습니다.",
    "내일은 전국에 비가 내리겠습니다.",
    "정부는 새로운 대책을 발표했습니다.",
    "그 사람이 어제 나한테 전화를 했거든요.",
    "커피 두 잔하고 빵 하나 주세요.",
    "아이고, 그런 말씀 마세요.",
)


def chatter(synthesizer: Synthesizer) -> list[Audio]:
    """The sentences, at 16 kHz, each in the next of the engine's voices."""
    names = synthesizer.capabilities.voices
    spoken = (
        synthesizer.synthesize(text, language="ko", voice=names[at % len(names)])
        for at, text in enumerate(SENTENCES)
    )
    return [resample(sound, RATE) for sound in spoken]


def _crowd(people: tuple[int, int], high: tuple[float, float], levels: tuple[float, float]) -> Crowd:
    """So many people, dulled above so many Hz, in an echoing room, at a level in dB."""

    def make(seconds: float, rng: np.random.Generator, voices: Sequence[Sound]) -> Sound:
        talk = np.sum([_talking(seconds, rng, voices) for _ in range(rng.integers(*people))], axis=0)
        return _from_afar(talk, rng, high, levels)

    return make


def _television(people: tuple[int, int], levels: tuple[float, float]) -> Crowd:
    """Voices over music out of a small loudspeaker, through a room and a door."""

    def make(seconds: float, rng: np.random.Generator, voices: Sequence[Sound]) -> Sound:
        talk = np.sum([_talking(seconds, rng, voices) for _ in range(rng.integers(*people))], axis=0)
        music = at_level(chords(seconds, rng), rng.uniform(-26, -20))
        return _from_afar(band(at_level(talk, -20) + music, 200, 5000), rng, (1500, 2500), levels)

    return make


def _talking(seconds: float, rng: np.random.Generator, voices: Sequence[Sound]) -> Sound:
    """One person who talks all the time: sentences in any order, at an own pitch and level."""
    order = rng.permutation(len(voices))
    said = np.concatenate([_pitched(voices[at], rng.uniform(0.85, 1.15)) for at in order])
    start = rng.integers(len(said))
    return np.resize(np.roll(said, -start), round(seconds * RATE)) * 10 ** (rng.uniform(-4, 4) / 20)


def _pitched(voice: Sound, factor: float) -> Sound:
    """Higher and faster, as a tape is."""
    return np.asarray(np.interp(np.arange(0, len(voice) - 1, factor), np.arange(len(voice)), voice))


def _from_afar(
    sound: Sound, rng: np.random.Generator, high: tuple[float, float], levels: tuple[float, float]
) -> Sound:
    far = band(
        echoing(sound, rng.uniform(0.5, 1.2), rng.uniform(0.2, 0.8), rng), 80, rng.uniform(*high), steep=2
    )
    level = rng.uniform(*levels)
    return at_level(far, level) + at_level(coloured(len(sound) / RATE, 1, rng), min(-55.0, level - 15))


CROWDS: Mapping[str, Crowd] = {
    "babble_hall": _crowd((12, 25), (1500, 4000), (-48, -30)),
    "babble_room": _crowd((6, 12), (1500, 4000), (-48, -32)),
    "babble_table": _crowd((3, 6), (1500, 3000), (-50, -38)),
    "television": _television((1, 4), (-52, -38)),
}
