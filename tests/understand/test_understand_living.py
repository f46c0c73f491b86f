# ruff: noqa: E501  (Hangul counts double)
"""Questions about the day itself are taken for what they are, and no others are."""

import pytest

from voicebot.civic.faq import load_faq
from voicebot.settings import project_dir
from voicebot.understand.living import About, Day, asked

ASKED = {
    About.WEATHER: (
        "오늘 날씨 어때요", "날씨 좀 알려 주세요", "지금 날씨가 어떻게 돼요", "내일 날씨는 어떨까요", "이번 주말 날씨 알려줘",
        "밖에 추워요?", "오늘 많이 더울까요", "지금 몇 도예요", "내일은 몇 도까지 올라가요", "바깥 날씨 어때",
        "저기 오늘 날씨가 좀 궁금한데요", "내일 아침에 추울까요", "기온이 몇 도나 돼요", "오늘 날이 좋아요?",
        "모레 날씨 가르쳐 줘요", "낮에 더워요?", "날씨",
    ),
    About.RAIN: (
        "내일 비 와요?", "오늘 비 온대요?", "우산 챙겨야 돼요?", "오늘 눈이 올까요", "비 언제 그쳐요", "토요일에 비 오나요",
        "오늘 저녁에 비 온다는데요",
    ),
    About.DUST: (
        "오늘 미세먼지 어때요", "미세먼지 심해요?", "지금 공기가 괜찮아요?", "마스크 써야 돼요?",
        "오늘 마스크 쓰고 나가야 하나요", "미세먼지 많나요 오늘", "황사 심한가요", "초미세먼지 농도 알려 주세요",
        "오늘 먼지가 많대요", "내일 미세먼지 나쁠까요",
    ),
    About.SUN: (
        "해가 몇 시에 떠요", "오늘 해 언제 져요", "일출 시간 알려 주세요", "해 지는 시간이 언제예요",
        "내일 해 뜨는 시각이 몇 시예요",
    ),
    About.DATE: (
        "오늘 며칠이에요", "오늘이 무슨 요일이에요", "오늘 몇 월 며칠이죠", "오늘 날짜가 어떻게 돼요", "내일 무슨 요일이에요",
        "날짜 좀 알려 줘요",
    ),
    About.TIME: ("지금 몇 시예요", "몇 시나 됐어요", "지금 시간이 어떻게 돼요"),
    About.HOLIDAY: (
        "다음 공휴일이 언제예요", "추석이 언제예요", "설날 며칠이에요", "내일 쉬는 날이에요?", "오늘 공휴일인가요",
        "한글날이 무슨 요일이에요", "동지가 언제예요",
    ),
    About.OFFICE: (
        "지금 구청 열었어요?", "오늘 구청 문 열어요?", "주민센터 지금 하나요", "내일 동사무소 해요?",
        "토요일에 주민센터 열어요?", "구청 오늘 쉬는 날이에요",
    ),
    About.PLACE: (
        "가까운 무더위쉼터 어디예요", "가까운 화장실이 어디에 있어요", "근처 약국 알려 주세요", "이 근처에 약국 있어요?",
        "청라2동 약국 어디 있어요", "가좌동에 있는 무더위쉼터가 어디예요", "여기서 제일 가까운 화장실 어디예요",
        "화장실 어디예요", "우리 동네 경로당이 어디예요", "한파쉼터 어디 있어요", "검암역 근처 화장실 어딨어요",
        "가까운 약국", "문 여는 약국 어디 있나요",
    ),
}  # fmt: skip
ENGLISH = {
    About.WEATHER: ("What is the weather like today?", "How cold is it outside?", "Is it hot today?"),
    About.RAIN: ("Will it rain tomorrow?", "Do I need an umbrella?"),
    About.DUST: ("Do I need a mask today?", "How's the air today?"),
    About.SUN: ("When is sunset today?",),
    About.DATE: ("What day is it today?", "What's the date?"),
    About.TIME: ("What time is it?",),
    About.HOLIDAY: ("When is Chuseok?", "Is tomorrow a holiday?", "When is the next holiday?"),
    About.OFFICE: ("Is the office open now?",),
    About.PLACE: ("Where is the nearest pharmacy?", "Where's the nearest cooling shelter in Cheongna?"),
}


@pytest.mark.parametrize(
    ("about", "text"), [(about, text) for about, texts in ASKED.items() for text in texts]
)
def test_what_is_asked_about(about: About, text: str) -> None:
    found = asked(text, "ko")
    assert found
    assert found.about is about


@pytest.mark.parametrize(("about", "text"), [(about, t) for about, texts in ENGLISH.items() for t in texts])
def test_what_is_asked_about_in_english(about: About, text: str) -> None:
    found = asked(text, "en")
    assert found
    assert found.about is about


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("날씨 어때요", Day.NOW), ("오늘 날씨 어때요", Day.TODAY), ("내일 비 와요", Day.TOMORROW),
        ("모레 날씨 어때요", Day.AFTER_TOMORROW), ("주말 날씨 어때요", Day.WEEKEND), ("일요일 날씨 어때요", Day.SUNDAY),
    ],
)  # fmt: skip
def test_for_when(text: str, day: Day) -> None:
    assert asked(text, "ko").day is day  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "kind", "where"),
    [
        ("청라2동 약국 어디 있어요", "pharmacy", "청라2동"),
        ("여기서 제일 가까운 화장실 어디예요", "toilet", ""),
        ("한파쉼터 어디 있어요", "cold_shelter", ""),
        ("검암역 근처 화장실 어딨어요", "toilet", "검암역"),
    ],
)
def test_which_place_and_where(text: str, kind: str, where: str) -> None:
    found = asked(text, "ko")
    assert found
    assert (found.kind, found.where) == (kind, where)


@pytest.mark.parametrize(
    "text",
    [
        "미세먼지 나쁨은 몇부터예요", "미세먼지 심하면 밖에 나가지 말아야 되나요", "여권 발급 토요일에도 해요",
        "비가 와서 하수구가 넘쳐요", "화장실이 막혔어요", "날씨가 추워서 보일러가 얼었어요", "더워서 쓰러질 것 같아요",
        "공중화장실 변기가 고장 났어요", "약국에 폐의약품 버려도 돼요", "오늘 서류 떼러 가도 돼요", "지금 몇 번까지 왔어요",
        "추석 연휴에 쓰레기 언제 내놔요", "구청 전화번호 알려 주세요", "네", "",
    ],
)  # fmt: skip
def test_what_is_for_the_entries_or_a_complaint_is_left_alone(text: str) -> None:
    assert asked(text, "ko") is None


def test_of_all_the_entries_phrasings_only_shelters_and_office_hours_are_taken() -> None:
    faq = load_faq(project_dir() / "faq")
    taken = {p.entry for language in ("ko", "en") for p in faq.phrasings(language) if asked(p.text, language)}
    assert taken <= {"shelter", "office-hours"}
