"""Whether a sentence asks or wants something of an office, rather than telling that something is wrong.

"가로등이 나갔어요" tells, "가로등 고장은 어디에 신고해요?" asks, "소파 버리려고요" has something in mind.
What is asked without wanting an answer ("왜 안 치워요", "애들이 다치면 어떡해요") tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from voicebot.text.morphemes import kiwi
from voicebot.text.normal import normalise

__all__ = ["Sentence", "asks", "asks_where_to_report", "calls_for_filing", "sentences"]

_TOLD = re.compile(
    r"(?:(?:어디|무슨|뭐|누|언제|어떻|왜|몇)\S*\s(?:\S+\s){0,3})?\S*지(?:를|도|는)?\s?(?:잘\s?)?(?:모르|몰라|모릅)"
    r"|몇\s?(?:달|주|년|시간|개월|번(?:을|이나|째|씩)|날|분)|며칠(?:째|을|이나|동안|전)|어떡[하해]|어떻게(?:\s?좀|든)"
    r"|얼마나\s?(?:시끄|심하|무서|위험|크|더럽|아픈|힘든)|(?:^|\s)왜\s|뭐라고|무슨\s?소린|고\s싶은\s말"
    r"|(?<!알려\s)(?<!가르쳐\s)(?<!설명해\s)주(?:실\s수|시면\s안|시겠|실래|면\s안)\S*(?:\s\S+){0,2}$|안\s?(?:되나|될까|하나|됩니까)\S*$"
)
"""What looks like a question and tells: "무슨 냄샌지 모르겠는데", "왜 안 가져가요", "치워 주실 수 있나요"."""
_WORDS = re.compile(
    r"^(?:how|what|where|when|why|who|which|can|could|do|does|is there|are there)\b"
    r"|(?:^|\s)(?:어디|어떻게|어떤|어때|얼마|언제|며칠|몇|무엇|무슨|뭐|뭘|누구|어느|왜요)"
    r"|누가\s.*(?:줘|주는|주나|고쳐|치워야|해야)"
)
_ENDS = re.compile(
    r"(?:다|라)면서요?$|도\s?(?:돼|되|됩|괜찮)\S{0,3}$|수\s?있\S{0,4}$|\?$|(?:궁금|알고\s?싶|물어보|여쭤|여쭙|알아보)\S*$"
    r"|(?:알려|가르쳐|설명해|말해|바꿔)\s?(?:줘|주세|주십|달라)\S*$"
)
_IN_MIND = re.compile(
    r"려(?:고|구)(?:요|$|\s?(?:하는데|왔|합니다))|[가-힣]러\s?왔|고\s?(?:싶|자\s)|려면요?$|을?\s?건데|야\s?(?:되|하)는데|려는데"
    r"|신청(?:할게|하겠|합니다|이요|하려|하고\s싶)"
)
_FILING = re.compile(
    r"(?:민원|신고|접수|건의|제보|항의|불만|하소연|제안|고발)\S{0,3}\s?(?:\S{1,3}\s){0,2}"
    r"(?:넣|하려|하러|할\s?게|할\s?거|합니다|드리|접수|사항|내려|내러)"
    r"|불편(?:한\s?(?:것|거|점|일)[을를]?)?\s?신고"
    r"|\b(?:file|make|report)\s(?:a|an|my|something)\b"
)
_REPORTING = re.compile(
    r"신고|민원|말[하해씀]|알[리려]|전화|연락|고[치쳐]|치[우워]|단속|고장|report|complain|repair|fix"
)
_QUESTION = ("나요", "가요", "까요", "까", "나", "는교", "은지요", "는지요")
_INSISTING = ("니까요", "다니까", "라니까")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the final ending that closes it; empty when none does.

    Attributes:
        text: normalised.
        ending: as Kiwi writes it.
    """

    text: str
    ending: str = ""

    @property
    def leads_on(self) -> bool:
        """Whether it only leads on to what is meant: …는데."""
        return self.ending.endswith("데")


def sentences(text: str) -> list[Sentence]:
    """The sentences of an utterance, by their endings: recognised speech has no marks.

    What is told before 는데 counts as one: "가로등이 나갔는데 / 어디에 말해요".
    """
    return [sentence for sentence in _cut(normalise(text)) if sentence.text]


def _cut(text: str) -> Iterator[Sentence]:
    start, ending = 0, ""
    for token in kiwi().tokenize(text):
        tag = str(token.tag)
        if ending and not tag.startswith(("J", "S", "E")) and not _goes_on(text[start : token.start], ending):
            yield Sentence(text[start : token.start].strip(), ending)
            start, ending = token.start, ""
        if tag == "EF" or (tag == "EC" and str(token.form).endswith("데")):
            ending = str(token.form)
    yield Sentence(text[start:].strip(), ending)


def _goes_on(said: str, ending: str) -> bool:
    """What somebody has in mind goes on after 는데: "소파 버리려고 하는데 …"."""
    return Sentence(said, ending).leads_on and asks(Sentence(said.strip()))


def calls_for_filing(text: str) -> bool:
    """Whether somebody says that a complaint is to be taken: "민원 넣으려고요", "신고합니다"."""
    return bool(_FILING.search(text))


def asks_where_to_report(text: str) -> bool:
    """Whether a question is about reporting or mending, so that filing may be offered with the answer."""
    return bool(_REPORTING.search(text))


def asks(sentence: Sentence) -> bool:
    """Whether one sentence asks, or says what somebody has in mind to do."""
    plain = _TOLD.sub(" ", sentence.text)
    whole = plain.endswith(sentence.text[-2:])
    if _WORDS.search(plain) or _ENDS.search(plain) or (whole and _questioning(sentence.ending)):
        return True
    return bool(_IN_MIND.search(plain)) and not calls_for_filing(sentence.text)


def _questioning(ending: str) -> bool:
    return ending.endswith(_QUESTION) and not ending.endswith(_INSISTING)
