"""The text against the recording, word by word; numbers count, however they are written."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts_world import ToldEar, timed

from voicebot.audio import Audio
from voicebot.civic.scripts.beside import numbers_beside
from voicebot.civic.scripts.captions import caption_marks
from voicebot.civic.scripts.checking import Listened, check_script
from voicebot.civic.scripts.comparing import align, differences, likeness
from voicebot.civic.scripts.doubts import second_look
from voicebot.civic.scripts.listening import Heard
from voicebot.civic.scripts.numerals import spoken_digits
from voicebot.civic.scripts.script import Difference, Script
from voicebot.civic.scripts.spoken import spoken, written_words
from voicebot.civic.scripts.voice import Voice
from voicebot.speak.reading import read_digit_pairs, read_korean

TEXT = "수수료는 52,000원이고, 사진 1장을 가져오세요. 032-560-4114로 전화해 주세요."


def compared(text: str, heard: str, language: str = "ko") -> list[Difference]:
    both = align(spoken(text.split(), language), spoken(heard.split(), language))
    return [one for one in differences(both, language) if one.kind != "kept"]


@pytest.mark.parametrize(
    "heard",
    [
        TEXT,
        "수수료는 오만 이천 원이고 사진 한 장을 가져오세요 공삼이 오육공 사일일사로 전화해 주세요",
        "수수료는 5만 2천원이고, 사진 한장을 가져오세요. 0325604114로 전화해 주세요.",
        "수수료는 52000 원이고 사진 1 장을 가져오세요. 영삼이 오육영 사일일사로 전화해주세요.",
    ],
)
def test_the_same_numbers_in_other_words_are_the_same(heard: str) -> None:
    assert not [one for one in compared(TEXT, heard) if one.blocks]


@pytest.mark.parametrize(
    ("heard", "text"),
    [
        (TEXT.replace("52,000", "53,000"), "52,000원이고,"),
        (TEXT.replace("52,000원", "오만 삼천 원"), "52,000원이고,"),
        (TEXT.replace("4114", "4115"), "032-560-4114로"),
        (TEXT.replace("1장", "두 장"), "1장을"),
        (TEXT.replace("032-560-4114로 ", ""), "032-560-4114로"),
    ],
)
def test_a_mistaken_digit_blocks(heard: str, text: str) -> None:
    blocked = [one for one in compared(TEXT, heard) if one.blocks]
    assert any(text in one.text or one.text in text for one in blocked)


@pytest.mark.parametrize("heard", ["0.3이 560 411사로", "032, 560, 4114로", "032 5604 114로"])
def test_a_telephone_number_is_the_same_however_it_is_grouped(heard: str) -> None:
    assert not [one for one in compared(TEXT, TEXT.replace("032-560-4114로", heard)) if one.blocks]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("3.5퍼센트예요.", "35퍼센트예요."),
        ("52세부터예요.", "5만 2세부터예요."),
        ("032-120이에요.", "0.3이 121이에요."),
    ],
)
def test_what_is_grouped_otherwise_may_be_another_number(text: str, heard: str) -> None:
    assert any(one.blocks for one in compared(text, heard))


def test_a_number_word_is_the_same_in_figures() -> None:
    assert not [one for one in compared("다섯 살이면 돼요.", "5 살이면 돼요.") if one.blocks]
    assert not [one for one in compared("여섯 정거장 가세요.", "6 정거장 가세요.") if one.blocks]


def test_a_number_that_is_not_in_the_text_blocks() -> None:
    [one] = compared("창구로 오세요.", "3번 창구로 오세요.")
    assert (one.kind, one.heard, one.blocks) == ("extra", "3번", True)


def test_hours_in_words_are_numbers_too() -> None:
    [one] = compared("오후 여섯 시까지 오세요.", "오후 다섯 시까지 오세요.")
    assert one == Difference("other", "여섯", "다섯", blocks=True)


def test_other_words_are_shown_and_do_not_block() -> None:
    found = compared("신분증을 꼭 가져오세요.", "신분증을 가져오세요 고맙습니다")
    assert found == [Difference("missing", "꼭", ""), Difference("extra", "", "고맙습니다")]


def test_a_misspelled_word_is_no_number() -> None:
    [one] = compared("구청 여권과로 오세요.", "9000여권과로 오세요.")
    assert (one.kind, one.blocks) == ("other", False)


def test_english_numbers() -> None:
    text = "The fee is 52,000 won. Call 120 by five o'clock."
    assert not compared(text, "the fee is fifty two thousand won call one two zero by 5 o'clock", "en")
    [one] = compared(text, text.replace("52,000", "53,000"), "en")
    assert one.blocks


@given(st.integers(1, 10**9))
def test_an_amount_is_the_same_read_aloud_and_in_figures(number: int) -> None:
    read = "".join(letter for letter in read_korean(f"{number}원") if "가" <= letter <= "힣")
    assert spoken_digits(read.removesuffix("원")) == str(number)


@given(st.text("0123456789", min_size=2, max_size=11))
def test_digits_are_the_same_read_one_by_one(figures: str) -> None:
    assert spoken_digits("".join(c for c in read_digit_pairs(figures) if "가" <= c <= "힣")) == figures


WORDS = st.lists(st.sampled_from(["여권", "3번", "52,000원", "오세요", "한", "A4", "!", "구청"]), max_size=8)


@given(WORDS, WORDS, st.sampled_from(["ko", "en"]))
def test_every_word_is_in_one_group_and_in_order(text: list[str], heard: list[str], language: str) -> None:
    both = align(spoken(text, language), spoken(heard, language))
    found = differences(both, language)
    assert " ".join(one.text for one in found if one.text).split() == text
    assert " ".join(one.heard for one in found if one.heard).split() == heard
    assert 0 <= likeness(both) <= 1


@given(WORDS)
def test_what_says_the_same_differs_nowhere(words: list[str]) -> None:
    both = align(spoken(words, "ko"), spoken(words, "ko"))
    assert not [one for one in differences(both, "ko") if one.blocks]


@given(WORDS, WORDS)
def test_captions_never_fall_and_stay_within_the_recording(text: list[str], heard: list[str]) -> None:
    words = written_words(" ".join(text))
    both = align(spoken([word for word, _ in words], "ko"), spoken(heard, "ko"))
    marks = caption_marks(both, [at for _, at in words], timed(" ".join(heard), 4.0).words, 4.0)
    times = [ms for _, ms in marks]
    assert times == sorted(times)
    assert all(0 <= ms <= 4000 for ms in times)
    assert [at for at, _ in marks] == [at for _, at in words]


def test_captions_follow_the_voice() -> None:
    text, heard = "수수료는 52,000원이에요.", timed("수수료는 오만 이천원이에요", 3.0).words
    both = align(spoken(text.split(), "ko"), spoken([word.text for word in heard], "ko"))
    assert caption_marks(both, [0, 5], heard, 3.0) == ((0, 0), (5, 1000))


def listened(text: str, confidence: float = 0.8) -> Listened:
    return Listened(Voice("a.flac", 4.0, -30, -3, 0), Heard(timed(text, 4.0).words, confidence))


def test_a_text_that_is_missing_is_drafted_and_has_to_be_read() -> None:
    checked = check_script(Script("질문", (), ""), "1:2", listened("신분증을 가져오세요."))
    assert checked.script.answer == "신분증을 가져오세요."
    assert [one.key for one in checked.open] == ["!drafted"]
    assert len(checked.marks) == 2


@pytest.mark.parametrize(
    ("heard", "confidence", "code"),
    [("신분증을 가져오세요", 0.2, "not_understood"), ("가로등이 나갔어요 고쳐 주세요", 0.9, "another_text")],
)
def test_the_wrong_file_is_noticed(heard: str, confidence: float, code: str) -> None:
    checked = check_script(Script("질문", (), "신분증을 가져오세요."), "1:2", listened(heard, confidence))
    assert code in [problem.code for problem in checked.problems]


class Weighing(ToldEar):
    """Finds texts as likely as it was told; others hardly."""

    def __init__(self, likely: dict[str, float]) -> None:
        super().__init__("")
        self._likely = likely

    async def weigh(self, audio: Audio, texts: Sequence[str], language: str) -> list[float] | None:
        self.weighed.append(list(texts))
        return [self._likely.get(text, -50.0) for text in texts]


@pytest.mark.parametrize(
    ("likely", "blocks"),
    [
        ({"수수료는 육천이백 원이에요": -10.5}, False),
        ({"수수료는 육천이백 원이에요": -14.9}, False),
        ({"수수료는 육천이백 원이에요": -15.1}, True),
        ({"수수료는 육천이백 원이에요": -10.5, "수수료는 육천사백 원이에요": -10.4}, True),
        ({"수수료는 육천이백 원이에요": -9.0, "수수료는 칠천이백 원이에요": -8.0}, True),
    ],
)
async def test_a_number_that_the_sound_bears_out_and_none_beside_it_is_no_alarm(
    likely: dict[str, float], blocks: bool
) -> None:
    heard = listened("수수료는 6211이에요")
    checked = check_script(Script("질문", (), "수수료는 6,200원이에요."), "1:2", heard)
    assert any(one.blocks for one in checked.differences)
    ear = Weighing({"수수료는 6211이에요": -10.0, **likely})
    again = await second_look(checked, heard.heard, Audio.silence(4.0, 16_000), ear)
    assert any(one.blocks for one in again.differences) is blocks
    assert all(len(texts) <= 8 for texts in ear.weighed)


async def test_what_was_cut_wrongly_is_judged_as_one() -> None:
    heard = listened("평일 오전하업 11.5 후 여섯 시까지 열어요")
    checked = check_script(Script("질문", (), "평일 오전 9시부터 오후 6시까지 열어요."), "1:2", heard)
    assert len([one for one in checked.differences if one.blocks]) > 1
    likely = {
        "평일 오전 9시부터 오후 여섯 시까지 열어요": -12.0,
        "평일 오전하업 11.5 후 여섯 시까지 열어요": -10.0,
    }
    again = await second_look(checked, heard.heard, Audio.silence(4.0, 16_000), Weighing(likely))
    assert not any(one.blocks for one in again.differences)
    likely["평일 오전 7시부터 오후 여섯 시까지 열어요"] = -11.0
    again = await second_look(checked, heard.heard, Audio.silence(4.0, 16_000), Weighing(likely))
    assert any(one.blocks for one in again.differences)


async def test_a_number_in_words_is_set_beside_other_words() -> None:
    heard = listened("오후 다섯 시까지 오세요")
    checked = check_script(Script("질문", (), "오후 여섯 시까지 오세요."), "1:2", heard)
    likely = {"오후 다섯 시까지 오세요": -10.0, "오후 여섯 시까지 오세요": -11.0}
    again = await second_look(checked, heard.heard, Audio.silence(4.0, 16_000), Weighing(likely))
    assert any(one.blocks for one in again.differences), "what was heard is the likeliest"


def test_numbers_beside_differ_in_one_place() -> None:
    assert list(numbers_beside("20일", "ko"))[:2] == ["00일", "10일"]
    assert set(numbers_beside("오만 원", "ko")) >= {"사만 원", "육만 원"}
    assert "한 장이" in set(numbers_beside("두 장이", "ko"))
    assert not list(numbers_beside("이 사람", "ko"))
    assert not list(numbers_beside("two", "en"))


async def test_each_difference_is_judged_alone() -> None:
    heard = listened("9층으로 와서 7번 창구로 오세요")
    checked = check_script(Script("질문", (), "2층으로 와서 3번 창구로 오세요."), "1:2", heard)
    assert [one.text for one in checked.differences if one.blocks] == ["2층으로", "3번"]
    likely = {
        "9층으로 와서 7번 창구로 오세요": -10.0,
        "2층으로 와서 7번 창구로 오세요": -5.0,
        "2층으로 와서 3번 창구로 오세요": -9.0,
    }
    again = await second_look(checked, heard.heard, Audio.silence(4.0, 16_000), Weighing(likely))
    assert [one.text for one in again.differences if one.blocks] == ["3번"]


async def test_an_engine_that_cannot_weigh_changes_nothing() -> None:
    heard = listened("수수료는 6300원이에요")
    checked = check_script(Script("질문", (), "수수료는 6,200원이에요."), "1:2", heard)
    assert await second_look(checked, heard.heard, Audio.silence(4.0, 16_000), ToldEar("")) == checked
