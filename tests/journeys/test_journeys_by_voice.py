"""Journeys 4 and 5 by voice: three callers, each by a script, file a complaint and ask how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from voicebot.bench.pauses import MARK, Voices
from voicebot.bench.service import Service, running_desk
from voicebot.bench.stored import kept, wrong_fields
from voicebot.bench.talker import Script, read_scripts
from voicebot.bench.telling_aloud import Mouth, Told, number_reader, tell, track
from voicebot.civic.complaints.receipt import is_receipt, spoken
from voicebot.client.caller import call
from voicebot.settings import Settings
from voicebot.speak.kokoro import Kokoro
from voicebot.understand.slots import Phone, Span

pytestmark = [pytest.mark.models, pytest.mark.timeout(900)]
SCRIPTS = {script.name: script for script in read_scripts()}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Where the desk of this module keeps what it is told."""
    return Settings(data_dir=tmp_path_factory.mktemp("counter") / "var", keys=[])


@pytest.fixture(scope="module")
def counter(own: Settings) -> Iterator[Service]:
    """A desk with a store of its own."""
    with running_desk(own.data_dir.parent, warm_cache="false") as service:
        yield service


@pytest.fixture(scope="module")
def mouth() -> Mouth:
    """A caller who listens to her number before she says yes to it."""
    return Mouth(Voices(Kokoro(threads=1)), at_once=True, reads=number_reader())


@pytest.fixture
async def told(request: pytest.FixtureRequest, counter: Service, mouth: Mouth) -> Told:
    """What came of a script that was told."""
    script: Script = SCRIPTS[request.param]
    told = Told(script.name, 0, "clean")
    async with call(counter.url, instant=True) as caller:
        await tell(caller, script, told, mouth)
        assert len(caller.filed) == bool(told.receipt)
    return told


@pytest.mark.parametrize("told", SCRIPTS, indirect=True)
async def test_what_is_told_aloud_is_what_is_kept_and_found_again(
    told: Told, counter: Service, own: Settings, mouth: Mouth
) -> None:
    assert is_receipt(told.receipt), told.lines
    one = await kept(own, told.receipt)
    assert not set(wrong_fields(one, SCRIPTS[told.script].filed)) - {"name"}, (one, told.lines)
    assert (one.complaint.kind, bool(one.contact.name)) == ("petition", True)
    assert one.contact.phone.encode() not in _store(own)
    phone = Phone(one.contact.phone, Span(0, 0)).spoken()
    for digits, words in ((told.receipt, spoken(told.receipt, "ko")), (one.contact.phone, phone)):
        async with call(counter.url, instant=True) as caller:
            assert await track(caller, digits, words.replace(", ", MARK) + ".", told, mouth), told.lines


def _store(own: Settings) -> bytes:
    return b"".join(Path(file).read_bytes() for file in own.data_dir.glob("*.db*"))
