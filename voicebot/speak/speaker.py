"""The desk's mouth: the officer's recording, else a cached sentence, else live synthesis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from voicebot.audio import Audio
from voicebot.audio.decode import decode
from voicebot.audio.level import scale
from voicebot.audio.stretch import stretch
from voicebot.errors import AudioError
from voicebot.speak.cache import SpeechCache, SpeechKey
from voicebot.speak.marks import Mark, estimate_marks, place_marks
from voicebot.speak.recorded import recorded_marks
from voicebot.speak.respelling import NO_RESPELLING, Respelling
from voicebot.speak.sentences import split_sentences
from voicebot.speak.synthesizer import Synthesizer, Timed, TimedSynthesizer

__all__ = ["DEFAULT_RATE", "RATES", "Speaker", "Spoken", "Voice"]

DEFAULT_RATE = 0.9  # of a person's normal pace (product.md); a recording's own pace counts as this
RATES = (0.7, 1.5)
_SENTENCE_PAUSE_S = 0.5
_NOTHING_S, _NOTHING_RATE = 0.1, 24_000  # what a text without a sentence sounds like

Voice = Literal["recorded", "cached", "synthesised"]
Said = tuple[str, str]  # a text and its language


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a caller hears.

    Attributes:
        audio: the sound, at the caller's rate and volume.
        voice: where it came from; ``synthesised`` when any of it was made just now.
        marks: for each word of the text, the index of its first letter and the millisecond it is heard.
    """

    audio: Audio
    voice: Voice
    marks: list[Mark]


class Speaker:
    """Speaks text through recordings, a cache and an engine. Blocking; call it from a worker thread.

    Args:
        synthesizer: the engine.
        cache: where spoken sentences are kept.
        recordings_dir: where relative recording paths start.
        voice: the engine's voice; its default when empty.
        respelling: words that are said in a way of their own.

    Attributes:
        respelling: as given; another one counts from the next sentence on.
    """

    def __init__(
        self,
        synthesizer: Synthesizer,
        cache: SpeechCache,
        recordings_dir: Path | None = None,
        voice: str | None = None,
        respelling: Respelling = NO_RESPELLING,
    ) -> None:
        self.respelling = respelling
        self._engine = synthesizer
        self._cache = cache
        self._recordings = recordings_dir
        self._voice = voice

    def speak(
        self,
        text: str,
        *,
        language: str,
        rate: float = DEFAULT_RATE,
        volume_db: float = 0.0,
        recording: Path | None = None,
        keep: bool = True,
    ) -> Spoken:
        """Say a text, whole.

        Args:
            text: one or more sentences, as they stand on the page.
            language: ISO 639-1 code.
            rate: of normal, held within `RATES`.
            volume_db: louder or softer, decibels.
            recording: the officer's own voice saying this text; unreadable ones are passed over.
            keep: whether the sound may be kept; never that of somebody's name or number.

        Raises:
            EngineError: the engine failed.
        """
        recorded = self._recorded(text, recording, rate, volume_db)
        if recorded:
            return recorded
        sentences = split_sentences(text)
        spoken = [self._say(part, language, rate, volume_db, keep=keep) for part in sentences]
        return _join(text, sentences, spoken)

    def cached(
        self,
        text: str,
        *,
        language: str,
        rate: float = DEFAULT_RATE,
        volume_db: float = 0.0,
        recording: Path | None = None,
    ) -> Spoken | None:
        """Say a text if that needs no synthesis, else nothing."""
        recorded = self._recorded(text, recording, rate, volume_db)
        if recorded:
            return recorded
        if not self.is_free(text, language=language):
            return None
        spoken = self.speak(text, language=language, rate=rate, volume_db=volume_db)
        return spoken if spoken.voice == "cached" else None

    def is_free(self, text: str, *, language: str) -> bool:
        """Whether every sentence of a text is in the cache (a look at file names only)."""
        return all(self._key(part, language) in self._cache for part in split_sentences(text))

    def warm(
        self,
        texts: Iterable[Said],
        on_progress: Callable[[int, int], None] = lambda done, total: None,
        should_yield: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Put sentences into the cache, in the order given; call again to go on.

        Args:
            texts: (text, language), most asked first.
            on_progress: told sentences done and sentences in all.
            should_yield: asked before each sentence that costs something; true hands the engine to a caller.

        Returns:
            Whether all of them are there.

        Raises:
            EngineError: the engine failed.
        """
        said = [(part, language) for text, language in texts for part in split_sentences(text)]
        sentences = list(dict.fromkeys(said))
        for done, (sentence, language) in enumerate(sentences):
            key = self._key(sentence, language)
            if key not in self._cache:
                if should_yield():
                    return False
                self._synthesise(key)
            on_progress(done + 1, len(sentences))
        return True

    def _recorded(self, text: str, recording: Path | None, rate: float, volume_db: float) -> Spoken | None:
        if recording is None:
            return None
        path = (self._recordings or Path()) / recording
        try:
            audio = decode(path.read_bytes())
        except (OSError, AudioError):
            return None
        pace = rate / DEFAULT_RATE
        audio = _as_asked(audio, pace, volume_db)
        marks = [(letter, round(ms / pace)) for letter, ms in recorded_marks(path, text)]
        return Spoken(audio, "recorded", marks or estimate_marks(text, audio.duration))

    def _say(self, sentence: str, language: str, rate: float, volume_db: float, *, keep: bool) -> Spoken:
        key = self._key(sentence, language)
        known = self._cache.get(key)
        timed = known or self._synthesise(key, keep=keep)
        pace = min(max(rate, RATES[0]), RATES[1]) / self._engine.capabilities.pace
        audio = _as_asked(timed.audio, pace, volume_db)
        if timed.words:
            marks = [(at, round(ms / pace)) for at, ms in place_marks(sentence, timed.words)]
        else:
            marks = estimate_marks(sentence, audio.duration)
        return Spoken(audio, "cached" if known else "synthesised", marks)

    def _synthesise(self, key: SpeechKey, *, keep: bool = True) -> Timed:
        if isinstance(self._engine, TimedSynthesizer):
            timed = self._engine.synthesize_timed(key.text, language=key.language, voice=self._voice)
        else:
            timed = Timed(self._engine.synthesize(key.text, language=key.language, voice=self._voice), ())
        if keep:
            self._cache.put(key, timed)
        return timed

    def _key(self, sentence: str, language: str) -> SpeechKey:
        can = self._engine.capabilities
        text = self.respelling(sentence, language)
        return SpeechKey(can.name, can.version, self._voice or can.voices[0], language, text)


def _as_asked(audio: Audio, rate: float, volume_db: float) -> Audio:
    paced = audio if rate == 1.0 else stretch(audio, 1 / rate)
    return paced if volume_db == 0.0 else scale(paced, volume_db)


def _padded(audio: Audio, seconds: float) -> Audio:
    return Audio.join([audio, Audio.silence(seconds, audio.rate)]) if seconds else audio


def _join(text: str, sentences: list[str], parts: list[Spoken]) -> Spoken:
    """One sound with a pause between sentences, and marks that count from its start and the text's."""
    sounds: list[Audio] = []
    marks: list[Mark] = []
    letter, seconds = 0, 0.0
    for sentence, spoken in zip(sentences, parts, strict=True):
        letter = max(letter, text.find(sentence, letter))
        marks += [(letter + at, round(seconds * 1000) + ms) for at, ms in spoken.marks]
        last = sentence is sentences[-1]
        sounds.append(spoken.audio if last else _padded(spoken.audio, _SENTENCE_PAUSE_S))
        letter, seconds = letter + len(sentence), seconds + sounds[-1].duration
    fresh = any(spoken.voice == "synthesised" for spoken in parts)
    sound = Audio.join(sounds) if sounds else Audio.silence(_NOTHING_S, _NOTHING_RATE)
    return Spoken(sound, "synthesised" if fresh else "cached", marks)
