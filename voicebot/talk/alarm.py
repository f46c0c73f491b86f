"""What the desk says to somebody in danger: a pure decision, before anything else is decided.

One sentence that it was heard, whom to call, whether anybody is there; then the desk stays
(civic.md, section E). It gives no medical advice and describes no method.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from voicebot.talk.phrases import Phrases
from voicebot.talk.phrases import phrases as sentences_of
from voicebot.talk.reply import Effect, Reply
from voicebot.talk.server_events import Call
from voicebot.understand.commands import command, plain_wish, yes_no
from voicebot.understand.meaning import Reading
from voicebot.understand.safety import ANSWER, Kind, danger_in
from voicebot.understand.traits import length_of

__all__ = ["CALLS", "Alert", "alarm", "first_aid", "quiet", "stays", "urgent"]

CALLS: dict[Kind, tuple[str, ...]] = {
    Kind.MEDICAL: ("119",),
    Kind.FALL: ("119",),
    Kind.FIRE: ("119",),
    Kind.GAS: ("119",),
    Kind.HEAT_COLD: ("119",),
    Kind.HAZARD: ("119",),
    Kind.VIOLENCE: ("112",),
    Kind.LOST_PERSON: ("112",),
    Kind.SELF_HARM: ("109", "119"),
    Kind.ABUSE: ("112", "1577-1389"),
}
"""Whom to call, the first at once (civic.md, section E)."""

_OVER = {
    "ko": re.compile(
        r"(이제|인제|지금은|다|전|저는|난|나는)?\s?(다\s?)?(괜찮아(졌|요$|$|습니다)|괜찮습니다|끝났|해결|지나갔|꺼졌|나았|찾았)"
        r"|(구급차|경찰|소방차|사람|아들|딸|가족)(이|가|분이)?\s?(왔|도착|오셨)|(119|112|109|일일구)에?\s?전화했"
        r"|위험(한|하지)\s?(거|것|건|게)?\s?(은|는|이)?\s?(아니|않|없)|그런\s?(거|게|뜻|말|일)(이|은)?\s?(아니|아닙)"
        r"|그게\s?아니|잘못\s?(눌|말|들)|농담|장난|죽고\s?싶다는\s?(게|말이?|건|뜻이?)\s?아니"
    ),
    "en": re.compile(
        r"\b(im|i am|its|it is|everything is|were|we are|hes|shes)"
        r" (ok|okay|fine|safe|over|better|all right|alright)\b"
        r"|\b(ambulance|police|help|someone) (is|has|are|came|arrived|here)|false alarm|no danger"
        r"|not in danger|not an emergency|i (already )?called|just kidding|not what i mean"
    ),
}
_HOW = {
    "ko": re.compile(r"어떻게|어떡|뭘?\s?해야|뭐부터|무엇을|어쩌|우짜|우야|어디로"),
    "en": re.compile(r"what (do|should|can|now)|how (do|should|can)|where (do|should)"),
}
_ENDS = frozenset({"reject", "start_over", "menu", "undo"})
"""Wishes that say that it was none, or that it is over."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Somebody is in danger, or may be.

    Attributes:
        kind: of what.
        certain: nothing, while it was only asked about.
        first: whether it has just been heard, and is to be counted.
    """

    kind: Kind
    certain: bool
    first: bool = True


def alarm(
    now: Alert | None, readings: Sequence[Reading], phrases: Phrases, language: str, *, asked: bool = False
) -> tuple[Alert | None, Reply | None]:
    """What danger there is after an utterance, and the reply; no reply where others decide it.

    Args:
        now: what was there before.
        readings: of the utterance, best first.
        phrases: the desk's own sentences.
        language: ``ko`` or ``en``.
        asked: whether the desk has asked something of its own, so that a word or two may be the answer.
    """
    text = readings[0].text if readings else ""
    kept = replace(now, first=False) if now else None
    if now and _is_over(text, language):
        return None, Reply("safety", phrases("safety_over" if now.certain else "safety_none"))
    danger = danger_in(readings, asked=asked or now is not None)
    if danger and danger.certain and not (now and now.certain and now.kind is danger.kind):
        return _met(danger.kind, phrases)
    if now and now.certain:
        return kept, _follow(now.kind, text, phrases, language)
    if now:
        return _answered(replace(now, first=False), text, phrases, language)
    if danger:
        return Alert(danger.kind, certain=False), Reply("safety", phrases(_question(danger.kind)))
    return None, None


def stays(alert: Alert, phrases: Phrases) -> Reply:
    """The desk is still there: said where it has nothing better to say, and never anything cheerful."""
    return _reply(phrases("safety_stay", number=_spoken(alert.kind)), alert.kind, phrases)


def first_aid(text: str, language: str) -> Reply | None:
    """What a door without a conversation says first to somebody who writes of danger, and whom to call.

    Computes for milliseconds.
    """
    danger = danger_in([Reading(text)])
    if danger is None or not danger.certain:
        return None
    say = sentences_of(language)
    return _reply(say(f"safety_{danger.kind.value}"), danger.kind, say)


def urgent(text: str, language: str) -> str:
    """The same as a line of text; empty for who is in no danger."""
    aid = first_aid(text, language)
    return " ".join(aid.sentences) if aid else ""


def _met(kind: Kind, phrases: Phrases) -> tuple[Alert, Reply]:
    sentences = (*phrases(f"safety_{kind.value}"), *phrases("safety_alone"))
    return Alert(kind, certain=True), _reply(sentences, kind, phrases)


def _answered(now: Alert, text: str, phrases: Phrases, language: str) -> tuple[Alert | None, Reply | None]:
    """The answer to the gentle question; what is neither yes nor no is another matter.

    But a word or two that mean nothing may be a yes that was misheard: whom to call is said at once, and the
    question stays open.
    """
    answer = yes_no(text, language)
    if answer:
        return _met(now.kind, phrases)
    if answer is False:
        return None, Reply("safety", phrases("safety_none"))
    if command(text, language):
        return now, None
    if length_of(text) < ANSWER:
        return now, _reply(phrases("safety_unsure", number=_spoken(now.kind)), now.kind, phrases)
    return None, None


def _follow(kind: Kind, text: str, phrases: Phrases, language: str) -> Reply | None:
    """What comes of whom she has with her, and of "어떻게 해요?"; a wish is somebody else's to grant."""
    alone = yes_no(text, language)
    number = _spoken(kind)
    if alone is not None:
        return _reply(
            phrases("safety_by_herself" if alone else "safety_with_others", number=number), kind, phrases
        )
    if command(text, language) is None and _HOW[language].search(text.lower()):
        return _reply(phrases(f"safety_how_{kind.value}", number=number), kind, phrases)
    return None


def _is_over(text: str, language: str) -> bool:
    plain = text.strip(" .!?~").lower().replace("'", "")
    return plain_wish(text, language) in _ENDS or bool(_OVER[language].search(plain))


def _question(kind: Kind) -> str:
    return "safety_ask_self_harm" if kind is Kind.SELF_HARM else "safety_ask"


def _spoken(kind: Kind) -> str:
    return CALLS[kind][0]


def _reply(sentences: tuple[str, ...], kind: Kind, phrases: Phrases) -> Reply:
    calls = tuple(Call(number=n, label=phrases.line("safety_call", number=n)) for n in CALLS[kind])
    return Reply("safety", sentences, calls=calls)


def quiet(alert: Alert, reply: Reply, phrases: Phrases) -> Reply:
    """A reply as it is given in danger: nothing cheerful, and no question without an answer is kept."""
    if reply.kind in ("small_talk", "greeting") or Effect.RECORD in reply.effects:
        return stays(alert, phrases)
    return reply
