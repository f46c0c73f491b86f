"""What happens where the parts of a noun or a number meet: 20항, 26항 and 28항 of 표준발음법.

Spelling does not show these; the lists are the productive part of it (suffixes, Sino-Korean syllables), the
lexicon holds the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby

from voicebot.speak.pronunciation.grammar import NUMERAL_SYLLABLES, Morpheme, Place
from voicebot.speak.pronunciation.syllables import Syllable

__all__ = ["compound", "noun_runs"]

_SINO_RIEUL = frozenset(
    "갈걸결골괄굴궐귤길달돌둘렬률멸몰물밀발벌별불살설솔술슬실알열올월율일절졸줄즐질찰철출촬칠탈팔필할헐혈홀활휼힐"
)
_SINO_LAX = frozenset(
    "단달담답당대도독돈돌동두둔득등사산살삼삽상색생서석선설섭성세소속손송쇄수숙순술숭습승시식신실심십"
    "자작잔잠잡장재쟁저적전절점접정제조족존종좌죄주죽준중즉증지직진질집징"
)
_SUFFIXES_LEFT_LAX = frozenset("자집사실장시제전주식소대단상선")


def noun_runs(places: list[Place]) -> Iterator[tuple[int, list[int]]]:
    """Every unbroken run of noun morphemes: where it starts, and the ends of its morphemes."""
    for nominal, run in groupby((place.last for place in places), key=_nominal):
        if nominal:
            morphemes = list(dict.fromkeys(run))
            yield morphemes[0].start, [morpheme.end for morpheme in morphemes]


def _nominal(morpheme: Morpheme) -> bool:
    return morpheme.tag.startswith(("NN", "XSN", "XPN", "XR")) and morpheme.tag != "NNB"


def compound(text: str, places: list[Place], syllables: dict[int, Syllable], settled: set[int]) -> None:
    """Change the onsets that compounding changes, in place, except those already settled."""
    for start, ends in noun_runs(places):
        for end in ends:
            if end - start >= 3 and end - 1 not in settled:
                _suffix(text[start:end], end - 1, places[end - 1].last, syllables)
    for at in range(1, len(text)):
        if at not in settled and _sino_rieul(text, places, at):
            syllables[at] = syllables[at].tense()


@cache
def _suffixes() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each suffix, whether it is tense or nasal, and the words that only look as if they had it."""
    table = files("voicebot.speak.pronunciation").joinpath("data/suffixes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {suffix: (kind, tuple(exceptions.split())) for suffix, kind, exceptions in rows}


def _suffix(word: str, at: int, morpheme: Morpheme, syllables: dict[int, Syllable]) -> None:
    """면허증 면허쯩, 도로과 도로꽈; 생산량 생산냥."""
    kind, exceptions = _suffixes().get(word[-1], ("", ()))
    if not kind or at - 1 not in syllables or word.endswith(exceptions):
        return
    if kind == "tense" and morpheme.tag != "NNP":
        syllables[at] = syllables[at].tense()
    elif kind == "nasal" and syllables[at - 1].coda == "ㄴ":
        syllables[at] = syllables[at]._replace(onset="ㄴ")


def _sino_rieul(text: str, places: list[Place], at: int) -> bool:
    """26항: ㄷㅅㅈ after the ㄹ of a Sino-Korean word, 결정 결쩡; not when doubled, nor before a suffix."""
    left, right = text[at - 1], text[at]
    if left not in _SINO_RIEUL or right not in _SINO_LAX or left == right:
        return False
    if {left, right} <= NUMERAL_SYLLABLES:
        return True
    morpheme = places[at].first
    if places[at - 1].last is not morpheme or not _nominal(morpheme):
        return False
    length, position = morpheme.end - morpheme.start, at - morpheme.start
    if length >= 4 and position % 2 == 0:  # a long noun is pairs: 발달 장애, 생활 지원
        return False
    suffix = length == 3 and position == 2 and right in _SUFFIXES_LEFT_LAX
    return not suffix
