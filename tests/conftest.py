"""What every test shares: a skip that CI does not forgive, a running desk, and questions spoken aloud."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from databases import KINDS, fresh_database
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.audio import Audio
from voicebot.bench.service import Service, running_desk
from voicebot.settings import Settings, Weather, settings
from voicebot.speak.cache import SpeechCache
from voicebot.speak.kokoro import Kokoro
from voicebot.speak.speaker import Speaker
from voicebot.store.database import open_database

Say = Callable[[str], Audio]

# Time is measured in `make bench`: a machine at work must not fail a property.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    """In CI everything a test needs is installed, so a skip is a failure."""
    outcome = yield
    report = outcome.get_result()
    if os.environ.get("VOICEBOT_CI") and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} skipped in CI: {report.longrepr}"


@pytest.fixture
def own_settings(tmp_path: Path) -> Settings:
    """Settings whose database lies in the test's folder; weights come from the usual cache."""
    nobody = Weather(sources=[], air=[])
    return Settings(data_dir=tmp_path / "var", warm_cache=False, weather=nobody)


@pytest.fixture(params=KINDS)
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings with a new database, once on SQLite and once on PostgreSQL."""
    with fresh_database(request.param, tmp_path / "var") as found:
        yield found


@pytest.fixture
async def engine(stored: Settings) -> AsyncIterator[AsyncEngine]:
    """An open database that is new, on each kind."""
    engine = await open_database(stored)
    yield engine
    await engine.dispose()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A desk in a process of its own, with real models; it gives up on a client after two seconds."""
    folder = tmp_path_factory.mktemp("desk")
    with running_desk(folder, warm_cache="false", limits__stalled_s="2") as service:
        yield service


@pytest.fixture(scope="session")
def say() -> Say:
    """Speaks Korean with the desk's own voice; what was said once is read from the cache."""
    speaker: list[Speaker] = []

    def spoken(text: str) -> Audio:
        if not speaker:
            speaker.append(Speaker(Kokoro(threads=2), SpeechCache(settings().speech_dir)))
        return speaker[0].speak(text, language="ko", rate=1.0).audio

    return spoken
