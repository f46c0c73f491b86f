"""What the desk says next."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talk_fakes import TODAY, FakeKnowledge, entry

from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.phrases import phrases
from voicebot.talk.reply import Effect, Reply
from voicebot.understand.meaning import Candidate, Match, Zone

PASSPORT = entry("passport", "여권은 구청에서 만들어요.", "사진 한 장을 가져오세요.", label="여권 만들기")
LONG = entry("long", "하나예요.", "둘이에요.", "셋이에요.", "넷이에요.", "다섯이에요.")
FEE = entry("fee", "오만 원이에요.", label="여권 수수료")
LOST = entry("lost", "바로 신고하세요.", label="여권 분실")


def dialogue(*entries: object, **more: object) -> Dialogue:
    known = FakeKnowledge(*(entries or (PASSPORT, LONG, FEE, LOST)), **more)  # type: ignore[arg-type]
    return Dialogue(known, phrases("ko"), lambda: TODAY, desk="민원 안내")


def match(zone: Zone, *entries: str) -> Match:
    found = tuple(Candidate(e, 0.9 / n, e) for n, e in enumerate(entries, 1))
    return Match(zone, found, "질문")


def test_a_sure_match_is_answered_with_its_source() -> None:
    reply = dialogue().matched(match(Zone.ANSWER, "passport"))
    assert reply.kind == "answer"
    assert reply.sentences == PASSPORT.answer_spoken
    assert reply.source
    assert (reply.source.faq_id, reply.source.verified_on) == ("passport", "2026-11-22")


def test_after_three_sentences_it_asks_whether_to_go_on() -> None:
    talk = dialogue()
    reply = talk.matched(match(Zone.ANSWER, "long"))
    assert reply.sentences == ("하나예요.", "둘이에요.", "셋이에요.", "더 들을까요?")
    more = talk.affirm()
    assert more
    assert more.sentences == ("넷이에요.", "다섯이에요.")
    assert talk.affirm() is None


def test_no_to_more_ends_it() -> None:
    talk = dialogue()
    talk.matched(match(Zone.ANSWER, "long"))
    reply = talk.deny()
    assert reply
    assert not talk.thread.expected


def test_a_doubtful_match_offers_at_most_three_numbered_spoken_choices() -> None:
    talk = dialogue()
    reply = talk.matched(match(Zone.ASK, "passport", "fee", "lost", "long"))
    assert [c.number for c in reply.choices] == [1, 2, 3]
    assert all(c.sentence in reply.sentences for c in reply.choices)
    chosen = talk.choose(2)
    assert chosen
    assert chosen.sentences == FEE.answer_spoken
    assert talk.choose(2) is None


def test_one_suggestion_is_a_yes_or_no_question() -> None:
    talk = dialogue()
    reply = talk.matched(match(Zone.ASK, "fee"))
    assert (reply.kind, reply.sentences) == ("confirm", ("여권 수수료 말씀이세요?",))
    answer = talk.affirm()
    assert answer
    assert answer.kind == "answer"


def test_a_pressed_choice_counts_only_while_it_is_open() -> None:
    talk = dialogue()
    offered = talk.matched(match(Zone.ASK, "fee", "lost")).choices[0].id
    assert talk.choose_id("choice-unknown") is None
    assert talk.choose_id(offered) is not None
    assert talk.choose_id(offered) is None


def test_what_it_does_not_know_it_says_and_records() -> None:
    reply = dialogue().matched(match(Zone.UNKNOWN, "fee"))
    assert Effect.RECORD in reply.effects
    assert "120" in " ".join(reply.sentences)


def nothing(words: str) -> Match:
    return Match(Zone.UNKNOWN, (), words)


def test_a_word_or_two_that_mean_nothing_to_an_open_question_are_asked_again_twice() -> None:
    talk = dialogue()
    asked = talk.matched(match(Zone.ASK, "passport", "fee", "lost"))
    for _ in range(2):
        again = talk.matched(nothing("거시기"))
        assert again.sentences == ("제가 잘 못 들었어요.", *asked.sentences)
        assert (again.choices, again.effects) == (asked.choices, ())
    assert talk.matched(nothing("거시기")).effects == (Effect.RECORD,)


@pytest.mark.parametrize(("heard", "label"), [("을반이 형", "여권 만들기"), ("약관수 수려요", "여권 수수료")])
def test_what_sounds_like_a_choice_is_asked_about(heard: str, label: str) -> None:
    talk = dialogue()
    talk.matched(match(Zone.ASK, "passport", "fee", "lost"))
    again = talk.matched(nothing(heard))
    assert (again.kind, [choice.label for choice in again.choices]) == ("confirm", [label])
    taken = talk.affirm()
    assert taken
    assert taken.source


def test_after_an_answer_only_its_question_is_asked_again() -> None:
    talk = dialogue()
    talk.matched(match(Zone.ANSWER, "long"))
    assert talk.matched(nothing("오, 내 어.")).sentences == ("제가 잘 못 들었어요.", "더 들을까요?")
    assert talk.affirm()


def test_a_whole_question_is_no_misheard_answer() -> None:
    talk = dialogue()
    talk.matched(match(Zone.ANSWER, "long"))
    assert talk.matched(nothing("비행기 표는 얼마예요?")).effects == (Effect.RECORD,)


def test_an_entry_that_was_withdrawn_is_never_spoken() -> None:
    reply = dialogue().matched(match(Zone.ANSWER, "gone"))
    assert Effect.RECORD in reply.effects


def test_three_misses_lead_to_pictures_and_a_fourth_to_a_person() -> None:
    talk = dialogue()
    kinds = [talk.unheard() for _ in range(4)]
    assert len({reply.sentences for reply in kinds}) == 4
    assert len(kinds[2].choices) == 3
    assert "120" in " ".join(kinds[3].sentences)
    talk.answer("fee")
    assert talk.thread.misses == 0


def test_slower_says_so_and_says_the_answer_again() -> None:
    talk = dialogue()
    answer = talk.answer("fee")
    reply = talk.command("slower")
    assert reply.effects == (Effect.SLOWER,)
    assert reply.sentences == (*phrases("ko")("slower"), *answer.sentences)


def test_repeat_says_the_same_and_back_the_one_before() -> None:
    talk = dialogue()
    first, second = talk.answer("fee"), talk.answer("passport")
    assert talk.command("repeat") == second
    assert talk.command("back").sentences == first.sentences


def test_rejecting_offers_the_runners_up_once() -> None:
    talk = dialogue()
    talk.matched(match(Zone.ANSWER, "fee", "passport", "lost"))
    assert [o.entry for o in talk.command("reject").options] == ["passport", "lost"]
    assert talk.command("reject").options == ()


def test_forget_wipes_the_thread() -> None:
    talk = dialogue()
    talk.answer("long")
    assert Effect.FORGET in talk.command("forget").effects
    assert talk.thread.said == []
    assert not talk.thread.expected


def test_the_officers_recording_is_one_sentence_with_the_hedge_after_it() -> None:
    unsure = entry("unsure", "만 원이에요.", "이틀 걸려요.", confidence="low")
    talk = dialogue(unsure, recordings={"unsure": Path("a.wav")})
    reply = talk.answer("unsure")
    assert reply.recordings == {"만 원이에요. 이틀 걸려요.": Path("a.wav")}
    assert len(reply.sentences) == 2


def test_an_expired_answer_is_not_spoken_from_its_recording() -> None:
    over = entry("over", "만 원이에요.", valid_until=TODAY.replace(day=1))
    reply = dialogue(over, recordings={"over": Path("a.wav")}).answer("over")
    assert reply.recordings == {}
    assert "만 원이에요." not in reply.sentences


COMMANDS = [
    "repeat", "more", "slower", "faster", "louder", "softer", "back", "start_over",
    "menu", "reject", "undo", "person", "forget", "wait", "stop",
]  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_command_is_answered_in_words_even_at_the_start(name: str, language: str) -> None:
    talk = Dialogue(FakeKnowledge(PASSPORT, FEE, LOST), phrases(language), lambda: TODAY, desk="desk")
    assert talk.command(name).sentences


@given(
    st.lists(
        st.sampled_from([*COMMANDS, "yes", "no", "one", "unheard", "answer", "ask", "unknown"]), max_size=25
    )
)
def test_no_order_of_wishes_leaves_the_caller_without_words(steps: list[str]) -> None:
    talk = dialogue()
    do: dict[str, Callable[[], Reply | None]] = {
        "yes": talk.affirm,
        "no": talk.deny,
        "one": lambda: talk.choose(1),
        "unheard": talk.unheard,
        "answer": lambda: talk.matched(match(Zone.ANSWER, "long", "fee")),
        "ask": lambda: talk.matched(match(Zone.ASK, "fee", "lost")),
        "unknown": lambda: talk.matched(match(Zone.UNKNOWN)),
    }
    for step in steps:
        reply = do[step]() if step in do else talk.command(step)
        if reply is not None:
            assert reply.sentences
            assert len(reply.options) <= 3
        assert len(talk.thread.said) <= 8


def test_both_languages_have_every_phrase() -> None:
    assert phrases("ko").names() == phrases("en").names()
