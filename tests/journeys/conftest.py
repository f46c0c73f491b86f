"""Where journeys are walked: a real desk, a browser, virtual sound."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from voicebot.bench.kiosk.browser import chromium
from voicebot.bench.kiosk.office import Office
from voicebot.bench.kiosk.run import Stage
from voicebot.bench.kiosk.sinks import null_sinks
from voicebot.bench.pauses import Voices
from voicebot.bench.service import Service
from voicebot.engines import load_engine
from voicebot.errors import EngineError
from voicebot.settings import settings


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
