"""What two neighbouring syllables do to each other: the sound rules of 표준발음법, chapters 2 to 5.

The rules see sounds and the kind of seam between them, nothing of grammar or vocabulary. Numbers in the
comments are articles (항) of the standard (문화체육관광부 고시 제2017-13호).
"""

from __future__ import annotations

from enum import Enum

from voicebot.speak.pronunciation.syllables import TENSE, Syllable

__all__ = ["Seam", "join", "settle"]


class Seam(Enum):
    """What lies between two syllables."""

    INSIDE = "inside"  # one morpheme
    BOUND = "bound"  # before a particle, an ending or a suffix
    VERB = "verb"  # inside a verb or between its stem and ending, where 닫혀 is 다처
    COMPOUND = "compound"  # two content morphemes of one word
    CLOSE = "close"  # two words said in one breath
    LOOSE = "loose"  # two words of one breath group
    BREAK = "break"  # a pause


_NEUTRAL = {
    **dict.fromkeys(("ㄱ", "ㄲ", "ㅋ", "ㄳ", "ㄺ"), "ㄱ"),
    **dict.fromkeys(("ㄷ", "ㅅ", "ㅆ", "ㅈ", "ㅊ", "ㅌ", "ㅎ"), "ㄷ"),
    **dict.fromkeys(("ㅂ", "ㅍ", "ㄿ", "ㅄ"), "ㅂ"),
    **dict.fromkeys(("ㄴ", "ㄵ", "ㄶ"), "ㄴ"),
    **dict.fromkeys(("ㄹ", "ㄼ", "ㄽ", "ㄾ", "ㅀ"), "ㄹ"),
    **dict.fromkeys(("ㅁ", "ㄻ"), "ㅁ"),
    "ㅇ": "ㅇ",
    "": "",
}
_CLUSTERS = {
    "ㄳ": ("ㄱ", "ㅆ"), "ㄵ": ("ㄴ", "ㅈ"), "ㄶ": ("", "ㄴ"), "ㄺ": ("ㄹ", "ㄱ"), "ㄻ": ("ㄹ", "ㅁ"),
    "ㄼ": ("ㄹ", "ㅂ"), "ㄽ": ("ㄹ", "ㅆ"), "ㄾ": ("ㄹ", "ㅌ"), "ㄿ": ("ㄹ", "ㅍ"), "ㅀ": ("", "ㄹ"),
    "ㅄ": ("ㅂ", "ㅆ"), "ㅎ": ("", ""),
}  # fmt: skip
_ASPIRATE = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅂ": "ㅍ", "ㅈ": "ㅊ"}
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_WITHOUT_HIEUH = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}
_HELD = {"ㄵ": ("ㄴ", "ㅈ"), "ㄼ": ("ㄹ", "ㅂ"), "ㄺ": ("ㄹ", "ㄱ"), "ㄾ": ("ㄹ", "ㄷ"), "ㅈ": ("", "ㅈ")}
_TIGHT = frozenset({Seam.INSIDE, Seam.BOUND, Seam.VERB})
_Pair = tuple[Syllable, Syllable]


def join(left: Syllable, right: Syllable, seam: Seam) -> _Pair:
    """Say two neighbouring syllables together.

    Args:
        left: the first syllable; its onset and nucleus are already settled.
        right: the next, as it is written or as the grammar has changed it.
        seam: what lies between them.

    Returns:
        The pair with the left coda and the right onset as they sound; the right coda is untouched.
    """
    if seam is Seam.BREAK:
        return _settled(left), right
    for rule in (_palatalise, _release_hieuh, _aspirate, _link):
        pair = rule(left, right, seam)
        if pair is not None:
            return pair
    return _assimilate(_settled(left), right, seam, double=left.coda in ("ㄵ", "ㄾ", "ㄿ", "ㄽ"))


def settle(syllable: Syllable) -> Syllable:
    """Say a syllable before a pause: one of the seven codas (8-11항), plain vowels (5항)."""
    return _plain_vowel(_settled(syllable))


def _settled(syllable: Syllable) -> Syllable:
    return syllable._replace(coda=_NEUTRAL[syllable.coda])


def _palatalise(left: Syllable, right: Syllable, seam: Seam) -> _Pair | None:
    """17항: 굳이 구지, 밭이 바치, 닫혀 다처."""
    if seam not in _TIGHT or left.coda not in ("ㄷ", "ㅌ", "ㄾ") or right.nucleus not in ("ㅣ", "ㅕ"):
        return None
    rest = "ㄹ" if left.coda == "ㄾ" else ""
    if right.onset == "" and (right.nucleus == "ㅣ" or seam is Seam.VERB):
        return left._replace(coda=rest), right._replace(onset="ㅈ" if left.coda == "ㄷ" else "ㅊ")
    if right.onset == "ㅎ" and (right.nucleus == "ㅣ" or seam is Seam.VERB):
        return left._replace(coda=rest), right._replace(onset="ㅊ")
    return None


def _release_hieuh(left: Syllable, right: Syllable, seam: Seam) -> _Pair | None:
    """12항: 놓고 노코, 닿소 다쏘, 놓는 논는, 않는 안는."""
    if left.coda not in _WITHOUT_HIEUH or right.onset == "":
        return None
    rest = left._replace(coda=_WITHOUT_HIEUH[left.coda])
    if right.onset in _ASPIRATE and right.onset != "ㅂ":
        return rest, right._replace(onset=_ASPIRATE[right.onset])
    if right.onset == "ㅅ":
        return rest, right.tense()
    if right.onset == "ㄴ" and left.coda == "ㅎ":
        return rest._replace(coda="ㄴ"), right
    return _assimilate(rest, right, seam, double=False)


def _aspirate(left: Syllable, right: Syllable, seam: Seam) -> _Pair | None:
    """12항 1 붙임: 각하 가카, 앉히다 안치다, 옷 한 벌 오탄벌."""
    if right.onset != "ㅎ":
        return None
    if seam in (Seam.INSIDE, Seam.VERB) and left.coda in _HELD:
        rest, freed = _HELD[left.coda]
    else:
        rest, freed = "", _NEUTRAL[left.coda]
    if freed not in _ASPIRATE:
        return _settled(left), right
    return left._replace(coda=rest), right._replace(onset=_ASPIRATE[freed])


def _link(left: Syllable, right: Syllable, seam: Seam) -> _Pair | None:
    """13-15항: 옷이 오시, 넋이 넉씨, 밭 아래 바다래; a new breath of meaning does not link."""
    if right.onset != "" or left.coda in ("", "ㅇ"):
        return None
    if seam is Seam.LOOSE:
        return _settled(left), right
    if seam not in _TIGHT:
        return left._replace(coda=""), right._replace(onset=_NEUTRAL[left.coda])
    rest, freed = _CLUSTERS.get(left.coda, ("", left.coda))
    return left._replace(coda=rest), right._replace(onset=freed)


def _assimilate(left: Syllable, right: Syllable, seam: Seam, *, double: bool) -> _Pair:
    """18-20항 and 23항: 국물 궁물, 독립 동닙, 신라 실라, 국밥 국빱."""
    coda, onset = left.coda, right.onset
    if onset == "ㄹ" and seam is not Seam.LOOSE:
        coda, onset = _meet_rieul(coda)
    if (coda, onset) == ("ㄹ", "ㄴ") and seam is not Seam.LOOSE:
        onset = "ㄹ"
    if onset in ("ㄴ", "ㅁ"):
        coda = _NASAL.get(coda, coda)
    if coda in _NASAL or double:
        onset = TENSE.get(onset, onset)
    return left._replace(coda=coda), right._replace(onset=onset)


def _meet_rieul(coda: str) -> tuple[str, str]:
    if coda in ("ㄴ", "ㄹ"):
        return "ㄹ", "ㄹ"
    return coda, "ㄹ" if coda == "" else "ㄴ"


def _plain_vowel(syllable: Syllable) -> Syllable:
    """5항: 다쳐 다처, 시계 시게 (allowed), 희망 히망; ㅢ after no onset is the grammar's to decide."""
    onset, nucleus, coda = syllable
    if onset in ("ㅈ", "ㅉ", "ㅊ"):
        nucleus = {"ㅑ": "ㅏ", "ㅕ": "ㅓ", "ㅛ": "ㅗ", "ㅠ": "ㅜ", "ㅖ": "ㅔ", "ㅒ": "ㅐ"}.get(
            nucleus, nucleus
        )
    elif nucleus == "ㅖ" and onset not in ("", "ㄹ", "ㄴ"):
        nucleus = "ㅔ"
    if nucleus == "ㅢ" and onset != "":
        nucleus = "ㅣ"
    return Syllable(onset, nucleus, coda)
