"""The categories of the district are plain, few, routed to departments that there are, and said shortly."""

from datetime import date
from pathlib import Path

import pytest

from voicebot.civic.complaints.categories import FALLBACK, MOST, Categories, load_categories
from voicebot.civic.complaints.deadline import IMMEDIATE, Period
from voicebot.civic.complaints.states import Words
from voicebot.civic.district import load_district
from voicebot.civic.lint import MAX_SYLLABLES, load_plain_words, syllables
from voicebot.errors import ComplaintError, DistrictError
from voicebot.settings import project_dir

FAQ = project_dir() / "faq"
OURS: Categories = load_categories(FAQ)
DISTRICT = load_district(FAQ)
TODAY = date(2026, 11, 23)


def test_there_are_few_and_one_for_everything_else() -> None:
    assert len(OURS.categories) <= MOST + 1
    assert OURS.get(FALLBACK).name.ko == "기타"


def test_every_category_goes_to_a_department_that_there_is() -> None:
    for category in OURS.categories:
        assert DISTRICT.department(category.department, TODAY), category.id


def said() -> list[Words]:
    asked = [one for category in OURS.categories for one in category.ask]
    needs = [category.needs for category in OURS.categories if category.needs]
    return [*(c.notice for c in OURS.categories), *needs, *asked]


@pytest.mark.parametrize("words", said(), ids=lambda words: words.en)
def test_what_is_said_is_short_and_plain(words: Words) -> None:
    assert syllables(words.ko) <= MAX_SYLLABLES
    assert words.ko.endswith(("요.", "요?"))
    assert not [office for office in load_plain_words(FAQ) if office in words.ko]


def test_periods_are_the_acts() -> None:
    assert OURS.get("street_light").period == Period(7, "days")
    assert OURS.get("snow").period == IMMEDIATE


def test_phrasings_feed_the_matcher() -> None:
    every = OURS.phrasings()
    assert ("street_light", "가로등이 나갔어요") in [(one.entry, one.text) for one in every]
    assert min(len(category.phrasings) for category in OURS.categories) >= 12


def test_an_unknown_category_is_named_with_those_that_there_are() -> None:
    with pytest.raises(ComplaintError, match="street_light"):
        OURS.get("ufo")


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("id: road\n", "id: street_light\n", "there twice"),
        ("id: other\n", "id: anything\n", "what fits nowhere"),
        ("길이 푹 파였어요", "가로등이 나갔어요", "there twice"),
        ("legal: grievance", "legal: whatever", "categories.0.legal"),
        ("categories:", "categories: [", "not readable"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    text = (FAQ / "categories.yaml").read_text(encoding="utf-8")
    (tmp_path / "categories.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DistrictError, match=wrong):
        load_categories(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DistrictError) as caught:
        load_categories(tmp_path)
    assert caught.value.code == "categories_missing"
