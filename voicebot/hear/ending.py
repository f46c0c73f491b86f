"""Does what was said so far sound finished?

Korean marks the end of a sentence with a final ending (EF in the Sejong tag set: 나요, 습니다, 해요,
줘). What ends in a particle, a connective or a modifier goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from voicebot.hear.repetition import letters
from voicebot.text.morphemes import tokens as morphemes

__all__ = ["Ending", "english_ending", "korean_ending", "korean_tail", "sentence_ending"]


class Ending(StrEnum):
    """How the tail of an utterance sounds."""

    FINISHED = "finished"
    UNCLEAR = "unclear"
    UNFINISHED = "unfinished"
    ASKED = "asked"
    """The caller asks for a moment in mid-sentence."""


_LEADS_ON = re.compile(r"(데|고|구|서|면|지만|거나)$|(?<![ᆸ습])니까$")
"""Endings that lead on, though a full stop of the recogniser makes them look final; ㅂ니까 and 습니까 ask."""

_INTENTION = re.compile(r"(러|려|[ᆯ을][라려])[고구]?$")
"""With 요 these close a request (신청하려고요, 신고하러요)."""

_BACKGROUND = re.compile(r"(거든|잖아|[다라냐]니까|[다라냐자]고)$")
"""What leads up to the request as often as it is one."""

_TO_ONESELF = re.compile(r"(지|나|냐|(?<!니)까|[ᆫ는은]가|더라)$")
"""What one says to oneself; a question mark makes a question of all but a weighing 까 (할까)."""

_FORMAL = re.compile(r"([ᆸ습]니[다까]|시오|세요)$")
"""Too long to be something else misheard."""

_ASKING = frozenset({"뭐", "무엇", "뭣", "어디", "누구", "언제", "얼마"})
_SUBJECT = ("JKS", "JX", "NNG", "NNP", "NNB", "NP")

_MOMENTS = re.compile(
    r"(잠깐만|잠시만|잠깐|가만|가만있어 ?봐|있어 ?봐|어디 ?보자|뭐더라|뭐였더라)(요)?[\s.?!~…]*$"
)
"""The caller asks for a moment, after something else was said: alone it is a wish, and answered."""

_FILLERS = re.compile(
    r"(^|\s)(음+|으+음|흠+|어+|에+|아|저|저기|그|그게|그거|그 ?뭐|뭐|막|이제|인제|거시기|그러니까|그니까|"
    r"아니 ?그|왜 ?그|있잖아(요)?)[\s.,?!~…]*$"
)
_OPENERS = re.compile(r"(저기|여기|이봐|여보세|안녕하세|수고하세)요|(안녕|수고)하십니까|수고하십니다")
"""Alone they open a talk: the caller may go on, or wait to be greeted."""

_GOES_ON = ("EC", "EP", "ETM", "MAJ", "MM", "JKS", "JKC", "JKG", "JKO", "JKB", "JKQ", "JC", "JX", "XPN")
_DICTATED = ("SN", "NR")
"""A number is being dictated; a choice by number is known by its being expected."""

_MARKS = (".", "?", "!")
_TRAILING = ("..", "…", "~", ",")
_CLOSED = frozenset({"SF", "SP", "SS", "SSO", "SSC", "SO", "SW"})

_DANGLING = re.compile(
    r"a|about|an|and|at|because|but|by|for|from|how|i|if|in|into|is|my|of|on|or|so|than|that|the|their|then"
    r"|this|to|uh|um|was|well|what|when|where|which|who|with|your"
)


def sentence_ending(text: str, language: str) -> Ending:
    """Judge what was said so far; Korean takes a millisecond of morphology, so keep it off the event loop."""
    if language != "ko":
        return english_ending(text)
    return korean_tail(text) or korean_ending([(token.form, token.tag) for token in morphemes(text)])


def korean_tail(text: str) -> Ending | None:
    """What words say without morphology (fillers, openers, pleas for a moment); None when they say nothing.

    A filler's full stop is the recogniser's: "음." goes on. So does a syllable alone, and two that it has not
    closed, for that is how it writes a filler (응, 왜?, 네, 어쿠); where a "네" is waited for, it is known by
    its being expected.
    """
    said = text.strip()
    moment = _MOMENTS.search(said)
    if moment:
        return Ending.ASKED if said[: moment.start()].strip() else None
    words, closed = letters(said), said.endswith(_MARKS)
    if 0 < len(words) < (2 if closed else 3) or _FILLERS.search(said):
        return Ending.UNFINISHED
    opener = _OPENERS.fullmatch(words)
    return (Ending.UNCLEAR if closed else Ending.UNFINISHED) if opener else None


def korean_ending(tokens: Sequence[tuple[str, str]]) -> Ending:
    """Judge the last morphemes, and whether the recogniser has closed the sentence.

    A full stop alone means little, its absence much: Whisper leaves it out where the voice does not sound
    finished, whatever the ending. Only after a formal ending (습니다) does it mean nothing.

    Args:
        tokens: (form, Sejong tag) of each morpheme, in order.
    """
    if tokens and (tokens[-1][1] == "SE" or tokens[-1][0].endswith(_TRAILING)):
        return Ending.UNFINISHED
    spoken = [(form, tag) for form, tag in tokens if tag not in _CLOSED]
    if not spoken:
        return Ending.UNCLEAR
    marks = "".join(form for form, tag in tokens[-2:] if tag == "SF")
    ending = _by_grammar(spoken, question="?" in marks)
    return ending if marks or _FORMAL.search(spoken[-1][0]) else _OPEN[ending]


_OPEN = {
    Ending.FINISHED: Ending.UNCLEAR,
    Ending.UNCLEAR: Ending.UNFINISHED,
    Ending.UNFINISHED: Ending.UNFINISHED,
}
"""What an ending comes to where the recogniser has put no full stop."""


def _by_grammar(spoken: Sequence[tuple[str, str]], *, question: bool) -> Ending:
    form, tag = spoken[-1]
    if tag == "JX" and form in {"요", "이요"}:
        return _polite(spoken[:-1])
    if tag == "EF" and form.endswith("요"):
        return _polite([(form.removesuffix("요"), tag)])
    if tag in {"EF", "EC"} and _TO_ONESELF.search(form):
        weighed = Ending.UNCLEAR if form.endswith("까") or not question else Ending.FINISHED
        return _asks_oneself(spoken, question=question) or weighed
    if tag == "EF":
        return _asks_oneself(spoken, question=question) or _plain(form)
    return Ending.UNFINISHED if tag in _GOES_ON + _DICTATED else Ending.UNCLEAR


def _plain(form: str) -> Ending:
    """What is tagged as final, rightly or because the recogniser put a full stop after it."""
    if _BACKGROUND.search(form):
        return Ending.UNCLEAR
    return Ending.UNFINISHED if _LEADS_ON.search(form) else Ending.FINISHED


def _polite(before: Sequence[tuple[str, str]]) -> Ending:
    """With 요: after a noun it closes an answer (여권이요), after a connective more may come (왔고요)."""
    form, tag = before[-1] if before else ("", "")
    if tag not in {"EC", "EF"} or _INTENTION.search(form):
        return Ending.FINISHED
    leads = _LEADS_ON.search(form) or _BACKGROUND.search(form) or tag == "EC"
    return Ending.UNCLEAR if leads else Ending.FINISHED


def _asks_oneself(spoken: Sequence[tuple[str, str]], *, question: bool) -> Ending | None:
    """A word is looked for: "그 뭐냐", "뭐라고 하지", "이름이 뭐였지"; None where the desk is asked.

    Remembering (더라, 었지) is always to oneself; otherwise what is asked about comes first: "이게 뭐냐".
    """
    asked = [place for place, (form, _) in enumerate(spoken) if form in _ASKING][-1:]
    after = spoken[asked[0] + 1 :] if asked else ()
    if not after or after[0][1] != "VCP" or spoken[-1][1] != "EF":
        return None
    if spoken[-1][0].startswith("더라") or any(tag == "EP" and form != "시" for form, tag in after):
        return Ending.UNFINISHED
    if asked[0] > 0 and spoken[asked[0] - 1][1] in _SUBJECT:
        return None
    return Ending.UNCLEAR if question else Ending.UNFINISHED


def english_ending(text: str) -> Ending:
    """Judge the last word and the recogniser's punctuation; a dangling "to" goes on, full stop or not."""
    words = re.findall(r"[\w']+", text.lower())
    stripped = text.rstrip()
    if not words:
        return Ending.UNCLEAR
    if _DANGLING.fullmatch(words[-1]) and not stripped.endswith("?"):
        return Ending.UNFINISHED
    if stripped.endswith((",", "-", "...", "…")):
        return Ending.UNFINISHED
    return Ending.FINISHED if stripped.endswith((".", "?", "!")) else Ending.UNCLEAR
