"""Journeys 1 to 7 in words: aloud at the kiosk or the handset, or written on the resident's page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from voicebot.bench.kiosk.office import Office
from voicebot.bench.kiosk.screen import Reply, expect
from voicebot.bench.kiosk.words import Mouth
from voicebot.bench.same_slot import same_place
from voicebot.bench.talker import Script, Talker, read_scripts

__all__ = ["BY_WORDS"]

_NUMBERS = ("일번이요", "이번이요", "삼번이요")
_SCRIPT = "one word at a time"
_DIGITS = re.compile("전화번호를 말씀|번호만|그다음 번호|번호를 처음부터|그런 전화번호")


def _otherwise(mouth: Mouth, ways: Sequence[str], holds: Callable[[Reply], object]) -> Reply:
    """What is answered to the first way of saying it that is understood; the last answer if none is."""
    for words in ways:
        reply = mouth.say(words)
        if holds(reply):
            return reply
    return reply


def ask(mouth: Mouth, office: Office) -> None:
    """1: a question in everyday words, and its answer; then the rest."""
    answer = _meant(mouth, mouth.say("여권 새로 만들려면 어떻게 해요?"), "여권 만들기")
    expect(answer.entry.startswith("passport"), f"{answer.kind} {answer.entry}: {answer.text}")
    if "더 들을까요" in answer.text or "알려 드릴까요" in answer.text:
        rest = mouth.say("네")
        expect(rest.kind == "answer" and rest.sentences != answer.sentences, f"then {rest.text}")


def _meant(mouth: Mouth, offered: Reply, label: str) -> Reply:
    """What the desk was not sure to have heard is confirmed, or chosen by its number."""
    if offered.kind == "confirm":
        return mouth.say("네")
    if offered.kind != "choices":
        return offered
    at = next((at for at, choice in enumerate(offered.choices) if choice == label), None)
    expect(at is not None, f"{label} is not among {offered.choices}")
    return mouth.say(_NUMBERS[at or 0])


def not_sure(mouth: Mouth, office: Office) -> None:
    """2: one word that may mean several things; numbered choices, one of which is said."""
    offered = mouth.say("여권이요")
    expect(offered.kind == "choices", f"answered with {offered.kind}: {offered.text}")
    expect(1 < len(offered.choices) <= 3, f"{len(offered.choices)} choices")
    answer = _otherwise(mouth, ("일번이요", "여권 수수료요", "첫 번째요"), lambda told: told.kind == "answer")
    expect(answer.kind == "answer" and answer.entry, f"then {answer.kind}: {answer.text}")


def nothing_known(mouth: Mouth, office: Office) -> None:
    """3: said in one sentence, and whom to telephone."""
    questions = ("비행기 표는 얼마예요?", "영화표는 어디서 예매해요?")
    told = _otherwise(mouth, questions, lambda told: "몰라요" in told.text)
    expect("몰라요" in told.text and "120" in told.text, f"answered with {told.text}")


def complain(mouth: Mouth, office: Office) -> None:
    """4: by a script, one word at a time, until it is filed as it was told."""
    script = next(one for one in read_scripts() if one.name == _SCRIPT)
    _told(mouth, script)
    expect(mouth.of("complaint.filed"), f"not filed: {mouth.last().text}")
    form = next(
        e["form"] for e in reversed(mouth.of("complaint.draft")) if e["form"].get("asking") == "readback"
    )
    expect(form["category"] == script.filed["category"], f"filed as {form['category']}")
    expect(same_place(script.filed["place"], form["place"]), f"filed at {form['place']}")
    expect(mouth.was_given(mouth.of("complaint.filed")[-1]["receipt"]), "another number was shown or said")


def _told(mouth: Mouth, script: Script) -> None:
    talker = Talker(script)
    reply: tuple[str, ...] = ()
    while not mouth.of("complaint.filed"):
        words = talker.says(reply)
        expect(words, f"nothing to say to {' '.join(reply)}")
        if any(_DIGITS.search(line) for line in reply):
            reply = mouth.digits(script.filed["phone"]).sentences
        else:
            reply = mouth.say(words or "").sentences


def track(mouth: Mouth, office: Office) -> None:
    """5: the receipt; where it stands, and where a moment later."""
    told = office.told()
    first = _followed(mouth, told.receipt)
    office.accept(told.receipt)
    then = _followed(mouth, told.receipt)
    expect(first.text != then.text, f"both times: {first.text}")


def _followed(mouth: Mouth, receipt: str) -> Reply:
    """Who is not understood says it in other words."""
    ways = ("내 민원 어떻게 됐어요?", "접수 번호로 찾아 주세요.", "민원 결과 알고 싶어요.")
    asked = _otherwise(mouth, ways, lambda told: "접수 번호" in told.text)
    expect("접수 번호" in asked.text, f"asked {asked.text}")
    told = mouth.digits(receipt)
    expect(told.kind == "notice", f"then {told.kind}: {told.text}")
    return told


def danger(mouth: Mouth, office: Office) -> None:
    """6: greeted; danger comes first, and the desk stays until it is over."""
    ways = ("숨을 못 쉬겠어요.", "네", "네, 위험해요.")
    told = _otherwise(mouth, ways, lambda told: "위험한 상황이세요" not in told.text)
    expect("119" in told.text, f"danger was answered with {told.text}")
    over = mouth.say("이제 괜찮아요.")
    expect("119" not in over.text or "괜찮아요" in over.text, f"then {over.text}")


def menu(mouth: Mouth, office: Office) -> None:
    """7: what people ask most, said with numbers; one of it by its number."""
    offered = mouth.say("뭘 물어볼 수 있어요?")
    expect(offered.choices, f"answered with {offered.kind}: {offered.text}")
    answer = mouth.say("이번이요")
    expect(answer.kind == "answer", f"then {answer.kind}: {answer.text}")


BY_WORDS = {1: ask, 2: not_sure, 3: nothing_known, 4: complain, 5: track, 6: danger, 7: menu}
"""By the numbers of the journeys."""
