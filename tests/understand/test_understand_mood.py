"""How somebody feels, from their words only."""

import csv
from pathlib import Path

import pytest

from voicebot.understand.mood import MOODS, NEUTRAL, feel

SETS = Path(__file__).parent


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("덕분에 살았네 고마워", "glad"),
        ("연금 깎일까 봐 신청을 못 하겠어요", "worried"),
        ("속상해 죽겠어요 또 떨어졌어", "sad"),
        ("하루 종일 말 한마디 안 했어요", "lonely"),
        ("도대체 몇 번을 말해야 알아들어", "angry"),
        ("뭐가 뭔지 통 모르겠네", "confused"),
        ("버스가 오고 있어 빨랑", "hurry"),
        ("무르팍이 시큰거려서 계단을 못 올라가", "unwell"),
        ("여권 만들려면 뭐가 필요해요", NEUTRAL),
    ],
)
def test_a_mood_by_its_words(text: str, mood: str) -> None:
    assert feel(text, "ko").name == mood


def test_it_says_which_words_told() -> None:
    assert feel("마음이 너무 아파요", "ko").words == ("마음이 너무 아파",)


@pytest.mark.parametrize(
    "text",
    [
        "화난 건 아니고요 그냥 여쭤보는 거예요",
        "안 급해요 천천히 하세요",
        "짜증나는 건 없고 다 좋은데",
        "I'm not angry just asking",
    ],
)
def test_what_is_denied_is_not_felt(text: str) -> None:
    assert feel(text, "en" if text.isascii() else "ko").name == NEUTRAL


@pytest.mark.parametrize(
    "text", ["남편이 아파서 대리 신청하려고 해요", "외로운 노인 돕는 봉사 하고 싶어요", "친구가 무서워하세요"]
)
def test_what_others_feel_is_not_the_callers(text: str) -> None:
    assert feel(text, "ko").name == NEUTRAL


def test_worry_about_others_is_ones_own() -> None:
    assert feel("남편이 걱정돼요", "ko").name == "worried"


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("배가 아파 죽겠어요", "unwell"),
        ("걱정돼 죽겠네", "worried"),
        ("너무 이뻐 죽겠어요", "glad"),
        ("혈압 올라 죽겠네", "angry"),
    ],
)
def test_to_die_of_something_is_that_something(text: str, mood: str) -> None:
    assert feel(text, "ko").name == mood


@pytest.mark.parametrize(
    "text",
    [
        "아파트 관리비 지원되나요",
        "급식 카드 신청이요",
        "화가 협회 전화번호 알아요",
        "감사실 전화번호가 뭐예요",
    ],
)
def test_a_word_inside_another_tells_nothing(text: str) -> None:
    assert feel(text, "ko").name == NEUTRAL


def test_another_language_tells_nothing() -> None:
    assert feel("je suis triste", "fr").name == NEUTRAL


@pytest.mark.parametrize("folder", ["dev/manner", "blind/manner"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_most_of_the_open_sets_are_understood(folder: str, language: str) -> None:
    path = SETS / folder / f"mood.{language}.dev.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {row["mood"] for row in rows} <= {*MOODS, NEUTRAL}
    right = sum(feel(row["text"], language).name == row["mood"] for row in rows)
    assert right / len(rows) >= 0.95
