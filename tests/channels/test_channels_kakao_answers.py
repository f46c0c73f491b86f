"""What a person reads on KakaoTalk: the desk's answers in Kakao's contract."""

import datetime as dt
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kakao_schema import bubbles, calls, links, texts, valid_response
from kakao_world import kakao
from talk_fakes import FakeKnowledge

from voicebot.channels.kakao.phones import Number, numbers_in
from voicebot.channels.kakao.template import call_button, message, quick_reply, use_callback
from voicebot.channels.kakao.writer import Writer
from voicebot.civic.district import load_district
from voicebot.civic.faq import LANGUAGES, Language, load_faq
from voicebot.settings import project_dir
from voicebot.talk.desk import Desk
from voicebot.talk.dialogue.dialogue import Dialogue
from voicebot.talk.phrases import phrases

TODAY = dt.date(2026, 11, 22)


async def test_an_answer_comes_with_its_source() -> None:
    async with kakao() as channel:
        answer = await channel.says("여권 수수료 얼마예요?")
    assert texts(answer) == ["오만 원이에요."]
    assert links(answer) == [("출처 보기", "https://example.go.kr/fee")]


async def test_where_it_gets_done_comes_before_the_source_and_the_telephone_before_both() -> None:
    async with kakao() as channel:
        answer = await channel.says("여권 분실")
    assert calls(answer) == [("120 전화하기", "032-120")]
    assert links(answer) == [
        ("자세히 보기", "https://example.go.kr/do"),
        ("출처 보기", "https://example.go.kr/x"),
    ]


async def test_a_choice_is_pressed_by_its_name_or_typed_by_its_number() -> None:
    async with kakao() as channel:
        offered = await channel.says("여권")
        assert bubbles(offered) == ["여권 수수료", "여권 분실"]
        pressed = await channel.says("여권 분실")
        assert texts(pressed) == ["바로 신고하세요."]
        assert channel.desk.asked == ["여권"]
        await channel.says("여권")
        assert texts(await channel.says("1번")) == ["오만 원이에요."]


async def test_a_choice_that_is_not_open_any_more_is_understood_as_a_question() -> None:
    async with kakao() as channel:
        await channel.says("여권")
        await channel.says("연금이 뭐예요")
        assert texts(await channel.says("여권 분실")) == ["바로 신고하세요."]
        assert channel.desk.asked[-1] == "여권 분실"


async def test_more_and_a_single_suggestion_are_answered_with_yes_or_no() -> None:
    async with kakao() as channel:
        answer = await channel.says("연금이 뭐예요")
        assert (texts(answer)[0].split("\n")[-1], bubbles(answer)) == ("더 들을까요?", ["네", "아니요"])
        assert texts(await channel.says("네")) == ["넷이에요."]
        suggestion = await channel.says("혹시 수당이요")
        assert bubbles(suggestion) == ["네", "아니요"]
        assert texts(await channel.says("네")) == ["오만 원이에요."]


@pytest.mark.parametrize(("text", "lang"), [("사람 바꿔 줘", "ko"), ("a person please", "en")])
async def test_who_wants_a_person_gets_the_telephone_button(text: str, lang: str) -> None:
    async with kakao() as channel:
        assert [number for _, number in calls(await channel.says(text, lang=lang))] == ["032-120"]


async def test_telephones_for_people_in_danger_come_first() -> None:
    async with kakao() as channel:
        hurt = await channel.says("다쳤을 때 어디에 물어봐요")
    assert [number for _, number in calls(hurt)] == ["119", "1577-1000"]


async def test_danger_is_met_with_a_telephone_button_before_anything_else() -> None:
    async with kakao() as channel:
        answer = await channel.says("죽고 싶어요")
        assert [number for _, number in calls(answer)] == ["109"]
        assert texts(answer)[0].split("\n")[-1] == "지금 혼자 계세요?"
        assert channel.desk.asked == []
        assert "109" in texts(await channel.says("네"))[0]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_everything_the_district_answers_keeps_within_kakaos_limits(language: Language) -> None:
    entries = load_faq(project_dir() / "faq").entries(language)
    async with kakao() as channel:
        knowledge = FakeKnowledge(*entries.values())
        channel.desk.knowledge[language] = knowledge
        dialogue = Dialogue(knowledge, phrases(language), channel.desk.today, desk="desk")
        writer = Writer(cast("Desk", channel.desk))
        for name, entry in entries.items():
            answer = valid_response(writer.reply(dialogue.answer(name), language))
            whole = "\n".join(line for part in texts(answer) for line in part.split("\n"))
            assert entry.spoken(TODAY)[0] in whole
            assert calls(answer) or not entry.phone


async def test_a_long_answer_is_cut_between_words_and_keeps_its_telephone_on_top() -> None:
    async with kakao() as channel:
        answer = await channel.says("끝없는 이야기")
    whole = "길고 긴 안내 문장이에요. " * 120
    assert calls(answer) == [("120 전화하기", "032-120")]
    assert len(texts(answer)) == 3
    assert (
        " ".join(texts(answer)[:2]).split() == whole.split()[: sum(len(t.split()) for t in texts(answer)[:2])]
    )


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("en", "I do not know"), ("en-US", "I do not know"), ("kr", "아직 몰라요"), (None, "아직 몰라요")],
)
async def test_the_language_is_that_of_the_persons_kakaotalk(lang: str | None, sentence: str) -> None:
    async with kakao() as channel:
        answer = await channel.says("xyz", lang=lang)
    assert sentence in texts(answer)[0]


async def test_a_conversation_changes_its_language_with_the_person() -> None:
    async with kakao() as channel:
        await channel.says("여권", lang="ko")
        assert "start" in texts(await channel.says("start over", lang="en"))[0]


async def test_a_question_without_an_answer_is_kept_for_the_officer_with_its_channel() -> None:
    async with kakao() as channel:
        await channel.says("아무도 모르는 일")
        assert channel.desk.questions.kept == ["아무도 모르는 일"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("120으로 전화하세요.", [Number("120", "032-120")]),
        ("120이나 032-120으로 하세요.", [Number("120", "032-120")]),
        ("연결이 안 되면 109, 위험하면 119.", [Number("109", "109", True), Number("119", "119", True)]),
        ("1577-1000이나 112로요.", [Number("112", "112", True), Number("1577-1000", "1577-1000")]),
        ("청소년은 1388이에요.", [Number("1388", "1388", True)]),
        ("구청은 032-560-4114예요.", [Number("032-560-4114", "032-560-4114")]),
        ("요금은 120원, 119명, 112동 110호, 120일, 1,119원이에요.", []),
        ("2026-119-3, 1200, 150에 있어요.", []),
    ],
)
def test_telephones_are_told_from_other_numbers(text: str, numbers: list[Number]) -> None:
    assert numbers_in([text], load_district(project_dir() / "faq"), TODAY) == numbers


words = st.text(min_size=1, max_size=1500).filter(str.strip)


@settings(deadline=None, max_examples=60)
@given(st.lists(words, min_size=1, max_size=4), st.integers(0, 5), st.integers(0, 14), words)
def test_whatever_is_said_keeps_within_kakaos_limits(
    sentences: list[str], buttons: int, quick: int, label: str
) -> None:
    template = message(
        sentences, [call_button(label, "119")] * buttons, [quick_reply(label[:1000])] * quick
    )  # fmt: skip
    valid_response(template)
    valid_response(use_callback(label))
    whole = "\n".join(sentences).strip()
    said = "".join(texts(template))
    assert whole.startswith(texts(template)[0].removesuffix("…"))
    assert _letters(said.removesuffix("…")) == _letters(whole)[: len(_letters(said.removesuffix("…")))]


def _letters(text: str) -> Any:
    return "".join(text.split())


async def test_steps_come_one_at_a_time_by_a_bubble() -> None:
    async with kakao() as channel:
        await channel.says("연금이 뭐예요")
        first = await channel.says("하나씩 말해 줘")
        assert texts(first)[0].startswith("네, 하나씩 말씀드릴게요.\n하나예요.")
        assert bubbles(first) == ["다음"]
        second = await channel.says("다음")
        assert texts(second)[0].startswith("둘이에요.")
        await channel.says("다음")
        assert bubbles(await channel.says("다음")) == []
