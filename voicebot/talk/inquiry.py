"""What the office asks about a complaint, put to the caller and answered aloud: 보완요청."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from voicebot.speak.sentences import split_sentences
from voicebot.talk.interview.said import Said, asks
from voicebot.talk.phrases import Phrases
from voicebot.understand.commands import yes_no
from voicebot.understand.expected import NO, YES, YES_NO, expected_answer
from voicebot.understand.meaning import Reading

__all__ = ["Inquiry", "agreed", "checked", "later", "put"]

_LATER = re.compile(
    r"^(?:네|예|아니요|저기)?[\s,]*(?:나중에|이따가?|다음에)(?:요|\s?(?:다시\s?)?(?:할|하|말|전화|답|알려|얘기)[가-힣\s]{0,8})?[.!]*$"
    r"|^지금은?\s?(?:안|못|곤란|바빠)[가-힣\s]{0,8}[.!]*$|^(?:no,? )?(?:later|not now)\b",
    re.IGNORECASE,
)

_DENIED = re.compile(r"\s*(?:아니(?:요|오|야)?|아뇨|no)[\s,.!]+", re.IGNORECASE)
_ONLY_WRONG = re.compile(r"틀렸|틀려|아니에요|아니야|다시|괜찮|됐어|\b(?:wrong|again)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question of the office that is open.

    Attributes:
        receipt: of the complaint.
        question: in the officer's words, masked when they were stored.
        answer: what the caller has said to it, while the desk asks whether to pass that on.
    """

    receipt: str
    question: str
    answer: str = ""

    @property
    def expected(self) -> tuple[str, ...]:
        """Answers of a syllable that can be meant (`voicebot.understand.expected`)."""
        return YES_NO if self.answer else ()

    @property
    def asking(self) -> str:
        """What is being asked, as leads name it."""
        return "inquiry_check" if self.answer else "inquiry"


def put(inquiry: Inquiry, say: Phrases) -> tuple[str, ...]:
    """The question as it is spoken, and that it may be answered now."""
    return (*split_sentences(_ended(inquiry.question)), *say("inquiry_invite"))


def checked(inquiry: Inquiry, answer: str, say: Phrases) -> tuple[Inquiry, tuple[str, ...]]:
    """An answer is said back before it is passed on; "아니, 팔 번이에요" is another one."""
    heard = (_instead(answer) if inquiry.answer else "") or answer.strip()
    return replace(inquiry, answer=heard), (*split_sentences(_ended(heard)), *say("inquiry_check"))


def agreed(inquiry: Inquiry, said: Said, readings: Sequence[Reading], language: str) -> bool | None:
    """Whether the answer is to be passed on; nothing where that was not what was said, or not yet asked."""
    if not inquiry.answer or _instead(said.text):
        return None
    if said.answer is not None:
        return said.answer
    return {YES: True, NO: False}.get(expected_answer(readings, YES_NO, language) or "")


def later(said: Said) -> bool:
    """Whether the caller does not want to answer now."""
    return bool(said.enough or said.wish == "cancel" or _LATER.search(said.text))


def _instead(words: str) -> str:
    """What is said in place of what was said back; empty where it is only denied."""
    denied = _DENIED.match(words)
    rest = words[denied.end() :].strip() if denied else ""
    return "" if yes_no(rest, "ko") is False or _ONLY_WRONG.search(rest) else rest


def _ended(words: str) -> str:
    """Words as a whole sentence, so that they are spoken as one."""
    if words.endswith((".", "?", "!")):
        return words
    return f"{words}{'?' if asks(words) else '.'}"
