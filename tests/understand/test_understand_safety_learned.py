"""The second ear for danger: what it goes by, what it adds to the rules, and what it takes back."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.bench.danger_fit import fit_danger, out_of_fold
from voicebot.understand.safety import Kind, danger_said, rules_said
from voicebot.understand.safety.learned import Learned, learned_danger
from voicebot.understand.safety.traits import SIZE, traits_of

TOLD = [
    *((f"{who} 숨을 못 쉬어요", "medical") for who in ("할머니가", "아이가", "남편이", "제가")),
    *((f"{where} 불이 났어요", "fire") for where in ("부엌에", "옆집에", "차에", "산에")),
    *((f"{what} 얼마예요", "") for what in ("여권은", "등본은", "수수료가", "봉투가")),
    *((f"{what} 어디예요", "") for what in ("구청이", "보건소가", "도서관이", "화장실이")),
]


def test_each_trait_is_counted_once_and_in_range() -> None:
    [traits] = traits_of(["불이 났어요 불이 났어요"])
    assert len(set(traits.numbers.tolist())) == len(traits.numbers)
    assert 0 <= traits.numbers.min() <= traits.numbers.max() < SIZE
    assert (traits.values > 0).all()


@given(st.text(max_size=40))
def test_any_text_has_traits(text: str) -> None:
    [traits] = traits_of([text])
    assert np.isfinite(traits.values).all()


def test_what_was_learned_is_said_of_others_too(tmp_path: Path) -> None:
    texts, kinds = zip(*TOLD, strict=True)
    fitted = fit_danger(traits_of(texts), kinds)
    fitted.save(tmp_path / "learned.npz")
    ear = Learned.load(tmp_path / "learned.npz")
    tells, kind = ear.hears("영감이 숨을 못 쉬어요")
    assert tells > 0
    assert kind is Kind.MEDICAL
    assert ear.hears("창고에 불이 났어요")[1] is Kind.FIRE
    assert ear.hears("인감은 얼마예요")[0] < 0


def test_of_each_text_it_is_told_what_would_be_said_had_it_not_been_seen() -> None:
    texts, kinds = zip(*TOLD, strict=True)
    said = out_of_fold(traits_of(texts), kinds)
    danger = np.array([bool(kind) for kind in kinds])
    assert said[danger].mean() > said[~danger].mean()


@pytest.mark.parametrize("text", ["몸이 붕 뜬 것 같고 식은땀이 줄줄 흐르는데 내가 왜 이러는지 모르겠어"])
def test_it_hears_what_no_rule_foresaw(text: str) -> None:
    assert learned_danger().hears(text)[0] > -0.5


@pytest.mark.parametrize(
    "text",
    ["여권 만들려면 어떻게 해요", "가로등이 나갔어요", "오늘 날씨 어때요", "등본 떼러 왔어요", "네", ""],
)
def test_ordinary_talk_is_far_from_danger(text: str) -> None:
    assert learned_danger().hears(text)[0] < 0
    assert danger_said(text) is None


def test_what_the_rules_alone_took_for_danger_is_doubted() -> None:
    text = "노인학대 신고하면 내 이름 나가나요"
    ruled, both = rules_said(text), danger_said(text)
    assert ruled is not None
    assert both is None or not both.certain or ruled.sure
