"""Refuses words that the sound does not bear out.

Whisper writes a sentence for silence, noise and music, and the sentence is one that it has seen under many
videos; of voices far off it makes sentences of its own. The layers, cheapest first: how loud, how much
speech, what the model itself says, whether it repeats, whether so much or so little is said in the time, and
last a list of such sentences, which only counts when the sound does not support it: a caller may well say
thank you.

Two doubts of the model add up: how improbable its words are, and how likely it is that nobody spoke. People
are rarely far from both; a room full of people is. A syllable alone gives the model little to go by and both
doubts are great; it counts when it is one of the few answers that the desk waits for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from voicebot.hear.repetition import RATE_LIMIT, compression, letters, repeats, syllables
from voicebot.hear.transcriber import Transcript
from voicebot.hear.turn import ANSWER_SPEECH_S, MINIMUM_SPEECH_S

__all__ = ["Verdict", "judge"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the words count.

    Attributes:
        accepted: they do.
        reason: ``heard``, or why not: ``too_quiet``, ``too_short``, ``nothing_said``, ``no_speech``,
            ``unsure``, ``repeats``, ``too_much``, ``too_little``, ``boilerplate``.
    """

    accepted: bool
    reason: str

    @property
    def garbled(self) -> bool:
        """Whether somebody spoke all the same, though it is not known what was said.

        The other reasons are those of noise: what Whisper writes for it, and murmurs.
        """
        return self.reason in _GARBLED


_GARBLED = frozenset({"unsure", "too_much"})

# Set on noises and on people (docs/decisions/0002; `voicebot eval guard` and `short` measure them again).
_QUIETEST_DB = -70.0
_QUIET_DB = -60.0
_QUIET_SCORE = -0.6
_NO_SPEECH = 0.6
_SURE_ALL_THE_SAME = -0.6
_UNSURE = -1.4
_ANSWER_NO_SPEECH = 0.85
_ANSWER_WEIGHT, _ANSWER_UNSURE = 3.0, -3.78
"""Of a syllable the words are improbable anyway; that nobody spoke says three times as much."""
_NUMBER, _DIFFERENT = 7, 3
"""Digits in a row, so many of them different, that no noise is taken for."""
_SLACK_S = 0.6
_LONG_S = 2.0
_SLOWEST = 2.0
_SLOW_NO_SPEECH = 0.15
"""Syllables a second of speech: people say four and more, a crowd's murmur becomes one 아. Who draws out a
filler is as slow, but is heard as speech."""

_COMPRESSION = 2.4

_SUPPORTED_NO_SPEECH = 0.3
_SUPPORTED_SCORE = -0.8
_SUPPORTED_RATE = 11.0

_BOILERPLATE = {
    "ko": (
        "시청해 주셔서 감사합니다",
        "시청해 주셔서 고맙습니다",
        "끝까지 시청해 주셔서 감사합니다",
        "영상 시청해 주셔서 감사합니다",
        "오늘도 시청해 주셔서 감사합니다",
        "지금까지 시청해 주셔서 감사합니다",
        "봐 주셔서 감사합니다",
        "들어 주셔서 감사합니다",
        "감사합니다",
        "고맙습니다",
        "구독과 좋아요 부탁드립니다",
        "구독 좋아요 알림 설정 부탁드립니다",
        "좋아요와 구독 부탁드립니다",
        "다음 영상에서 만나요",
        "다음 영상에서 뵙겠습니다",
        "다음 시간에 만나요",
        "다음 시간에 뵙겠습니다",
        "이 시각 세계였습니다",
        "날씨였습니다",
        "지금까지 뉴스였습니다",
        "MBC 뉴스입니다",
        "KBS 뉴스입니다",
        "SBS 뉴스입니다",
        "YTN 뉴스입니다",
        "뉴스 스토리였습니다",
        "자막 제공 및 광고를 포함하고 있습니다",
        "한글자막",
        "음악",
        "박수",
    ),
    "en": (
        "Thank you",
        "Thank you very much",
        "Thanks for watching",
        "Thank you for watching",
        "Thanks for listening",
        "Please subscribe",
        "Please like and subscribe",
        "Like and subscribe",
        "See you in the next video",
        "See you next time",
        "Subtitles by the Amara.org community",
        "Transcribed by",
        "You",
        "Bye",
        "Music",
        "Applause",
    ),
}
_REPORTER = re.compile(r"(mbc|kbs|sbs|ytn|jtbc)뉴스[가-힣]{2,4}입니다")
_LISTED = {language: frozenset(letters(line) for line in lines) for language, lines in _BOILERPLATE.items()}


def judge(
    transcript: Transcript, *, speech_seconds: float, level_db: float, language: str, answers: bool = False
) -> Verdict:
    """Whether the best reading counts as something that was said.

    Args:
        transcript: what the recogniser wrote.
        speech_seconds: how much of the sound was speech, by voice activity.
        level_db: loudness of the sound, dB of full scale.
        language: ISO 639-1 code that the recogniser was pinned to.
        answers: the words are one of the few that the desk waits for.
    """
    shortest = ANSWER_SPEECH_S if answers else MINIMUM_SPEECH_S
    reason = _by_sound(transcript, level_db) or ("too_short" if speech_seconds < shortest else None)
    if not (answers and _is_number(transcript)):
        by_model = _by_model_of_answer if answers else _by_model
        reason = reason or by_model(transcript) or _by_words(transcript, speech_seconds, language)
    return Verdict(reason is None, reason or "heard")


def _is_number(transcript: Transcript) -> bool:
    """A long number was heard in the sound itself; what the decoder makes of digits is often odd."""
    digits = transcript.rows[0].digits.replace(" ", "") if transcript.rows else ""
    return len(digits) >= _NUMBER and len(set(digits)) >= _DIFFERENT


def _by_sound(transcript: Transcript, level_db: float) -> str | None:
    """A soft voice counts when it is understood well."""
    clear = bool(transcript.hypotheses) and transcript.hypotheses[0].score > _QUIET_SCORE
    return "too_quiet" if level_db < (_QUIETEST_DB if clear else _QUIET_DB) else None


def _by_model(transcript: Transcript) -> str | None:
    if not letters(transcript.text):
        return "nothing_said"
    score = transcript.hypotheses[0].score
    if transcript.no_speech > _NO_SPEECH and score < _SURE_ALL_THE_SAME:
        return "no_speech"
    return "unsure" if score - transcript.no_speech < _UNSURE else None


def _by_model_of_answer(transcript: Transcript) -> str | None:
    if transcript.no_speech > _ANSWER_NO_SPEECH:
        return "no_speech"
    best = max(reading.score for reading in transcript.hypotheses)
    return "unsure" if best - _ANSWER_WEIGHT * transcript.no_speech < _ANSWER_UNSURE else None


def _by_words(transcript: Transcript, speech_seconds: float, language: str) -> str | None:
    said = letters(transcript.text)
    if repeats(transcript.text) or compression(transcript.text) > _COMPRESSION:
        return "repeats"
    if syllables(said) > RATE_LIMIT * (speech_seconds + _SLACK_S):
        return "too_much"
    listed = said in _LISTED.get(language, frozenset()) or bool(_REPORTER.fullmatch(said))
    if listed and not _supported(transcript, said, speech_seconds):
        return "boilerplate"
    return "too_little" if _says_little(transcript, said, speech_seconds) else None


def _says_little(transcript: Transcript, said: str, speech_seconds: float) -> bool:
    """Hardly anything was said in much sound, and it may not have been speech."""
    slow = speech_seconds > _LONG_S and syllables(said) < _SLOWEST * speech_seconds
    return slow and transcript.no_speech > _SLOW_NO_SPEECH


def _supported(transcript: Transcript, said: str, speech_seconds: float) -> bool:
    """The sound bears the words out: the model is sure, and there is speech enough to say them in."""
    return (
        transcript.no_speech < _SUPPORTED_NO_SPEECH
        and transcript.hypotheses[0].score > _SUPPORTED_SCORE
        and syllables(said) <= _SUPPORTED_RATE * speech_seconds
    )
