import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.text.masking import MASK, mask


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


@given(st.text(alphabet="공일이삼사 0123456789-다시에요M@.동호가"))
def test_masking_again_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


@given(st.from_regex(r"\A01[016789]-?[2-9]\d{3}-?\d{4}\Z"))
def test_no_digit_of_a_mobile_number_is_left(number: str) -> None:
    assert not re.search(r"\d", mask(f"번호는 {number} 맞아요"))


@given(st.from_regex(r"\A\d{6}[- ]?[1-8]\d{6}\Z"))
def test_no_digit_of_a_resident_number_is_left(number: str) -> None:
    assert not re.search(r"\d", mask(f"주민번호 {number}"))
