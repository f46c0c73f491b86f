# ruff: noqa: E501  (Hangul counts double)
"""One thing about what was answered."""

import pytest
from talk_fakes import TODAY, FakeKnowledge, entry

from voicebot.civic.faq import HEDGES
from voicebot.talk.details import details
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.phrases import phrases
from voicebot.understand.followups import ASPECTS, Aspect

SAY = phrases("ko")
COPY = entry(
    "copy", "신분증을 가지고 주민센터로 가세요.", "수수료는 창구에서 400원이에요.", "그 자리에서 바로 나와요.",
    fee="창구 400원", where="주민센터", docs=["신분증"], phone="1599-0903", steps=["신분증을 챙겨요", "주민센터로 가요"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("aspect", "said"),
    [
        ("fee", ("수수료는 창구에서 400원이에요.",)),
        ("place", ("신분증을 가지고 주민센터로 가세요.", "수수료는 창구에서 400원이에요.")),
        ("phone", ("1599-0903번으로 전화하시면 돼요.",)),
        ("documents", ("가져오실 것을 말씀드릴게요.", "신분증.")),
        ("deadline", ("그 자리에서 바로 나와요.",)),
        ("steps", ("신분증을 챙겨요.", "주민센터로 가요.")),
    ],
)
def test_what_the_entry_says_of_it(aspect: Aspect, said: tuple[str, ...]) -> None:
    assert details(COPY, aspect, TODAY, SAY) == said


def test_a_field_of_the_officer_comes_first() -> None:
    known = COPY.model_copy(update={"who": "본인만 뗄 수 있어요."})
    assert details(known, "who", TODAY, SAY) == ("본인만 뗄 수 있어요.",)


def test_what_is_not_known_is_said_plainly_with_whom_to_ask() -> None:
    said = details(COPY, "hours", TODAY, SAY)
    assert "몰라요" in said[0]
    assert said[1].startswith("1599-0903번")


def test_a_doubtful_figure_is_hedged() -> None:
    doubtful = COPY.model_copy(update={"confidence": "low"})
    assert HEDGES["ko"] in details(doubtful, "fee", TODAY, SAY)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("aspect", ASPECTS)
def test_every_language_can_say_that_it_does_not_know(language: str, aspect: str) -> None:
    assert phrases(language)(f"no_{aspect}", phone="120")


def talk() -> Dialogue:
    return Dialogue(FakeKnowledge(COPY, entry("other", "다른 답이에요.")), SAY, lambda: TODAY, desk="창구")


def test_nothing_is_gone_on_with_before_an_answer() -> None:
    assert talk().follow("fee") is None


def test_the_thread_is_what_was_answered_last() -> None:
    dialogue = talk()
    dialogue.answer("other")
    dialogue.answer("copy")
    reply = dialogue.follow("fee")
    assert reply
    assert reply.source
    assert reply.source.faq_id == "copy"
    assert "400원" in reply.sentences[0]


def test_two_answers_in_one_reply() -> None:
    dialogue = talk()
    reply = dialogue.answer_both("copy", "other")
    assert reply
    assert reply.sentences == (
        "신분증을 가지고 주민센터로 가세요.", "수수료는 창구에서 400원이에요.", "다음은, other.", "다른 답이에요.", "더 들을까요?",
    )  # fmt: skip
    assert dialogue.thread.topics == ("copy", "other")
    assert dialogue.thread.entry == "other"
