"""Korean respelled as it sounds, so that a word and what a recogniser makes of it are one.

Applied within a word: liaison (연음), aspiration, nasalisation, palatalisation; then what the ear does not
tell apart is made one: ㅐ ㅔ ㅖ, ㅙ ㅚ ㅞ, ㅢ ㅣ, tense and lax consonants, a final before its like.
"""

from __future__ import annotations

from voicebot.text.hangul import INITIALS, compose, decompose, is_syllable

__all__ = ["as_run", "respell"]

_NEUTRAL = {
    **dict.fromkeys("ㄲㅋㄳㄺ", "ㄱ"), **dict.fromkeys("ㅅㅆㅈㅊㅌㅎ", "ㄷ"), **dict.fromkeys("ㅍㅄㄿ", "ㅂ"),
    **dict.fromkeys("ㄵㄶ", "ㄴ"), **dict.fromkeys("ㄼㄽㄾㅀ", "ㄹ"), "ㄻ": "ㅁ",
}  # fmt: skip
_CLUSTER = {"ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
            "ㄿ": "ㄹㅍ", "ㅄ": "ㅂㅅ"}  # fmt: skip
_SILENT_H = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}
_ASPIRATED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅂ": "ㅍ", "ㅈ": "ㅊ"}
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_LAX = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅆ": "ㅅ", "ㅉ": "ㅈ"}
_VOWEL = {"ㅔ": "ㅐ", "ㅖ": "ㅐ", "ㅒ": "ㅐ", "ㅙ": "ㅚ", "ㅞ": "ㅚ", "ㅢ": "ㅣ"}
_AFTER_J = {"ㅕ": "ㅓ", "ㅑ": "ㅏ", "ㅛ": "ㅗ", "ㅠ": "ㅜ"}
_SWALLOWED = {"ㄱ": "ㄱ", "ㄷ": "ㄷㅅㅈ", "ㅂ": "ㅂ", "ㅅ": "ㅅ", "ㄹ": "ㄹ", "ㄴ": "ㄴ", "ㅁ": "ㅁ"}
"""Finals that are not heard before these initials."""
_OPEN = "ㅇ"

_Syllable = tuple[str, str, str]


def respell(text: str) -> str:
    """A text word by word as it sounds; other letters and the spaces stay."""
    return " ".join(_word(word) for word in text.split())


def _word(word: str) -> str:
    parts: list[str] = []
    run: list[str] = []
    for char in word:
        if is_syllable(char):
            run.append(char)
            continue
        parts += [*_joined(run), char]
        run = []
    return "".join([*parts, *_joined(run)])


def _joined(run: list[str]) -> list[str]:
    return [compose(*one) for one in _sounded(run)] if run else []


def _sounded(run: list[str]) -> list[_Syllable]:
    """Syllables of one word, each changed by the one that follows."""
    heard = [decompose(char) for char in run]
    for at in range(len(heard) - 1):
        heard[at], heard[at + 1] = _met(heard[at], heard[at + 1])
    last = heard[-1]
    heard[-1] = (last[0], last[1], _NEUTRAL.get(last[2], last[2]))
    folded = [_folded(one) for one in heard]
    return [_swallowed(one, after) for one, after in zip(folded, [*folded[1:], ("", "", "")], strict=True)]


def _met(one: _Syllable, after: _Syllable) -> tuple[_Syllable, _Syllable]:
    """Two neighbours: what the final and the next initial make of one another."""
    final, initial = one[2], after[0]
    if initial == _OPEN and final not in ("", _OPEN):
        final, initial = _moved(final)
        if after[1] == "ㅣ":
            initial = {"ㄷ": "ㅈ", "ㅌ": "ㅊ"}.get(initial, initial)
    elif final in _SILENT_H and initial in _ASPIRATED:
        final, initial = _SILENT_H[final], _ASPIRATED[initial]
    elif initial == "ㅎ" and _NEUTRAL.get(final, final) in _ASPIRATED:
        final, initial = "", _ASPIRATED[_NEUTRAL.get(final, final)]
    else:
        final = _NEUTRAL.get(final, final)
        final = _NASAL.get(final, final) if initial in "ㄴㅁ" else final
    return (one[0], one[1], final), (initial, after[1], after[2])


def _moved(final: str) -> tuple[str, str]:
    """A final before a vowel: what stays, and what begins the next syllable."""
    if final in _SILENT_H:
        return "", _SILENT_H[final] or _OPEN
    stays, moves = (_CLUSTER[final][0], _CLUSTER[final][1]) if final in _CLUSTER else ("", final)
    return stays, moves


def _folded(one: _Syllable) -> _Syllable:
    initial, vowel = _LAX.get(one[0], one[0]), _VOWEL.get(one[1], one[1])
    return initial, _AFTER_J.get(vowel, vowel) if initial in "ㅈㅊ" else vowel, one[2]


def _swallowed(one: _Syllable, after: _Syllable) -> _Syllable:
    return (one[0], one[1], "") if after[0] and after[0] in _SWALLOWED.get(one[2], "") else one


# -- the same for a pattern, whose neighbours are not known -------------------------------------------------


def as_run(run: str, *, joins: bool) -> str:
    """A pattern for neighbouring syllables as they sound.

    Args:
        run: the syllables.
        joins: whether something may stand before them in the same word.
    """
    heard = _joined(list(run))
    if len(run) == 1:
        return _alone(heard[0], run, joins=joins)
    first = _opened(heard[0]) if joins else heard[0]
    return "".join([first, *heard[1:-1], _closed(heard[-1], run[-1])])


def _alone(heard: str, written: str, *, joins: bool) -> str:
    return f"(?:{_closed(heard, written)}|{_opened(heard)})" if joins else _closed(heard, written)


def _opened(first: str) -> str:
    """A syllable that begins with a vowel may have the final of what is before it."""
    initial, vowel, final = decompose(first)
    if initial != _OPEN:
        return first
    return f"[{first}{''.join(compose(onset, vowel, final) for onset in _ONSETS)}]"


def _closed(heard: str, written: str) -> str:
    """A final may belong to the next syllable, which then begins with it."""
    initial, vowel, final = decompose(heard)
    if not final or final == _OPEN:
        return heard
    stays, moves = _moved(decompose(written)[2])
    begins = {_LAX.get(moves, moves), *_SWALLOWED.get(final, "")} - {_OPEN}
    ranges = "".join(f"{_first(onset)}-{_last(onset)}" for onset in sorted(begins))
    return f"(?:{heard}|{compose(initial, vowel, stays)}(?=[{ranges}]))"


def _first(onset: str) -> str:
    return chr(0xAC00 + INITIALS.index(onset) * 588)


def _last(onset: str) -> str:
    return chr(0xAC00 + INITIALS.index(onset) * 588 + 587)


_ONSETS = "ㄱㄴㄷㄹㅁㅂㅅㅈㅊㅋㅌㅍ"
