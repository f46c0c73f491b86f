"""One thing at a time: an answer of several steps, told as fast as the caller does them."""

from __future__ import annotations

import pytest
from talk_fakes import TODAY, FakeKnowledge, entry
from talk_world import Device, FakeDesk

from voicebot.talk import client_events as asked
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Effect, Reply
from voicebot.talk.server_events import Step
from voicebot.talk.shortcuts import key_wish, shortcut
from voicebot.talk.walk import Walk, in_order
from voicebot.understand.expected import NEXT, YES_NO
from voicebot.understand.meaning import Reading, Zone

SAY = phrases("ko")
STEPS = ["사진을 찍어요", "신분증을 챙겨요", "창구로 가요"]
PASSPORT = entry("passport", "사진하고 신분증을 가져오세요.", steps=STEPS)
LONG = entry("long", "하나예요.", "둘이에요.", "셋이에요.", "넷이에요.", steps=STEPS)
URGENT = entry("urgent", "나가세요.", "119에 전화하세요.", steps=STEPS, urgent=True)
FEE = entry("fee", "오만 원이에요.")


def dialogue() -> Dialogue:
    return Dialogue(FakeKnowledge(PASSPORT, LONG, URGENT, FEE), SAY, lambda: TODAY, desk="민원 안내")


def said(talk: Dialogue, text: str, language: str = "ko") -> Reply:
    reply = shortcut(talk, [Reading(text)], language)
    assert reply, text
    return reply


def test_a_walk_says_how_many_there_are_and_ends_by_saying_so() -> None:
    walk: Walk | None = in_order(tuple(STEPS))
    told = []
    while walk:
        told.append(walk.told(SAY))
        walk = walk.onward
    assert told == [
        ("하실 일은 모두 3가지예요.", "첫째, 사진을 찍어요.", "다 하셨으면, 다음, 하세요."),
        ("둘째, 신분증을 챙겨요.", "다 하셨으면, 다음, 하세요."),
        ("끝으로, 창구로 가요.", "이제 다 말씀드렸어요."),
    ]


def test_one_step_is_no_walk_and_many_have_places_to_the_end() -> None:
    assert in_order(()) is in_order(("가요",)) is None
    walk: Walk | None = in_order(tuple(f"{n}번을 해요" for n in range(14)))
    while walk and walk.onward:
        assert walk.told(SAY)[-2].endswith("번을 해요.")
        walk = walk.onward
    assert walk
    assert walk.told(SAY)[0] == "끝으로, 13번을 해요."


def test_an_answer_with_steps_offers_them_and_a_yes_begins() -> None:
    talk = dialogue()
    answer = talk.answer("passport")
    assert answer.sentences == (*PASSPORT.answer_spoken, *SAY("steps_offer"))
    assert (answer.yes_no, answer.goes_on, answer.step) == (True, False, None)
    assert {*talk.thread.expected} == {*YES_NO}
    first = talk.affirm()
    assert first
    assert (first.step, first.goes_on, first.yes_no) == (Step(number=1, of=3), True, False)
    assert first.source == answer.source
    assert talk.thread.expected == (*YES_NO, NEXT)


def test_a_longer_answer_is_told_to_its_end_before_steps_are_offered() -> None:
    talk = dialogue()
    assert talk.answer("long").sentences[-1] == "더 들을까요?"
    rest = talk.affirm()
    assert rest
    assert rest.sentences == ("넷이에요.", *SAY("steps_offer"))
    first = talk.affirm()
    assert first
    assert first.step == Step(number=1, of=3)


def test_no_to_the_offer_ends_it() -> None:
    talk = dialogue()
    talk.answer("passport")
    reply = talk.deny()
    assert reply
    assert reply.sentences == SAY("no_more")
    assert talk.thread.expected == ()


@pytest.mark.parametrize(
    ("word", "language"),
    [("다음", "ko"), ("네", "ko"), ("다 했어요", "ko"), ("네, 됐어요.", "ko"), ("사진", "ko"), ("done", "en"),
     ("I've finished that", "en"), ("yes", "en")],
)  # fmt: skip
def test_what_goes_on_to_the_next_step(word: str, language: str) -> None:
    talk = dialogue()
    talk.follow("steps")
    talk.answer("passport")
    talk.affirm()
    reply = shortcut(talk, [Reading(word)], language)
    if word == "다음":
        reply = talk.command("more")
    if word == "사진":
        assert reply is None
    else:
        assert reply
        assert reply.step == Step(number=2, of=3)


def test_done_means_nothing_where_no_step_is_open() -> None:
    talk = dialogue()
    talk.answer("fee")
    assert shortcut(talk, [Reading("다 했어요")], "ko") is None


def test_not_yet_waits_and_again_and_back_know_where_it_stood() -> None:
    talk = dialogue()
    talk.answer("passport")
    first, second = talk.affirm(), talk.command("more")
    wait = talk.deny()
    assert wait
    assert (wait.effects, talk.thread.walking) == ((Effect.WAIT,), True)
    assert talk.command("repeat") == second
    assert talk.command("back") == first
    assert talk.command("more") == second
    assert Effect.WAIT in second.effects


def test_keys_go_on_as_words_do() -> None:
    talk = dialogue()
    talk.answer("passport")
    assert (key_wish(talk, "#"), key_wish(talk, "select"), key_wish(talk, "*")) == ("more", "more", "repeat")


def test_how_asked_on_begins_the_walk_and_asked_in_it_goes_on() -> None:
    talk = dialogue()
    talk.answer("passport")
    first = talk.follow("steps")
    assert first
    assert first.step == Step(number=1, of=3)
    second = talk.follow("steps")
    assert second
    assert second.step == Step(number=2, of=3)
    talk.command("more")
    again = talk.follow("steps")
    assert again
    assert again.step == Step(number=1, of=3)


def test_one_by_one_tells_an_answer_sentence_by_sentence_and_then_offers_its_steps() -> None:
    talk = dialogue()
    talk.one_by_one = True
    reply: Reply | None = talk.answer("long")
    heard = []
    while reply and reply.step and reply.goes_on:
        heard.append((reply.step.number, reply.sentences))
        reply = talk.command("more")
    assert heard == [(n, (line, *SAY("step_next"))) for n, line in enumerate(LONG.answer_spoken[:3], 1)]
    assert reply
    assert (reply.sentences, reply.yes_no) == (("넷이에요.", *SAY("steps_offer")), True)
    assert Effect.WAIT not in reply.effects


def test_the_wish_for_one_thing_at_a_time_tells_the_last_answer_so_and_lasts() -> None:
    talk = dialogue()
    talk.answer("long")
    reply = talk.command("one_by_one")
    assert reply.sentences[:2] == (*SAY("one_by_one"), "하실 일은 모두 3가지예요.")
    talk.command("start_over")
    assert talk.answer("long").step
    back = talk.command("all_at_once")
    assert back.sentences == (*SAY("all_at_once"), "하나예요.", "둘이에요.", "셋이에요.", "더 들을까요?")
    assert (dialogue().command("one_by_one").sentences, dialogue().one_by_one) == (SAY("one_by_one"), False)


def test_help_in_danger_is_told_whole() -> None:
    talk = dialogue()
    talk.one_by_one = True
    assert talk.answer("urgent").sentences == URGENT.answer_spoken
    assert talk.thread.onward is None


def test_a_word_of_thanks_does_not_lose_the_place() -> None:
    talk = dialogue()
    talk.answer("passport")
    talk.affirm()
    talk.chat(Reply("small_talk", ("천만에요.",)))
    assert talk.command("more").step == Step(number=2, of=3)


def test_steps_left_unheard_can_be_asked_about_something_else() -> None:
    talk = dialogue()
    talk.answer("passport")
    talk.affirm()
    assert talk.answer("fee").sentences == FEE.answer_spoken
    assert talk.thread.expected == ()


async def test_a_caller_walks_by_voice_by_key_and_by_touch() -> None:
    desk = FakeDesk()
    desk.knowledge = {"ko": FakeKnowledge(PASSPORT), "en": FakeKnowledge(PASSPORT)}
    desk.matches = {"여권": (Zone.ANSWER, ["passport"])}
    caller = Device(desk)
    for act in (
        "여권 어떻게 해요",
        "네",
        "다음",
        asked.InputKey(key="#"),
        asked.Command(name="back"),
        asked.Command(name="more"),
    ):
        await (caller.says(act) if isinstance(act, str) else caller.send(act))
        await caller.played()
    told = [(r.step.number if r.step else 0, r.more, r.yes_no) for r in caller.replies()]
    assert told == [(0, False, True), (1, True, False), (2, True, False), (3, False, False),
                    (2, True, False), (3, False, False)]  # fmt: skip
    await caller.session.close()


async def test_who_asked_for_it_at_the_start_keeps_it_in_another_language() -> None:
    caller = Device(FakeDesk(), speech={"one_by_one": True})
    await caller.says("연금이 뭐예요")
    await caller.send(asked.SessionUpdate(language="en"))
    caller.desk.matches = {"pension": (Zone.ANSWER, ["long"])}
    await caller.send(asked.InputText(text="pension"))
    assert [reply.step.of for reply in caller.replies() if reply.step] == [4, 4]
    await caller.send(asked.SessionUpdate(speech=asked.SpeechOptions()))
    await caller.send(asked.InputText(text="pension"))
    assert caller.replies()[-1].step is None
    await caller.session.close()
