"""Journeys 1 to 7 at the kiosk and on the resident's page: Chromium, a real desk with real models."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from voicebot.bench.kiosk.browser import chromium
from voicebot.bench.kiosk.by_hand import BY_HAND
from voicebot.bench.kiosk.office import Office
from voicebot.bench.kiosk.run import Stage, walk
from voicebot.bench.kiosk.sinks import null_sinks
from voicebot.bench.pauses import Voices
from voicebot.bench.service import Service
from voicebot.engines import load_engine
from voicebot.errors import EngineError
from voicebot.settings import settings

pytestmark = [pytest.mark.browser, pytest.mark.models]


@pytest.fixture(scope="module")
def here(desk: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    engine = load_engine("voicebot.synthesizers", settings().synthesizer, 1)
    with ExitStack() as stack:
        try:
            sinks = stack.enter_context(null_sinks(tmp_path_factory.mktemp("pulse")))
            browser = stack.enter_context(chromium(sinks))
        except EngineError as error:
            pytest.skip(error.message)
        yield Stage(browser, sinks, Office(desk), Voices(engine))


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
