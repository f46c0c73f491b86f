"""Journeys 4 and 5 by voice: three callers, each by a script, file a complaint and ask how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from voicebot.bench.pauses import MARK, Voices
from voicebot.bench.service import Service, running_desk
from voicebot.bench.stored import kept, wrong_fields
from voicebot.bench.talker import Script, read_scripts
from voicebot.bench.telling_aloud import Mouth, Told, tell, track
from voicebot.civic.complaints.receipt import is_receipt, spoken
from voicebot.client.caller import call
from voicebot.settings import Settings
from voicebot.speak.kokoro import Kokoro
from voicebot.understand.slots import Phone, Span

pytestmark = [pytest.mark.models, pytest.mark.timeout(600)]
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
def voices() -> Voices:
    return Voices(Kokoro(threads=1))


@pytest.fixture
async def filed(request: pytest.FixtureRequest, counter: Service, voices: Voices) -> Told:
    """What came of a script that was told."""
    script: Script = SCRIPTS[request.param]
    told = Told(script.name, 0, "clean")
    async with call(counter.url, instant=True) as caller:
        await tell(caller, script, told, Mouth(voices, at_once=True))
        assert len(caller.filed) == bool(told.receipt)
    return told


@pytest.mark.parametrize("filed", SCRIPTS, indirect=True)
async def test_what_is_told_aloud_is_what_is_kept(filed: Told, own: Settings) -> None:
    assert is_receipt(filed.receipt), filed.lines
    one = await kept(own, filed.receipt)
    assert not set(wrong_fields(one, SCRIPTS[filed.script].filed)) - {"name"}, (one, filed.lines)
    assert one.contact.name
    assert one.complaint.kind == "petition"
    assert one.contact.phone.encode() not in _store(own)
    assert "●" not in one.contact.phone


@pytest.mark.parametrize("filed", ["one word at a time"], indirect=True)
async def test_it_is_found_again_by_both_numbers_said_aloud(
    filed: Told, counter: Service, voices: Voices
) -> None:
    phone = Phone(SCRIPTS[filed.script].filed["phone"], Span(0, 0)).spoken()
    for number in (spoken(filed.receipt, "ko"), phone):
        aloud = MARK.join(", ".join(pair) + "." for pair in number.split(", "))
        async with call(counter.url, instant=True) as caller:
            assert await track(caller, aloud, filed, Mouth(voices, at_once=True)), filed.lines


def _store(own: Settings) -> bytes:
    return b"".join(Path(file).read_bytes() for file in own.data_dir.glob("*.db*"))
