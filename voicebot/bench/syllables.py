"""Words of one or two syllables, said alone: what people answer with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from voicebot.audio import Audio
from voicebot.audio.level import pink_noise, rms_db, scale
from voicebot.audio.resample import resample
from voicebot.audio.stretch import stretch
from voicebot.speak.synthesizer import Timed, TimedSynthesizer
from voicebot.understand.expected import NO, YES

__all__ = ["WORDS", "Answer", "alone", "spoken_answers", "with_noise_before"]

RATE = 16_000

WORDS = {
    "네": YES, "예": YES, "응": YES, "아니": NO, "아니요": NO, "영": "0", "공": "0", "일": "1", "이": "2",
    "삼": "3", "사": "4", "오": "5", "육": "6", "칠": "7", "팔": "8", "구": "9",
}  # fmt: skip
"""What each word answers."""

_CARRIER = "{word}, 거기요."
"""The voice was taught sentences: around a lone syllable it says vowels that are not there. So it says the
word before a sentence, and the sentence is cut off in the pause."""

_BLOCK = RATE // 100
_QUIET_DB = 33.0
_LAG_S = 0.08
"""Sound comes so much later than the voice's own times say."""

_MANNERS = ((1.4, 0.0), (1.2, -10.0), (1.6, -5.0), (1.3, 3.0))
"""Stretch and gain in dB. A word that is the whole answer lasts longer than one that a sentence follows."""

_BEFORE_S = 0.3
_NOISE_DB = (-15.0, -8.0)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One spoken answer.

    Attributes:
        word: what is said.
        voice: who says it.
        sound: at 16 kHz, with a little silence before it.
    """

    word: str
    voice: str
    sound: Audio


def spoken_answers(synthesizer: TimedSynthesizer) -> Iterator[Answer]:
    """Every word by every voice in every manner, in an order that any first part is a fair sample of."""
    voices = synthesizer.capabilities.voices
    said = {
        (word, voice): alone(
            synthesizer.synthesize_timed(_CARRIER.format(word=word), language="ko", voice=voice)
        )
        for word, voice in product(WORDS, voices)
    }
    for (factor, gain), voice, word in product(_MANNERS, voices, WORDS):
        sound = scale(stretch(said[word, voice], factor), gain)
        yield Answer(word, voice, Audio.join([Audio.silence(_BEFORE_S, RATE), sound]))


def alone(timed: Timed) -> Audio:
    """The first word of a sentence, cut where it is quietest before the second."""
    sound = resample(timed.audio, RATE)
    start, following = (at for _, at in timed.words[:2])
    levels = _levels(sound)
    first, last = (round((at + _LAG_S) * 100) for at in (start, following))
    first += int(np.argmax(levels[first : (first + last) // 2]))  # past the breath before the vowel
    quiet = np.flatnonzero(levels[first:last] < levels.max() - _QUIET_DB)
    end = first + int(quiet[0] if len(quiet) else np.argmin(levels[first:last]))
    samples = sound.samples[: (end + 2) * _BLOCK].copy()
    samples[-2 * _BLOCK :] *= np.linspace(1, 0, 2 * _BLOCK, dtype=np.float32)
    return Audio(samples, RATE)


def _levels(sound: Audio) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Level of each hundredth of a second, dB."""
    whole = sound.samples[: len(sound.samples) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    levels: np.ndarray[tuple[int], np.dtype[np.float64]] = 10 * np.log10(
        np.mean(np.square(whole, dtype=np.float64), axis=1) + 1e-12
    )
    return levels


def with_noise_before(answer: Answer, seed: int) -> Audio:
    """The answer after 300 ms of noise, 8–15 dB below it: a breath, a rustle, a passing car."""
    rng = np.random.default_rng(seed)
    noise = pink_noise(_BEFORE_S, RATE, rng)
    level = rms_db(answer.sound) + float(rng.uniform(*_NOISE_DB))
    ends = np.ones(len(noise.samples), np.float32)
    ends[:_BLOCK], ends[-_BLOCK:] = np.linspace(0, 1, _BLOCK), np.linspace(1, 0, _BLOCK)
    before = scale(Audio(noise.samples * ends, RATE), level - rms_db(noise))
    word = answer.sound.cut(_BEFORE_S)
    return Audio.join([Audio.silence(_BEFORE_S, RATE), before, word])
