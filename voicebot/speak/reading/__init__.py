"""What stands on the page → what a Korean reader says: only Hangul, spaces and the pauses ``, . ? !``.

Each step rewrites one kind of notation and leaves the rest. Web addresses and codes such as A4 come first;
then dates and telephone numbers, whose hyphens are no ranges; then ranges, still in figures; then figures,
which become words; then letters and signs.
"""

from __future__ import annotations

from voicebot.speak.reading.amounts import read_amounts
from voicebot.speak.reading.dates import spell_dates
from voicebot.speak.reading.figures import read_figures
from voicebot.speak.reading.latin import read_codes, read_latin
from voicebot.speak.reading.normal import normalise
from voicebot.speak.reading.phones import read_digit_pairs, read_phones
from voicebot.speak.reading.ranges import spell_ranges
from voicebot.speak.reading.symbols import read_symbols, tidy

__all__ = ["read_digit_pairs", "read_korean"]


_STEPS = (
    normalise,
    read_codes,
    spell_dates,
    read_phones,
    spell_ranges,
    read_figures,
    read_amounts,
    read_latin,
    read_symbols,
    tidy,
)


def read_korean(text: str) -> str:
    """Read a Korean text aloud, in writing.

    Args:
        text: anything; what cannot be read (emoji, other scripts) is left out.

    Returns:
        Hangul words one space apart, with the pause marks ``, . ? !`` directly after a word. Reading the
        result again gives the result.
    """
    for step in _STEPS:
        text = step(text)
    return text
