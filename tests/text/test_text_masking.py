import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.text.masking import MASK, mask

_BLIND = Path(__file__).parent / "blind"
_JOINERS = re.compile(r"다시|하이픈|대[시쉬]|빼기|[작짝]대기|국?에|국|의")
"""Words between the parts of a number, which tell nothing of it."""


def rows(name: str) -> list[list[str]]:
    """The rows of a blind set without its heading; a row is a text and perhaps what is personal in it."""
    lines = (_BLIND / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def left(text: str, personal: str) -> str:
    """The letters and digits of what is personal that masking leaves, wherever it stands in the text."""
    masked = mask(text)
    found = (masked[at.start() : at.start() + len(personal)] for at in re.finditer(re.escape(personal), text))
    return re.sub(r"[\W_]", "", _JOINERS.sub("", "".join(found)))


def test_nothing_personal_of_the_blind_set_is_missed() -> None:
    blind = rows("personal.ko.tsv")
    assert len(blind) >= 200
    assert all(personal in text for text, personal in blind)
    assert [text for text, personal in blind if left(text, personal)] == []


def test_at_most_one_in_a_hundred_harmless_texts_is_touched() -> None:
    blind = [text for (text,) in rows("harmless.ko.tsv")]
    assert len(blind) >= 200
    touched = [text for text in blind if mask(text) != text]
    assert len(touched) <= len(blind) / 100, touched


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("제 번호는 010-1234-5678이에요", "제 번호는 ●●●-●●●●-●●●●이에요"),
        ("01012345678", "●●●●●●●●●●●"),
        ("010 1234 5678로 전화 주세요", "●●● ●●●● ●●●●로 전화 주세요"),
        ("공일공 일이삼사 오육칠팔이에요", "●●● ●●●● ●●●●이에요"),
        ("공일공에 일이삼사에 오륙칠팔", "●●●에 ●●●●에 ●●●●"),
        ("전화공일공일이삼사오륙칠팔", "전화●●●●●●●●●●●"),
        ("032-560-4321", "●●●-●●●-●●●●"),
        ("900101-1234567", "●●●●●●-●●●●●●●"),
        ("9001011234567입니다", "●●●●●●●●●●●●●입니다"),
        ("구공공일공일 다시 일이삼사오육칠", "●●●●●● 다시 ●●●●●●●"),
        ("카드 1234-5678-9012-3456", "카드 ●●●●-●●●●-●●●●-●●●●"),
        ("계좌 110-123-456789", "계좌 ●●●-●●●-●●●●●●"),
        ("면허 12-34-567890-12", "면허 ●●-●●-●●●●●●-●●"),
        ("여권 M12345678", "여권 ●●●●●●●●●"),
        ("여권 M123A4567", "여권 ●●●●●●●●●"),
        ("차는 12가 3456이에요", "차는 ●●● ●●●●이에요"),
        ("hong@example.com으로", None),
        ("hong 골뱅이 네이버 점 컴", None),
        ("101동 202호에 살아요", "●●●● ●●●●에 살아요"),
    ],
)
def test_what_is_personal_is_masked(text: str, masked: str | None) -> None:
    found = mask(text)
    assert found == masked if masked else MASK in found and not re.search("hong|example|네이버", found)


@pytest.mark.parametrize(
    "text",
    [
        "119, 112, 120",
        "1577-0199로 전화하세요",
        "1588 1234",
        "일오칠칠 공일구구",
        "032-120",
        "2026-11-22에 왔어요",
        "2026년 11월 22일 오후 3시 30분",
        "10,000,000원",
        "10000000원 받아요",
        "65세 2026년",
        "이사 오고 이이사 했어요",
        "여권 재발급 5만 3천 원",
        "구이 사 오십시오",
        "봉오재3로94번길 11",
        "",
    ],
)
def test_what_is_public_or_no_number_stays(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("공하나공 둘셋넷다섯 여섯일곱여덟아홉이에요", "●●●● ●●●●● ●●●●●●●●이에요"),
        ("공일공 삼천사백오십육에 칠천팔백구십일입니다", "●●● ●●●●●●●에 ●●●●●●●입니다"),
        ("공일공 음 이삼사오 그다음 육칠팔구", "●●● 음 ●●●● 그다음 ●●●●"),
        ("연락처는요 공일공요 이삼사오요 육칠팔구요", "연락처는요 ●●●요 ●●●●요 ●●●●요"),
        ("공일공이삼사오까지 하고 뒤는 육칠팔구", "●●●●●●●까지 하고 뒤는 ●●●●"),
        ("공일공 이삼... 이삼사오 육칠팔구", "●●● ●●... ●●●● ●●●●"),
        ("이백삼십사 허 오육칠팔", "●●●●● ● ●●●●"),
        (
            "공일공 일이일이에 삼삼사사 가정동 사백육십 다시 십이 번지",
            "●●● ●●●●에 ●●●● 가정동 사백육십 다시 십이 번지",
        ),
        ("제 번호가 공일공 일이삼이", "제 번호가 ●●● ●●●●"),
        ("영자 공육공삼 골뱅이 네이버 점컴이요", "●● ●●●● ●●● ●●● ●●이요"),
        ("전화번호 끝이 오육칠이예요", "전화번호 끝이 ●●●●예요"),
        ("010-1234-5678 회사 전화예요", "●●●-●●●●-●●●● 회사 전화예요"),
        ("０１０－１２３４－５６７８", "●●●－●●●●－●●●●"),
        ("접수번호는 모르고 032-560-4321로 주세요", "접수번호는 모르고 ●●●-●●●-●●●●로 주세요"),
        ("서울 일이 가에 삼사오육", "●● ●● ●● ●●●●"),
        ("1234567 하고 여권 M 123 A 4567", "●●●●●●● 하고 여권 ● ●●● ● ●●●●"),
        ("경기-88-234567-51인데", "●●-●●-●●●●●●-●●인데"),
        ("에이치 오 엔 지 일이삼 골뱅이 지메일 닷컴", "●●● ● ● ● ●●● ●●● ●●● ●●"),
        (
            "my number is oh one oh one two three four five six seven eight",
            "my number is ●● ●●● ●● ●●● ●●● ●●●●● ●●●● ●●●● ●●● ●●●●● ●●●●●",
        ),
        ("Call me: zero ten, double five six 7890", "Call me: ●●●● ●●●, ●●●●●● ●●●● ●●● ●●●●"),
        ("passport M one two three 4 5 6 7 8", "passport ● ●●● ●●● ●●●●● ● ● ● ● ●"),
        ("my email is hong dot gil at gmail dot com", "my email is ●●●● ●●● ●●● ●● ●●●●● ●●● ●●●"),
    ],
)
def test_spoken_and_english_forms(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "접수번호 12 34 56 78 6",
        "접수번호는 일이, 삼사, 오육, 칠팔, 육. 일이, 삼사, 오육, 칠팔, 육이에요",
        "접수번호가 010203041인데요",
        "123456786이 제 접수번호예요",
        "My receipt number is one two three four five six seven eight six",
        "receipt nine zero, zero zero, zero zero, zero zero, zero",
    ],
)
def test_a_receipt_called_so_stays(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "I am sixty five years old and I came at ten thirty",
        "The card costs 5,000 won, about five dollars",
        "카드 수수료가 삼천 원이고 통장에 1,234,567원 있어요",
        "전화 30분 기다렸고 카드 2장이 왔어요",
        "하나 둘 셋 넷 다섯 여섯",
        "공고 제2024-567호 보고 왔어요",
        "일팔구구 구구팔팔이 치매 전화 맞아요",
        "공삼이 일이공이 어디예요",
        "자동차세는 6월 16~30일에 은행에서 내요",
        "카드로 10,000원에서 50,000원",
        "Apply from 9 June to 31 December at a community centre. One person gets 295,000 won, two 407,000",
        "냉장고가 RT38K5039S8이에요",
    ],
)
def test_what_counts_or_names_nobody_stays(text: str) -> None:
    assert mask(text) == text


_PARTS = (
    "0 1 5 2026 12 1588 010 02 M a 공 일 이 삼 사오 육칠팔 열 둘 천 만 십 double five at 골뱅이 @ . 점 컴 com"
    " naver ● 다시 에 의 - 가 호 동 년 원 이에요 이고 접수번호 공고 계좌 전화 receipt phone 서울 차 음"
)
_WORDS = st.sampled_from(_PARTS.split())
_SPEECH = st.lists(st.tuples(_WORDS, st.sampled_from(["", " ", "-", ", "])), max_size=24).map(
    lambda said: "".join(word + gap for word, gap in said)
)


@given(st.one_of(st.text(), _SPEECH, st.text(alphabet="공일이삼사 0123456789-다시에요M@.동호가")))
def test_masking_keeps_the_length_and_again_changes_nothing(text: str) -> None:
    once = mask(text)
    assert len(once) == len(text)
    assert all(new in (old, MASK) for old, new in zip(text, once, strict=True))
    assert mask(once) == once


@given(st.sampled_from("016789"), st.integers(2000, 99999999))
def test_no_digit_of_a_mobile_number_is_left(operator: str, number: int) -> None:
    assert not re.search(r"\d", mask(f"번호는 01{operator}-{number // 10000:04}-{number % 10000:04} 맞아요"))


@given(
    st.integers(0, 999999),
    st.sampled_from("12345678"),
    st.integers(0, 999999),
    st.sampled_from(["", " ", "-"]),
)
def test_no_digit_of_a_resident_number_is_left(born: int, kind: str, rest: int, gap: str) -> None:
    assert not re.search(r"\d", mask(f"주민번호 {born:06}{gap}{kind}{rest:06}"))


@pytest.mark.parametrize(
    "part", ["1,234,", "공 ", "M 1 ", "a@b.", "골뱅이 네이버 ", "12가 ", "에 의 다시 ", "네이버 점 "]
)
def test_a_long_text_is_masked_in_time(part: str) -> None:
    """A pattern that tries every way to split such a text would not end before the suite's time limit."""
    assert len(mask(part * 2_000)) == 2_000 * len(part)
