"""Journeys 1 to 7 at the kiosk and on the resident's page: Chromium, a real desk with real models."""

import pytest

from voicebot.bench.kiosk.by_hand import BY_HAND
from voicebot.bench.kiosk.run import Stage, walk

pytestmark = [pytest.mark.browser, pytest.mark.models]


@pytest.mark.parametrize(("way", "size"), [("touch", "1080x1920"), ("keys", "1024x600")])
@pytest.mark.parametrize("journey", BY_HAND)
def test_at_the_kiosk_without_a_word(here: Stage, way: str, size: str, journey: int) -> None:
    walked = walk(here, way, size, journey)
    assert walked.wrong == "", walked.lines


@pytest.mark.parametrize(
    ("size", "journey"), [("390", 4), ("768", 5), ("1280 at 400 %", 1), ("1280 at 400 %", 2), ("390", 7)]
)
def test_on_the_residents_page(here: Stage, size: str, journey: int) -> None:
    walked = walk(here, "page", size, journey)
    assert walked.wrong == "", walked.lines
