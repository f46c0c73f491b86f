"""What one utterance means to an interview: slots, a yes or a no, a number; plain values, no clock."""

# ruff: noqa: E501  (a pattern reads best on one line, and Hangul counts double)

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from voicebot.text.jamo import to_sound
from voicebot.understand.commands import command, number_choice, yes_no
from voicebot.understand.slots import Slots

__all__ = [
    "Said",
    "about_filed",
    "asks",
    "for_another",
    "goes_on",
    "heard_as",
    "only_wants_to_complain",
    "stays_nameless",
    "wants_to_complain",
]

_QUESTION = re.compile(
    r"\?|어떻게\s?(?:해|하|되|받|가)|얼마|(?:나요|까요|ㄴ가요|은가요|인가요|는지요|습니까)\s*[.!]*$"
    r"|^(?:how|what|where|when|why|who|can|do|does|is|are)\b",
    re.IGNORECASE,
)
_COMPLAIN = re.compile(
    r"(?<![가-힣])(?:민원|신고|제보)(?:을|를|도|좀|\s)*(?:하나\s?)?(?:하려고|할려고|하고\s?싶|할게|할\s?게|할래|넣고\s?싶|넣을|넣으려|내고\s?싶|낼게|내려고|하러|할\s?거|좀\s?(?:할|받아|해))"
    r"|\b(?:file|make|report)\b.*\b(?:complaint|report|problem)\b|\bi want to complain\b",
    re.IGNORECASE,
)
_FILED = re.compile(
    r"(?:내|제|저의|우리|아까|지난번에?|전에|저번에)?\s?(?:민원|신고|제보|접수)(?:한|했던|넣은|낸|하신)?\s?(?:거|것|게|건)?(?:이|은|는|가)?\s?(?:지금\s?)?"
    r"(?:어떻게\s?(?:됐|되었|되고|되나|돼)|어디까지|됐나|처리\s?(?:됐|되었)|언제\s?(?:답|처리|돼|되)|확인)"
    r"|(?:민원|신고|제보)(?:한|했던|넣은|낸|하신)?\s?(?:거|것|게|건)?(?:의|을|를|은|는|도|에\s?대한)?\s?(?:처리\s?)?(?:결과|진행(?:\s?상황|\s?상태)?|조회|답변?|답장)"
    r"(?:을|를|이|은|는|가|도|좀|\s)*(?:알|궁금|보려|보고|볼|확인|조회|왔|나왔|나와|나오|어떻|언제|해\s?주|하려|하고|부탁)"
    r"|(?:민원|신고|접수)\s?번호(?:로|를)?\s?(?:좀\s?)?(?:확인|조회|알아|찾아)|\b(?:my|the) (?:complaint|report)\b.*(?:status|doing|going|happen)"
    r"|what happened to my (?:complaint|report)|status of my|track my",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?:어머니|어머님|엄마|아버지|아버님|아빠|할머니|할아버지|남편|아내|부모님|이웃|옆집|다른\s?(?:분|사람)|친구)\s?[가-힣]{0,4}\s?"
    r"(?:대신|대리)|대신\s?(?:해서|하여)?\s?(?:신고|민원|전화|말씀)|\bon behalf of\b|\bfor my (?:mother|father|neighbou?r|wife|husband|grand\w+)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:아까|하던|그|좀\s?전|방금)[가-힣\s]{0,12}(?:계속|이어서|마저)|(?:민원|신고)(?:을|를|은|는)?\s?(?:계속|이어서|마저)"
    r"|(?:계속|이어서|마저)\s?(?:할게|할래|하고\s?싶|해\s?주|하자|해요)|\b(?:go on|continue|resume)\b",
    re.IGNORECASE,
)

_TO_COMPLAIN = ("민원 좀 넣으려고요", "민원 넣으려고요", "민원을 넣고 싶어요")
_ABOUT_FILED = (
    "내 민원 어떻게 됐어요", "제 민원 어떻게 됐어요", "내 민원 어떻게 됐나요", "민원 결과 알고 싶어요", "접수 번호로 찾아 주세요",
)  # fmt: skip
_BARE = re.compile(
    r"불편(?:한\s?(?:것|거|점|일)[을를]?)?\s?신고(?:(?:이?요)|(?:를|좀|\s)*[하할]\S*(?:\s?싶\S*)?)?[.!]?"
)
"""What stands on a kiosk's first picture, said or pressed."""
_ALIKE = 80.0
"""Per cent of the letters, in order: 민원 좀 노력어요 has 81 of 민원 좀 넣으려고요."""
_SHORT = 16
"""Characters of such a sentence at most."""

_NAMELESS = re.compile(
    r"익명|이름\s?(?:없이|안\s?(?:밝히|대고|쓰고))|번호\s?없이|\banonymous|without (?:a|my) (?:name|number)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, and what the desk can make of it.

    Attributes:
        text: the words.
        slots: what they say for a complaint.
        answer: yes or no, also where only the sound of the answer is near; nothing for neither.
        number: which of the numbered choices.
        kind: the category that it is about, where that is sure.
        kinds: categories that it may be about, best first; 기타 is not among them.
        outside: whether the place is another district's.
        heard: whether the caller had heard the desk's question to its end, and not long ago.
        digits: of a number that was dictated, 0–9; empty where the words say them, or none were.
        sure: whether the number need not be asked about.
    """

    text: str
    slots: Slots
    answer: bool | None = None
    number: int | None = None
    kind: str = ""
    kinds: tuple[str, ...] = ()
    outside: bool = False
    heard: bool = True
    digits: str = ""
    sure: bool = True

    @property
    def wish(self) -> str:
        """What the caller wants of the interview; empty for nothing."""
        if self.slots.intent:
            return self.slots.intent.wish
        return "" if self.answer is None else "yes" if self.answer else "no"

    @property
    def enough(self) -> bool:
        """Whether it is "됐어요", which ends what is being asked, where it is no answer."""
        return command(self.text, "ko") == "stop" or command(self.text, "en") == "stop"

    @property
    def thanks_no(self) -> bool:
        """Whether it is "괜찮아요", which declines what was offered and answers no question of yes or no."""
        return not self.wish and yes_no(self.text, "ko") is False

    @property
    def empty(self) -> bool:
        """Whether it says nothing that a complaint needs."""
        slots = self.slots
        return not (slots.what or slots.place or slots.when or slots.phone or self.wish)


def heard_as(
    text: str,
    slots: Slots,
    language: str,
    *,
    outside: bool = False,
) -> Said:
    """What words mean as they stand."""
    wish = slots.intent.wish if slots.intent else ""
    answer = {"yes": True, "no": False}.get(wish)
    return Said(text, slots, answer, number_choice(text, language), outside=outside)


def asks(text: str) -> bool:
    """Whether it is a question to the desk rather than an answer."""
    return bool(_QUESTION.search(text))


def wants_to_complain(text: str) -> bool:
    """Whether somebody says that they want to complain, or says what sounds like it."""
    return bool(_COMPLAIN.search(text)) or only_wants_to_complain(text)


def only_wants_to_complain(text: str) -> bool:
    """Whether nothing else is said, so that what it is about has to be asked."""
    return _sounds_like(text, _TO_COMPLAIN) or bool(_BARE.fullmatch(text.strip()))


def about_filed(text: str) -> bool:
    """Whether somebody asks how their complaint stands."""
    return bool(_FILED.search(text)) or _sounds_like(text, _ABOUT_FILED)


def _sounds_like(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a short utterance is one of these sentences, misheard."""
    if len(text) > _SHORT or not ("민" in text or "접수" in text):
        return False
    heard = to_sound(text)
    return any(fuzz.ratio(heard, to_sound(phrase)) >= _ALIKE for phrase in phrases)


def for_another(text: str) -> bool:
    """Whether they speak for somebody else."""
    return bool(_ANOTHER.search(text))


def stays_nameless(text: str) -> bool:
    """Whether they do not want to say who they are."""
    return bool(_NAMELESS.search(text))


def goes_on(text: str) -> bool:
    """Whether they want to go on with what they had put aside."""
    return bool(_GOES_ON.search(text))
