"""Signs: what is read, what is a pause, what is left out; and the tidy form everything ends in."""

from __future__ import annotations

import re

from voicebot.speak.reading.tables import table
from voicebot.text.hangul import decompose, ends_in_final

__all__ = ["read_symbols", "tidy"]

_KEYS = (
    (re.compile(r"\*(?=\s?(?:을|를|버튼|키|표))"), " 별표"),
    (re.compile(r"#(?=\s?(?:을|를|버튼|키))"), " 샵"),
)
_LETTER = re.compile(r"(?<![ㄱ-ㅣ])[ㄱ-ㅎ](?![ㄱ-ㅣ])")
_SIGN = re.compile(r"[&+@%×÷]")
_QUOTES = re.compile("[\"'‘’“”「」『』《》〈〉`´]")
_PAIRS = ("은 는", "이 가", "을 를", "과 와", "이나 나", "으로 로", "이에요 예요", "이랑 랑")
_PARTICLES = {form: tuple(pair.split()) for pair in _PAIRS for form in pair.split()}
_FORMS = "|".join(sorted(_PARTICLES, key=len, reverse=True))
_CLOSED_ONTO_WORD = re.compile(rf"([가-힣]?)[)\]}}>]+(?:({_FORMS})(?![가-힣])|(?=[가-힣]))")
_PAUSE = re.compile(r"[()\[\]{}<>【】/|\\·ㆍ•:;=~→⇒←↔▶▷■□◆◇●○◎※★☆☎☏✓✔▲△▼▽⦁∙_、，]+|\s-+\s|-{2,}|\.{2,}")
_STOP = re.compile(r"[。．\n]")
_JUNK = re.compile(r"[^가-힣.,?!]+")
_MARKS = re.compile(r" *([.,?!](?:[ .,?!]*[.,?!])?) *")
_STRENGTH = "?!.,"


def read_symbols(text: str) -> str:
    """Read the signs that are words, turn the rest into pauses."""
    for key, said in _KEYS:
        text = key.sub(said, text)
    text = _LETTER.sub(lambda m: f" {table('signs')[m[0]]}" if m[0] in table("signs") else "", text)
    text = _SIGN.sub(lambda m: f" {table('signs')[m[0]]} ", text)
    text = _CLOSED_ONTO_WORD.sub(_attach, _QUOTES.sub("", text))
    return _STOP.sub(". ", _PAUSE.sub(", ", text))


def _attach(match: re.Match[str]) -> str:
    """A particle after a bracket now follows the word inside: 정부24(인터넷)는 → 정부24, 인터넷은."""
    inside, particle = match.groups()
    if not particle:
        return inside
    after_coda, after_vowel = _PARTICLES[particle]
    liquid = particle in ("로", "으로") and decompose(inside)[2] == "ㄹ" if inside else False
    return inside + (after_coda if ends_in_final(inside) and not liquid else after_vowel)


def tidy(text: str) -> str:
    """Hangul words one space apart, at most one pause mark after a word, none at the start."""
    text = _MARKS.sub(lambda m: min(m[1].replace(" ", ""), key=_STRENGTH.index) + " ", _JUNK.sub(" ", text))
    return text.lstrip(" .,?!").rstrip(" ,")
