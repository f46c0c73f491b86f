"""A telephone number that was said aloud: asked about, refused, put right in one part, told in parts."""

from dataclasses import replace

import pytest
from interview_world import book, hear

from voicebot.civic.complaints.categories import FALLBACK
from voicebot.talk.form import by_dictation, in_passing
from voicebot.talk.interview import Draft, Interview, Said, Step, again, take
from voicebot.talk.interview.keys import said_by
from voicebot.talk.interview.numbers import fits
from voicebot.text.spoken_digits import DigitRow
from voicebot.understand.meaning import Reading

RIGHT, WRONG = "01049527316", "01049277316"
DRAFT = Draft("key", what="불", category=FALLBACK, place="역", when="어제", name="김", consent=True)


class Caller:
    """Somebody who is asked for a number."""

    def __init__(self) -> None:
        self.now, self.last = Interview(DRAFT, "phone"), Step(Interview(DRAFT, "phone"), ())

    def says(self, text: str, *digits: str, heard: bool = True) -> "Caller":
        """Say something in which the ear finds these rows of digits, likeliest first."""
        rows = tuple(DigitRow(row, -float(at)) for at, row in enumerate(digits))
        reading = Reading(text, -0.3, rows)
        said = by_dictation(hear(text, heard=heard), [reading], fits(self.now))
        self.last = take(self.now, said, book()) or again(self.now, book())
        self.now = self.last.interview
        return self

    @property
    def spoken(self) -> str:
        return " ".join(self.last.sentences)


def test_a_number_is_asked_about_and_taken_on_a_yes() -> None:
    caller = Caller().says("공일공 사고오이", RIGHT)
    assert caller.now.asking == "phone_check"
    assert caller.spoken == "공일공, 사구오이, 칠삼일육. 이 번호가 맞나요?"
    assert (caller.last.kind, caller.now.personal) == ("confirm", True)
    assert caller.says("네").now.asking == "readback"
    assert caller.now.draft.phone == RIGHT


def test_a_yes_before_it_was_heard_takes_nothing() -> None:
    caller = Caller().says("공일공", RIGHT).says("네", heard=False)
    assert (caller.now.asking, caller.now.draft.phone_sure) == ("phone_check", False)
    assert "끝까지 들어 보시고" in caller.spoken


def test_what_was_refused_is_not_proposed_again() -> None:
    caller = Caller().says("공일공", WRONG, RIGHT).says("아니요")
    assert caller.spoken == "그럼 나눠서 여쭤볼게요. 가운데 네 자리만 말씀해 주세요."
    assert caller.says("공일공", WRONG, RIGHT).now.draft.phone == RIGHT


def test_a_number_that_was_misheard_is_told_part_after_part() -> None:
    caller = Caller().says("공일공", WRONG).says("아니요").says("사구오이", "4952")
    assert caller.spoken == "공일공, 사구오이. 이제 끝 네 자리만 말씀해 주세요."
    caller.says("칠삼일육", "7316")
    assert (caller.now.asking, caller.now.draft.phone) == ("phone_check", RIGHT)
    assert WRONG in caller.now.draft.refused


def test_a_part_that_was_misheard_is_told_again() -> None:
    caller = Caller().says("공일공", WRONG).says("아니요").says("사구오이", "4953")
    assert caller.says("아니요").spoken.endswith("가운데 네 자리만 말씀해 주세요.")
    assert (caller.now.draft.phone, caller.now.draft.anonymous) == ("010", False)
    assert caller.says("사구오이", "4952").now.draft.phone == "0104952"


def test_who_only_says_that_it_is_wrong_is_offered_the_keys_in_the_end() -> None:
    caller = Caller().says("틀렸어요").says("틀렸어요")
    assert "번호를 눌러 주셔도 돼요." in caller.spoken


def test_what_is_no_mobile_number_is_told_from_the_beginning() -> None:
    caller = Caller().says("공삼이", "0325601234").says("아니요")
    assert caller.spoken == "그럼 번호를 처음부터 천천히 말씀해 주세요."


def test_keys_begin_a_number_anew_after_a_misheard_one() -> None:
    caller = Caller().says("공일공", WRONG).says("아니요")
    for key in RIGHT:
        caller.says(key)
    assert caller.now.draft.phone == RIGHT


def test_only_the_part_that_is_wrong_is_asked_for_again() -> None:
    caller = Caller().says("공일공", WRONG).says("아니요, 가운데가 틀렸어요")
    assert caller.spoken == "가운데 번호만 다시 말씀해 주세요."
    assert caller.says("사구오이", "4927", "4952").now.draft.phone == RIGHT
    last = Caller().says("공일공", "01049527311").says("끝자리가 틀렸어요")
    assert last.spoken == "공일공, 사구오이. 이제 끝 네 자리만 말씀해 주세요."
    assert last.says("칠삼일육", "7316").now.draft.phone == RIGHT


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("아니요 가운데가 틀렸어요 사구오이예요", "4952"),
        ("아니 사구오이요", "4952"),
        ("공일공 사구오이", RIGHT),
    ],
)
def test_who_says_it_again_means_what_she_says_now(text: str, digits: str) -> None:
    caller = Caller().says("공일공", WRONG).says(text, digits)
    assert (caller.now.asking, caller.now.draft.phone) == ("phone_check", RIGHT)
    assert WRONG in caller.now.draft.refused


def test_the_same_number_twice_is_right() -> None:
    caller = Caller().says("공일공", RIGHT).says("공일공 사구오이 칠삼일육", RIGHT)
    assert (caller.now.asking, caller.now.draft.phone) == ("readback", RIGHT)


def test_a_number_comes_in_parts() -> None:
    caller = Caller()
    for text, digits in (("공일공", "010"), ("사구오이", "4952"), ("칠삼일육", "7316")):
        caller.says(text, digits)
    assert (caller.now.asking, caller.now.draft.phone) == ("phone_check", RIGHT)


def test_begin_again_means_the_number_and_not_the_complaint() -> None:
    caller = Caller().says("공일공", "010").says("처음부터 다시 할게요")
    assert (caller.now.asking, caller.now.draft.phone, caller.now.draft.what) == ("phone", "", "불")


@pytest.mark.parametrize("refused", [("아니요",), ("틀렸어요",)])
def test_who_was_misheard_twice_may_press_or_go_without(refused: tuple[str, ...]) -> None:
    caller = Caller().says("공일공", WRONG).says(*refused).says("공일공", "01049527311").says("아니요")
    assert "번호를 눌러 주셔도 돼요." in caller.spoken
    assert "번호 없이 내시려면, 번호 없이, 하세요." in caller.spoken
    caller.says("번호 없이 할게요")
    assert (caller.now.asking, caller.now.draft.anonymous, caller.now.draft.phone) == ("readback", True, "")


@pytest.mark.parametrize("asked", ["phone", "phone_check"])
def test_without_a_number_is_understood_wherever_one_is_asked_for(asked: str) -> None:
    caller = Caller()
    if asked == "phone_check":
        caller.says("공일공", WRONG)
    assert caller.says("번호 없이요").now.draft.anonymous


def test_who_is_not_understood_is_offered_the_keys_before_a_person() -> None:
    caller = Caller().says("어 그게").says("음 저기")
    assert "번호를 눌러 주셔도 돼요." in caller.spoken
    assert caller.says("그러니까").now.asking == "paused"


def test_a_key_begins_another_number() -> None:
    caller = Caller().says("공일공", WRONG)
    key = said_by(caller.now, "0", "ko")
    pressed = take(caller.now, hear(key or ""), book())
    assert pressed
    assert (pressed.interview.asking, pressed.interview.draft.phone) == ("phone", "0")
    assert said_by(caller.now, "#", "ko") == "네"


def test_a_number_said_in_passing_counts_when_it_is_whole() -> None:
    text = "가로등이 나갔어요 제 번호는 공일공 사고"
    said = in_passing(hear(text), [Reading(text, -0.4, (DigitRow(f"4 {RIGHT}", -1.0),))])
    assert said.slots.phone
    assert (said.slots.phone.digits, said.sure) == (RIGHT, False)
    part = in_passing(hear("번호는 공일공 일이삼사"), [Reading("번호는 공일공 일이삼사", -0.4)])
    assert part.slots.phone is None


def test_a_number_that_was_typed_is_not_asked_about() -> None:
    said: Said = replace(hear("010-4952-7316"))
    step = take(Interview(DRAFT, "phone"), said, book())
    assert step
    assert (step.interview.asking, step.sentences[0]) == ("readback", "번호는 공일공, 사구오이, 칠삼일육.")
