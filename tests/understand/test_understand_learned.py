"""The learned ear: what it goes by, and what it adds to the rules for danger and takes back from them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicebot.bench.ear_fit import fit, out_of_fold
from voicebot.understand.learned import Learned, learned
from voicebot.understand.safety import Kind, danger_said, rules_said
from voicebot.understand.traits import SIZE, traits_of

TOLD = [
    *((f"{who} 숨을 못 쉬어요", "medical") for who in ("할머니가", "아이가", "남편이", "제가")),
    *((f"{where} 불이 났어요", "fire") for where in ("부엌에", "옆집에", "차에", "산에")),
    *((f"{what} 얼마예요", "") for what in ("여권은", "등본은", "수수료가", "봉투가")),
    *((f"{what} 어디예요", "") for what in ("구청이", "보건소가", "도서관이", "화장실이")),
]


def test_each_trait_is_counted_once_and_in_range() -> None:
    [traits] = traits_of(["불이 났어요 불이 났어요"])
    for part in (traits.numbers[: traits.words], traits.numbers[traits.words :]):
        assert len(set(part.tolist())) == len(part) > 0
    assert 0 <= traits.numbers.min() <= traits.numbers.max() < SIZE
    assert (traits.values > 0).all()


@given(st.text(max_size=40))
def test_any_text_has_traits(text: str) -> None:
    [traits] = traits_of([text])
    assert np.isfinite(traits.values).all()


def test_what_was_learned_is_said_of_others_too(tmp_path: Path) -> None:
    texts, kinds = zip(*TOLD, strict=True)
    fitted = fit(traits_of(texts), kinds, list(Kind))
    fitted.save(tmp_path / "learned.npz")
    ear = Learned.load(tmp_path / "learned.npz")
    tells, kind = ear.hears("영감이 숨을 못 쉬어요")
    assert tells > 0
    assert kind == Kind.MEDICAL
    assert ear.hears("창고에 불이 났어요")[1] == Kind.FIRE
    assert ear.hears("인감은 얼마예요")[0] < 0


def test_of_each_text_it_is_told_what_would_be_said_had_it_not_been_seen() -> None:
    texts, kinds = zip(*TOLD, strict=True)
    said = np.array([score for score, _ in out_of_fold(traits_of(texts), kinds, list(Kind))])
    danger = np.array([bool(kind) for kind in kinds])
    assert said[danger].mean() > said[~danger].mean()


@pytest.mark.parametrize(
    "text",
    [
        "시뻘건 걸 토해요",
        "할아버지 이상해요 눈이 하얘요",
        "기름이 튀어 가꼬 팔 껍데기가 홀랑 벗겨졌어예 우짭니까",
    ],
)
def test_it_hears_what_no_rule_foresaw(text: str) -> None:
    danger = danger_said(text)
    assert rules_said(text) is None
    assert danger is not None
    assert (danger.kind, danger.certain) == (Kind.MEDICAL, True)


@pytest.mark.parametrize("text", ["help my husband is not breathing 네", "여보세요 there is a fire"])
def test_it_does_not_doubt_another_language(text: str) -> None:
    danger = danger_said(text)
    assert danger is not None
    assert danger.certain


@pytest.mark.parametrize(
    "text",
    ["여권 만들려면 어떻게 해요", "가로등이 나갔어요", "오늘 날씨 어때요", "등본 떼러 왔어요", "네", ""],
)
def test_ordinary_talk_is_far_from_danger(text: str) -> None:
    assert learned("danger").hears(text)[0] < 0
    assert danger_said(text) is None


@pytest.mark.parametrize(
    "text",
    ["숨이 턱 막히는 금액이네", "심폐소생술 배우는 데 있소", "가슴이 답답해서 그래 하도 말이 안 통해서"],
)
def test_what_the_rules_alone_took_for_danger_is_let_go(text: str) -> None:
    ruled = rules_said(text)
    assert ruled is not None
    assert ruled.certain
    assert danger_said(text) is None
