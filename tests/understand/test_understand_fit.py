import datetime as dt
import json
from pathlib import Path

import numpy as np
import pytest
from fakes import DIMENSIONS, Syllables

from voicebot.errors import DistrictError
from voicebot.understand import matcher as matcher_module
from voicebot.understand.fit import Limits, Setup, fit_thresholds
from voicebot.understand.fusion import Fusion
from voicebot.understand.learn import FIRST_WEIGHTS, conditional_logit, learn_space, leave_out, save_space
from voicebot.understand.meaning import Phrasing
from voicebot.understand.space import Space

FRAMES = ["{} 어떻게 해요", "{} 어디서 해요", "{} 얼마예요", "{} 알려 주세요", "{} 하고 싶은데요"]
THINGS = [
    "여권 발급",
    "소파 버리기",
    "연금 신청",
    "강아지 등록",
    "독감 접종",
    "주차 신고",
    "세금 납부",
    "도서 대출",
]
FAQ = [Phrasing(thing, frame.format(thing)) for thing in THINGS for frame in FRAMES]
TALK = [
    "오늘 기분이 좋네",
    "점심 뭐 먹지",
    "심심하다",
    "너는 누구니",
    "노래 불러 봐",
    "사랑이 뭘까",
    "배고파",
    "졸리다",
] * 3
START = Fusion(FIRST_WEIGHTS, {}, 0.0, 1.0, 1.0)


@pytest.fixture(autouse=True)
def _plain_space(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher_module, "learned_space", lambda: Space.plain(DIMENSIONS))


def test_fitting_tells_ours_from_talk_and_says_on_what(tmp_path: Path) -> None:
    out = tmp_path / "fusion.json"
    setup = Setup(Syllables(), START, today=dt.date(2026, 11, 22))
    report = fit_thresholds(FAQ, TALK, out, setup)
    assert report.shares["own"]["right"] > 0.8
    assert report.shares["negative"]["right"] + report.shares["negative"]["wrong"] <= setup.limits.negative
    assert report.counts == {"own": len(FAQ), "strange": len(FAQ), "negative": len(TALK)}
    stored = json.loads(out.read_text(encoding="utf-8"))["ko"]
    assert stored["fitted_on"]["date"] == "2026-11-22"
    assert (stored["fitted_on"]["entries"], stored["fitted_on"]["phrasings"]) == (len(THINGS), len(FAQ))
    assert Fusion.load(out, "ko") == report.fusion


def test_fitting_again_gives_the_same(tmp_path: Path) -> None:
    first = fit_thresholds(FAQ, TALK, tmp_path / "a.json", Setup(Syllables(), START))
    again = fit_thresholds(FAQ, TALK, tmp_path / "b.json", Setup(Syllables(), START))
    assert first == again


def test_a_stricter_limit_answers_less(tmp_path: Path) -> None:
    loose = fit_thresholds(
        FAQ, TALK, tmp_path / "a.json", Setup(Syllables(), START, limits=Limits(negative=0.5))
    )
    strict = fit_thresholds(
        FAQ, TALK, tmp_path / "b.json", Setup(Syllables(), START, limits=Limits(negative=0.0))
    )
    assert strict.fusion.answer >= loose.fusion.answer


def test_one_language_leaves_the_other_alone(tmp_path: Path) -> None:
    out = tmp_path / "fusion.json"
    out.write_text('{"en": {"kept": true}}', encoding="utf-8")
    fit_thresholds(FAQ, TALK, out, Setup(Syllables(), START))
    assert json.loads(out.read_text(encoding="utf-8"))["en"] == {"kept": True}


def test_too_few_phrasings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DistrictError) as caught:
        fit_thresholds(
            [Phrasing("a", "가"), Phrasing("b", "나")], TALK, tmp_path / "x.json", Setup(Syllables(), START)
        )
    assert caught.value.code == "too_few_phrasings"


def test_every_phrasing_is_left_out_once() -> None:
    asked = [phrasing for turn in range(10) for phrasing in leave_out(FAQ, turn, 10)[1]]
    assert sorted(asked, key=str) == sorted(FAQ, key=str)
    kept, out = leave_out(FAQ, 3, 10)
    assert not set(kept) & set(out)


def test_the_logit_finds_the_channel_that_tells() -> None:
    chance = np.random.default_rng(1)
    right = chance.integers(0, 5, 300)
    features = chance.standard_normal((300, 5, 2))
    features[np.arange(300), right, 0] += 2
    weights = conditional_logit(features, right)
    assert weights[0] > 1 > abs(weights[1]) * 3


def test_a_learned_space_brings_paraphrases_together_and_can_be_stored(tmp_path: Path) -> None:
    groups = [[frame.format(thing) for frame in FRAMES] for thing in THINGS]
    space = learn_space(groups, TALK, Syllables())

    def gap(where: Space) -> float:
        places = where.place(Syllables().embed([text for group in groups for text in group]))
        near = places @ places.T
        same = np.kron(np.eye(len(groups)), np.ones((len(FRAMES), len(FRAMES)))).astype(bool)
        return float(near[same].mean() - near[~same].mean())

    assert gap(space) > gap(Space.plain(DIMENSIONS))
    save_space(space, tmp_path / "space.npz")
    with np.load(tmp_path / "space.npz") as stored:
        np.testing.assert_allclose(stored["matrix"], space.matrix, atol=2e-3)
