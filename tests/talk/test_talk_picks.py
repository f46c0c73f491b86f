"""A complaint without a word: every question has answers to press, shown at a kiosk and said to who asks."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from counter_world import complaint_desk, events, replied, typed
from interview_world import CATEGORIES, DISTRICT, book
from talk_world import Device, FakeDesk

from voicebot.talk import client_events as asked
from voicebot.talk import server_events as told
from voicebot.talk.interview import Book, Draft, Interview, Step, pick_of, picked, picks
from voicebot.talk.interview.said import only_wants_to_complain
from voicebot.understand.asking import asks, sentences

AREAS = (*DISTRICT.places.south, *DISTRICT.places.north)
BEGINS = "불편한 것을 신고하고 싶어요"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FakeDesk]:
    async with complaint_desk(tmp_path / "var") as found:
        yield found


def own_book(language: str = "ko") -> Book:
    plain = book(language)
    return Book(plain.categories, plain.phrases, language, plain.days, AREAS)


def all_picks(now: Interview, own: Book) -> list[str]:
    """What is shown, page by page, until it begins again."""
    labels: list[str] = []
    while True:
        shown = picks(now, own)
        assert 1 <= len(shown) <= 6
        fresh = [pick.label for pick in shown if pick.id != "pick-others"]
        if fresh[0] in labels:
            return labels
        labels += fresh
        if len(fresh) == len(shown):
            return labels
        now = picked(now, shown[-1], own).interview or now


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_kind_and_every_dong_is_among_the_pages(language: str) -> None:
    own = own_book(language)
    assert all_picks(Interview(Draft("k"), "what"), own) == [own.label(c.id) for c in CATEGORIES.categories]
    places = all_picks(Interview(Draft("k", what="x", category="road"), "place"), own)
    assert places == [*AREAS, own.phrases.line("pick_unknown")]


@pytest.mark.parametrize("kind", [category.id for category in CATEGORIES.categories])
def test_pressing_the_first_of_everything_comes_to_the_reading_back(kind: str) -> None:
    own = own_book()
    now: Interview | None = Interview(Draft("k"), "what")
    while now and not any(pick.id == f"pick-{kind}" for pick in picks(now, own)):
        now = picked(now, picks(now, own)[-1], own).interview
    asked_for = []
    number = next(n for n, pick in enumerate(picks(now, own), 1) if pick.id == f"pick-{kind}")  # type: ignore[arg-type]
    while now and now.asking not in ("consent", "readback"):
        pick = pick_of(now, number, own)
        assert pick is not None, now.asking
        step: Step = picked(now, pick, own)
        asked_for.append(now.asking)
        now, number = step.interview, 1
    assert now is not None
    assert (now.draft.category, now.draft.what, now.draft.place) == (kind, own.label(kind), AREAS[0])
    assert asked_for[:3] == ["what", "place", "when"]


def test_what_has_answers_of_its_own_has_none_to_press() -> None:
    for asking in ("category", "consent", "phone", "phone_check", "readback", "join", "filed"):
        assert picks(Interview(Draft("k", category="road"), asking), own_book()) == ()


@pytest.mark.parametrize("words", [BEGINS, "불편 신고", "불편 신고요.", "불편 신고 좀 하려고요"])
def test_the_words_on_the_first_picture_begin_a_complaint(words: str) -> None:
    assert only_wants_to_complain(words)
    assert [asks(one) for one in sentences(words)] == [False]


@pytest.mark.parametrize("words", ["불편한 점 신고는 어디에 해요?", "불편 신고는 얼마나 걸려요?"])
def test_a_question_about_complaints_begins_none(words: str) -> None:
    assert not only_wants_to_complain(words)
    assert [asks(one) for one in sentences(words)] == [True]


async def after(caller: Device, event: asked.ClientEvent) -> told.ResponseCreated:
    before = len(caller.replies())
    await caller.send(event)
    await replied(caller, before)
    await caller.settle()
    await caller.played()
    return caller.replies()[-1]


def key(name: str) -> asked.InputKey:
    return asked.InputKey.model_validate({"key": name})


async def test_at_a_kiosk_a_complaint_is_filed_by_touch_alone(desk: FakeDesk) -> None:
    caller = Device(desk, channel="kiosk", greet=False)
    question = await typed(caller, BEGINS)
    assert [choice.number for choice in question.choices] == [1, 2, 3, 4, 5, 6]
    assert question.sentences == ["어떤 일인지 말씀해 주세요."]  # shown, and not read to who speaks
    for label in ("가로등", "검암경서동", "오늘", "모르겠어요"):
        pressed = next(choice for choice in question.choices if choice.label == label)
        question = await after(caller, asked.InputChoice(choice_id=pressed.id))
    assert question.choices == []
    await typed(caller, "아니요")  # the button for a no
    await typed(caller, "네")
    (filed,) = events(caller, told.ComplaintFiled)
    one = await desk.backroom.office.register.get(filed.receipt)
    assert (one.category, one.what, one.place, one.occurred) == (
        "street_light",
        "가로등",
        "검암경서동",
        "오늘",
    )


async def test_at_a_kiosk_a_number_is_the_answer_that_bears_it(desk: FakeDesk) -> None:
    caller = Device(desk, channel="kiosk", greet=False)
    await typed(caller, BEGINS)
    shown = await after(caller, key("6"))
    assert shown.choices[0].label == CATEGORIES.categories[5].name.ko
    asks = await after(caller, key("1"))
    assert asks.sentences[-1] == "어디에서 그런가요?"
    asks = await typed(caller, "일번이요")
    assert asks.sentences[0] == "언제부터 그랬나요?"
    draft = events(caller, told.ComplaintDraft)[-1].form
    assert (draft["category"], draft["place"]) == (CATEGORIES.categories[5].id, AREAS[0])


async def test_what_can_be_pressed_is_looked_at_and_said_before_it_is_chosen(desk: FakeDesk) -> None:
    caller = Device(desk, channel="kiosk", greet=False)
    question = await typed(caller, BEGINS)
    looked = await after(caller, asked.InputChoice(choice_id=question.choices[1].id, preview=True))
    assert looked.sentences == [question.choices[1].sentence]
    assert events(caller, told.ComplaintDraft)[-1].form["asking"] == "what"


async def test_by_telephone_a_key_that_means_nothing_else_has_the_answers_said(desk: FakeDesk) -> None:
    caller = Device(desk, channel="phone", greet=False)
    question = await typed(caller, BEGINS)
    assert question.choices == []
    told_of = await after(caller, key("9"))
    assert told_of.sentences[1:7] == [choice.sentence for choice in told_of.choices]
    asks = await after(caller, key("1"))
    assert asks.sentences[1] == "어디에서 그런가요?"
    assert asks.sentences[-2].startswith("6번")
    assert events(caller, told.ComplaintDraft)[-1].form["category"] == CATEGORIES.categories[0].id


async def test_who_answers_in_words_is_heard_as_ever(desk: FakeDesk) -> None:
    caller = Device(desk, channel="kiosk", greet=False)
    await typed(caller, BEGINS)
    asks = await typed(caller, "가좌시장 앞 가로등이 어젯밤부터 나갔어요")
    assert [choice.label for choice in asks.choices] == ["모르겠어요"]
    await typed(caller, "일번이요")  # the number of the pole
    assert events(caller, told.ComplaintDraft)[-1].form["answers"] == {"pole_number": "일번이요"}
