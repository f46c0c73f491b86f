"""The pitch of a Korean word: what tells 콩 from 공 at its start.

In today's Seoul speech an aspirated consonant at the start of a word is known less by its breath than by the
high pitch of its syllable (Silva 2006, "Acoustic evidence for the emergence of tonal contrast in
contemporary Korean", Phonology 23). The voices here do not know that, so their pitch is raised there; how
much was searched for (docs/decisions/0004-korean-voice.md).
"""

from __future__ import annotations

from voicebot.speak.phonemes import KOREAN, Alphabet, split_syllable, to_phonemes

__all__ = ["HIGH", "word_tune"]

HIGH = {"ㅋ": 1.5, "ㅌ": 1.5, "ㅍ": 1.5, "ㅊ": 1.5}


def word_tune(pronounced: str, alphabet: Alphabet = KOREAN) -> tuple[float, ...]:
    """What the voice's own pitch is multiplied by, for each symbol of a word.

    Args:
        pronounced: one word in pronounced Hangul.
        alphabet: the symbols it is written in.

    Returns:
        As many factors as `to_phonemes` gives symbols.
    """
    length = len(to_phonemes(pronounced, alphabet))
    first = split_syllable(pronounced[0]) if pronounced else None
    factor = HIGH.get(first[0], 1.0) if first else 1.0
    high = min(_before_second_vowel(pronounced, alphabet), length)
    return (factor,) * high + (1.0,) * (length - high)


def _before_second_vowel(pronounced: str, alphabet: Alphabet) -> int:
    """Symbols up to where a falling pitch is next heard."""
    start = len(to_phonemes(pronounced[:2], alphabet))
    second = split_syllable(pronounced[1]) if len(pronounced) > 1 else None
    if second is None:
        return start
    return start - len(alphabet.nuclei[second[1]]) - len(alphabet.codas.get(second[2], ""))
