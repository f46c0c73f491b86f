"""Where journeys are walked: an office that begins empty, a desk for callers, browsers, virtual sound."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from web_chromium import chromium, installed

from voicebot.bench.kiosk.browser import chromium_on
from voicebot.bench.kiosk.office import Office
from voicebot.bench.kiosk.run import Stage
from voicebot.bench.kiosk.sinks import null_sinks
from voicebot.bench.pauses import Voices
from voicebot.bench.service import Service, running_desk
from voicebot.engines import load_engine
from voicebot.errors import EngineError
from voicebot.settings import settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walk")


@pytest.fixture(scope="module")
def office(folder: Path) -> Iterator[Service]:
    with running_desk(folder, warm_cache="false") as service:
        yield service


@pytest.fixture
def people() -> Iterator[Browser]:
    if installed() is None:
        pytest.skip("Debian's chromium is not installed: apt install chromium")
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def here(desk: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    engine = load_engine("voicebot.synthesizers", settings().synthesizer, 1)
    with ExitStack() as stack:
        try:
            sinks = stack.enter_context(null_sinks(tmp_path_factory.mktemp("pulse")))
            browser = stack.enter_context(chromium_on(sinks))
        except EngineError as error:
            pytest.skip(error.message)
        yield Stage(browser, sinks, Office(desk), Voices(engine))
