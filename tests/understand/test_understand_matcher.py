from pathlib import Path

import numpy as np
import pytest
from fakes import DIMENSIONS, Syllables
from hypothesis import given, settings
from hypothesis import strategies as st

from voicebot.understand.fusion import SIGNS, Fusion, Signs, fitted
from voicebot.understand.kept import KeptEmbedder
from voicebot.understand.learn import FIRST_WEIGHTS
from voicebot.understand.matcher import MOST_CANDIDATES, Matcher
from voicebot.understand.meaning import Phrasing, Reading, Zone
from voicebot.understand.space import Space

TEXTS = {
    "passport": ["여권을 새로 만들려면 어떻게 해요", "여권 재발급 받고 싶어요"],
    "sofa": ["소파를 버리려면 어떻게 해요", "큰 쓰레기 버리고 싶어요"],
    "pension": ["기초연금은 누가 받아요", "노인 연금 신청하려고요"],
    "light": ["가로등이 나갔어요", "보안등 고쳐 주세요"],
    "dog": ["강아지 등록은 어디서 해요", "개 등록하려고요"],
    "flu": ["독감 주사 맞고 싶어요", "예방접종은 어디서 해요"],
    "parking": ["불법 주차 신고하려고요", "누가 길을 막고 차를 세웠어요"],
}
FUSION = Fusion(FIRST_WEIGHTS, {**dict.fromkeys(SIGNS, 0.0), "covered": 8.0, "margin": 0.3}, -4.0, 0.8, 0.3)
SPACE = Space.plain(DIMENSIONS)


def matcher(embedder: Syllables | None = None, cache: Path | None = None, language: str = "ko") -> Matcher:
    phrasings = [Phrasing(entry, text) for entry, texts in TEXTS.items() for text in texts]
    return Matcher(
        phrasings, embedder or Syllables(), FUSION, language=language, cache_dir=cache, space=SPACE
    )


def test_each_phrasing_finds_its_own_entry_first() -> None:
    index = matcher()
    for entry, texts in TEXTS.items():
        for text in texts:
            match = index.match([Reading(text)])
            assert (match.zone, match.candidates[0].entry) == (Zone.ANSWER, entry)
            assert match.candidates[0].phrasing == text


def test_candidates_are_one_an_entry_and_fall_in_probability() -> None:
    match = matcher().match([Reading("등록은 어떻게 해요")])
    entries = [candidate.entry for candidate in match.candidates]
    odds = [candidate.probability for candidate in match.candidates]
    assert len(entries) == len(set(entries)) == MOST_CANDIDATES
    assert odds == sorted(odds, reverse=True)
    assert sum(odds[:2]) <= 1 + 1e-6


def test_what_shares_nothing_is_not_known() -> None:
    assert matcher().match([Reading("zzz qqq")]).zone is Zone.UNKNOWN


def test_a_recognition_error_keeps_its_sound() -> None:
    assert matcher().match([Reading("강아쥐 등노근 어디서 해요")]).candidates[0].entry == "dog"


def test_a_later_reading_may_be_the_one_that_fits() -> None:
    match = matcher().match([Reading("욕원 세로 맛", -0.4), Reading("여권 새로 만들려면", -0.5)])
    assert match.candidates[0].entry == "passport"
    assert match.reading == "여권 새로 만들려면"


def test_a_much_doubted_reading_does_not_win() -> None:
    match = matcher().match([Reading("소파 버리려면", -0.1), Reading("여권 만들려면", -9.0)])
    assert match.candidates[0].entry == "sofa"


@pytest.mark.parametrize("readings", [[], [Reading("")], [Reading(" ?! ")]][:2])
def test_no_words_are_not_known(readings: list[Reading]) -> None:
    match = matcher().match(readings)
    assert (match.zone, match.candidates) == (Zone.UNKNOWN, ())


def test_an_empty_index_knows_nothing() -> None:
    match = Matcher([], Syllables(), FUSION, space=SPACE).match([Reading("여권")])
    assert (match.zone, match.candidates) == (Zone.UNKNOWN, ())


def test_an_answer_may_have_the_words_that_no_phrasing_has() -> None:
    phrasings = [Phrasing("one", "첫째 것 알려 줘요"), Phrasing("two", "둘째 것 알려 줘요")]
    answers = {"two": "수어 통역도 해 드려요."}
    index = Matcher(phrasings, Syllables(), FUSION, space=SPACE, about=answers)
    assert index.match([Reading("수어 통역")]).candidates[0].entry == "two"


def test_one_entry_with_one_phrasing_is_enough() -> None:
    index = Matcher([Phrasing("only", "여권 만들기")], Syllables(), FUSION, space=SPACE)
    assert index.match([Reading("여권 만들기")]).candidates[0].entry == "only"


def test_english_has_its_own_words() -> None:
    phrasings = [
        Phrasing("passport", "How do I renew my passport?"),
        Phrasing("tax", "When are car taxes due?"),
    ]
    index = Matcher(phrasings, Syllables(), FUSION, language="en", space=SPACE)
    assert index.match([Reading("renewing passports")]).candidates[0].entry == "passport"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.floats(-5, 0)), max_size=4))
def test_any_readings_give_a_match(readings: list[tuple[str, float]]) -> None:
    match = matcher().match([Reading(text, score) for text, score in readings])
    assert all(0 <= candidate.probability <= 1 for candidate in match.candidates)
    assert match.zone in set(Zone)


def test_vectors_are_kept_between_starts(tmp_path: Path) -> None:
    first, second = Syllables(), Syllables()
    one = matcher(first, tmp_path).match([Reading("가로등 고장")])
    second_index = matcher(second, tmp_path)
    assert first.embedded
    assert second.embedded == []
    assert second_index.match([Reading("가로등 고장")]) == one


def test_a_spoiled_file_of_vectors_is_made_again(tmp_path: Path) -> None:
    KeptEmbedder(Syllables(), tmp_path).embed(["가"])
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:40])
    again = Syllables()
    assert KeptEmbedder(again, tmp_path).embed(["가"]).shape == (1, DIMENSIONS)
    assert again.embedded == ["가"]
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_no_text_is_kept_in_clear(tmp_path: Path) -> None:
    KeptEmbedder(Syllables(), tmp_path).embed(["비밀스러운 질문"])
    (file,) = tmp_path.iterdir()
    assert "비밀".encode() not in file.read_bytes()


def test_keeping_gives_rows_in_the_order_asked(tmp_path: Path) -> None:
    kept, plain = KeptEmbedder(Syllables(), tmp_path), Syllables()
    kept.embed(["나", "가"])
    np.testing.assert_array_equal(kept.embed(["가", "다", "나"]), plain.embed(["가", "다", "나"]))


@pytest.mark.parametrize(
    ("probability", "zone"), [(0.9, Zone.ANSWER), (0.8, Zone.ANSWER), (0.5, Zone.ASK), (0.1, Zone.UNKNOWN)]
)
def test_zones_begin_at_their_thresholds(probability: float, zone: Zone) -> None:
    assert FUSION.zone(probability) is zone


def test_the_figures_that_ship_are_whole() -> None:
    for language in ("ko", "en"):
        fusion = fitted(language)
        assert 0 < fusion.ask <= fusion.answer < 1
        assert set(fusion.signs) == set(SIGNS)
        assert {"phrasings_sha256", "negatives_sha256", "date", "reached"} <= set(fusion.fitted_on)


def test_a_covered_question_is_more_probable() -> None:
    bare = dict.fromkeys(SIGNS, 0.0)
    assert FUSION.probability(Signs(**{**bare, "covered": 1.0})) > FUSION.probability(Signs(**bare))
