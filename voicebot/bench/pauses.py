"""People who stop to think: our voices at written pauses, and human recordings with a pause made longer.

Each clip ends with its last word; whoever plays it adds the silence after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np

from voicebot.audio import Audio
from voicebot.audio.decode import decode
from voicebot.audio.level import rms_db, scale, white_noise
from voicebot.audio.resample import resample
from voicebot.bench.corpus import Utterance
from voicebot.hear.ending import Ending, sentence_ending
from voicebot.hear.repetition import letters
from voicebot.hear.vad import RATE, SileroModel, VoiceActivity, WindowHeard
from voicebot.settings import settings
from voicebot.speak.cache import SpeechCache, SpeechKey
from voicebot.speak.synthesizer import Synthesizer, Timed

__all__ = [
    "DATA",
    "Clip",
    "Voices",
    "going_on_clips",
    "hiss",
    "human_clips",
    "read_pairs",
    "said_before",
    "spoken_clips",
    "trimmed",
]

DATA = Path(__file__).parent / "data"
MARK = " | "
"""Where the speaker of a written sentence stops to think."""

GAPS_S = (0.4, 0.7, 1.0, 1.4, 1.8, 2.2, 2.5)
GOING_ON_S = (1.2, 1.4, 1.6, 1.8, 2.0)
STRETCHED_S = (1.0, 1.5, 2.0)
HISS_DB = -60.0
"""A quiet room."""

_WINDOW_S = 0.02
_BELOW_PEAK_DB = 40.0
_INNER_PAUSE_S = 0.15
_WORD_S = 0.16
"""What voice activity takes for speech but is shorter is a breath or a click, and no word to end at."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """One caller who pauses.

    Attributes:
        group: what is reported together: ``clean``, ``particle`` … or ``human``.
        sound: at 16 kHz, up to the last word.
        end: seconds at which the last word ends.
        finished: whether the last words finish a sentence, by the writer's mark or the transcript's grammar.
        floor_db: level of the room.
        labels: what else it is reported under: how long its pause is, and where that stands.
    """

    group: str
    sound: Audio
    end: float
    finished: bool = True
    floor_db: float = HISS_DB
    labels: tuple[str, ...] = ()


class Voices:
    """Our voices by turns; what was said once is kept on disk.

    Args:
        engine: makes the sound.
        cache: where it is kept; a folder of the usual cache when empty.
    """

    def __init__(self, engine: Synthesizer, cache: SpeechCache | None = None) -> None:
        self._engine = engine
        self._cache = cache or SpeechCache(settings().cache_dir / "bench")

    def say(self, text: str, number: int) -> Audio:
        """Speech without the silence around it, at 16 kHz; `number` chooses the voice."""
        can = self._engine.capabilities
        voice = can.voices[number % len(can.voices)]
        key = SpeechKey(can.name, can.version, voice, "ko", text)
        timed = self._cache.get(key)
        if timed is None:
            timed = Timed(self._engine.synthesize(text, language="ko", voice=voice), ())
            self._cache.put(key, timed)
        return trimmed(resample(timed.audio, RATE))


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Two columns with a header, separated by a tab."""
    rows = (line.partition("\t") for line in path.read_text("utf-8").splitlines()[1:] if line.strip())
    return [(left, right) for left, _, right in rows]


def spoken_clips(pairs: Sequence[tuple[str, str]], voices: Voices) -> Iterator[Clip]:
    """(kind, text with marks) in our voices; every mark becomes the next of `GAPS_S`."""
    for number, (kind, text) in enumerate(pairs):
        parts = [voices.say(part, number) for part in text.split(MARK)]
        gaps = [GAPS_S[(number + place) % len(GAPS_S)] for place in range(len(parts) - 1)]
        yield _clip(kind, parts, gaps, number)


def going_on_clips(pairs: Sequence[tuple[str, str]], voices: Voices) -> Iterator[Clip]:
    """(sentence, what the same person adds a little later)."""
    for number, pair in enumerate(pairs):
        parts = [voices.say(part, number) for part in pair]
        yield _clip("going_on", parts, [GOING_ON_S[number % len(GOING_ON_S)]], number)


def human_clips(
    utterances: Sequence[Utterance], model: SileroModel, hear: Callable[[Audio], str]
) -> Iterator[Clip]:
    """Recordings with their longest inner pause made longer; those without a pause are left out.

    Args:
        utterances: the recordings.
        model: voice activity, which finds the pauses.
        hear: recognises what comes before the pause, to find its place in the transcript.
    """
    number = 0
    for utterance in utterances:
        sound = resample(decode(utterance.path), RATE)
        clip = _stretched(sound, VoiceActivity(model).push(sound.samples), utterance.transcript, number, hear)
        if clip:
            number += 1
            yield clip


def hiss(seconds: float, level_db: float, seed: int) -> Audio:
    """An empty room at 16 kHz."""
    noise = white_noise(seconds, RATE, np.random.default_rng(seed))
    return scale(noise, level_db - rms_db(noise)) if len(noise.samples) else noise


def trimmed(sound: Audio) -> Audio:
    """The sound from its first loud window of 20 ms to its last, 40 dB below the loudest."""
    size = round(_WINDOW_S * sound.rate)
    windows = [Audio(sound.samples[at : at + size], sound.rate) for at in range(0, len(sound.samples), size)]
    levels = np.array([rms_db(window) for window in windows])
    loud = np.flatnonzero(levels > levels.max(initial=-120.0) - _BELOW_PEAK_DB)
    if not len(loud):
        return sound
    return Audio(sound.samples[loud[0] * size : (loud[-1] + 1) * size], sound.rate)


def _clip(group: str, parts: list[Audio], gaps: list[float], seed: int) -> Clip:
    sounds = [parts[0]]
    for gap, part in zip(gaps, parts[1:], strict=True):
        sounds += [Audio.silence(gap, RATE), part]
    whole = Audio.join(sounds)
    room = np.resize(hiss(whole.duration, HISS_DB, seed).samples, len(whole.samples))
    return Clip(group, Audio(whole.samples + room, RATE), whole.duration)


def _stretched(
    sound: Audio, windows: list[WindowHeard], transcript: str, number: int, hear: Callable[[Audio], str]
) -> Clip | None:
    """Its longest pause between words, made as long as the next of `STRETCHED_S`."""
    spoken = _words(windows)
    step = windows[0].end if windows else 0.0
    pauses = [(after - before - step, before) for before, after in pairwise(spoken)]
    length, start = max(pauses, default=(0.0, 0.0))
    if length < _INNER_PAUSE_S:
        return None
    pause, middle = sound.cut(start, start + length), start + length / 2
    floor = max(HISS_DB, _quietest(pause))
    goal = STRETCHED_S[number % len(STRETCHED_S)]
    more = hiss(max(0.0, goal - length), floor, number)
    whole = Audio.join([sound.cut(0.0, middle), more, sound.cut(middle, spoken[-1])])
    between = _finishes(said_before(transcript, hear(sound.cut(0.0, middle))))
    place = "between sentences" if between else "in a sentence"
    labels = (f"human, {goal:g} s", f"human, {place}")
    return Clip("human", whole, whole.duration, _finishes(transcript), floor, labels)


def said_before(transcript: str, heard: str) -> str:
    """The first words of a transcript, as many as are most like what was heard of them."""
    words, said = transcript.split(), letters(heard)
    starts = [" ".join(words[:count]) for count in range(1, len(words) + 1)]
    alike = [SequenceMatcher(None, letters(start), said, autojunk=False).ratio() for start in starts]
    return starts[alike.index(max(alike))] if starts else ""


def _finishes(words: str) -> bool:
    """Whether words end a sentence by their grammar; transcripts have no full stops."""
    return sentence_ending(f"{words.rstrip('.')}.", "ko") is Ending.FINISHED


def _words(windows: Sequence[WindowHeard]) -> list[float]:
    """Where each window of speech ends that belongs to a word."""
    runs = [list(run) for speech, run in groupby(windows, lambda window: window.speech) if speech]
    step = windows[0].end if windows else 0.0
    return [window.end for run in runs if len(run) * step >= _WORD_S for window in run]


def _quietest(sound: Audio, seconds: float = 0.05) -> float:
    """Level of the quietest moment, in dB."""
    starts = np.arange(0.0, max(sound.duration - seconds, 0.0) + 1e-9, seconds)
    return min(rms_db(sound.cut(float(start), float(start) + seconds)) for start in starts)
