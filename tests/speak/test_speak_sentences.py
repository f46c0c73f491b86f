import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.speak.sentences import split_sentences, stream_pieces


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("여권을 만들어요", ["여권을 만들어요"]),
        ("여권을 만들어요. 사진을 가져오세요!", ["여권을 만들어요.", "사진을 가져오세요!"]),
        ("2026. 3. 1.에 시작해요. 오세요.", ["2026. 3. 1.에 시작해요.", "오세요."]),
        ("기한은 2026. 3. 1. 까지예요.", ["기한은 2026. 3. 1. 까지예요."]),
        ("수수료는 2.5퍼센트예요. 끝.", ["수수료는 2.5퍼센트예요.", "끝."]),
        ('"네." 라고 하세요. 끝.', ['"네."', "라고 하세요.", "끝."]),
        ("한 줄\n두 줄", ["한 줄", "두 줄"]),
        ("Bring it, e.g. a card. Thank you.", ["Bring it, e.g. a card.", "Thank you."]),
        ("정말요?! 네.", ["정말요?!", "네."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


def test_first_clause_comes_first_when_the_sentence_is_long() -> None:
    text = "여권을 새로 만들려면, 사진 한 장과 신분증을 가지고 구청에 오세요. 일주일 걸려요."
    assert stream_pieces(text) == [
        "여권을 새로 만들려면,",
        "사진 한 장과 신분증을 가지고 구청에 오세요.",
        "일주일 걸려요.",
    ]


def test_a_short_sentence_stays_whole() -> None:
    assert stream_pieces("네, 잠시만요.") == ["네, 잠시만요."]


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("네, 지금 바로 가로등 고장 신고를", "접수해 드릴게요 조금만 기다려 주세요."),
        ("수수료는 여권 종류에 따라서", "53,000원이거나 20,000원이에요."),
        ("전입신고 서류를 가지고", "동 행정복지센터에 오시면 바로 됩니다."),
        ("올해 여름에", "자리가 바뀌었을 수 있으니 꼭 먼저 전화해 보세요."),
        ("You can renew it", "at the district office with a photo."),
    ],
)
def test_a_long_sentence_is_cut_where_a_speaker_breathes(first: str, rest: str) -> None:
    assert stream_pieces(f"{first} {rest}") == [first, rest]


def test_a_number_is_never_cut() -> None:
    assert stream_pieces("12,000,000,000,000,000,000,000원입니다") == [
        "12,000,000,000,000,000,000,000원입니다"
    ]


@given(st.text(alphabet="가나다 .,?!\n\"'1aB", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    def letters(parts: list[str]) -> str:
        return "".join("".join(parts).split())

    assert letters(split_sentences(text)) == letters([text])
    assert letters(stream_pieces(text)) == letters([text])
