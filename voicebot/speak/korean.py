"""Korean text to words in Kokoro's alphabet: read, pronounce, spell."""

from __future__ import annotations

from voicebot.speak.phonemes import CODAS, KOREAN, Alphabet, join_syllable, split_syllable, to_phones
from voicebot.speak.pronunciation import pronounce
from voicebot.speak.reading import read_korean
from voicebot.speak.tune import word_tune
from voicebot.speak.words import Word

__all__ = ["korean_words", "unlink"]


def korean_words(text: str, alphabet: Alphabet = KOREAN) -> list[Word]:
    """Read Korean text aloud, word by word.

    Args:
        text: as it stands on the page, with digits, dates, letters and symbols.
        alphabet: the symbols to use.

    Returns:
        Words that have a sound, in order.
    """
    read = read_korean(text)
    words = (_word(word, sound, alphabet) for word, sound in _pairs(read, pronounce(read)))
    return [word for word in words if word.phonemes]


def _word(letters: str, pronounced: str, alphabet: Alphabet) -> Word:
    phones = to_phones(pronounced, alphabet)
    phonemes, sounds = "".join(phone.symbol for phone in phones), tuple(phone.sound for phone in phones)
    return Word(letters, phonemes, word_tune(pronounced, alphabet), sounds)


def _pairs(read: str, pronounced: str) -> list[tuple[str, str]]:
    """Written and pronounced words side by side; pronunciation keeps the spaces of what it was given."""
    return list(zip(read.split(), unlink(read, pronounced).split(), strict=True))


def unlink(written: str, pronounced: str) -> str:
    """Give each word its own end back: 오배 권 is said 오백 원.

    Fluent speakers carry a final consonant over to the next word. Here a word is heard on its own, by people
    who hear it once: carried over, the consonant begins a word that nobody knows.

    Args:
        written: Hangul before the rules of pronunciation.
        pronounced: the same after them, letter by letter.

    Returns:
        As many letters; inside words nothing changes.
    """
    sounds = list(pronounced)
    for at in range(1, len(written) - 1):
        if written[at] == " " and (moved := _carried(written, pronounced, at)):
            sounds[at - 1], sounds[at + 1] = moved
    return "".join(sounds)


def _carried(written: str, pronounced: str, space: int) -> tuple[str, str] | None:
    """The two syllables around a space with the consonant where it is written, if it was carried over."""
    parts = [split_syllable(text[space + step]) for text in (written, pronounced) for step in (-1, 1)]
    before, after, sound_before, sound_after = parts
    if not (before and after and sound_before and sound_after):
        return None
    if not (before[2] and after[0] == "ㅇ" and not sound_before[2] and sound_after[0] in CODAS):
        return None
    end = join_syllable(sound_before[0], sound_before[1], sound_after[0])
    return end, join_syllable("ㅇ", sound_after[1], sound_after[2])
