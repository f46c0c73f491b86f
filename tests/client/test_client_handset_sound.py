"""The handset end to end: virtual sound cards, keys through a pipe, the desk's own socket; no models."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest
from null_sinks import Sinks, null_sinks, share_of_tone
from served_desk import TONE_HZ, Served, served_desk
from test_client_handset_keys import packed

from voicebot.audio import Audio
from voicebot.bench.cutting import Cut, cutting
from voicebot.client.handset.bell_line import listen_for_bell
from voicebot.client.handset.happenings import Ring
from voicebot.client.handset.input_events import hook_wire
from voicebot.client.handset.key_reading import KeyReading
from voicebot.client.handset.machine import State
from voicebot.client.handset.phone import Handset
from voicebot.client.handset.self_test import self_test
from voicebot.client.handset.shelf import Shelf, fetch
from voicebot.client.handset.sound_cards import port_audio
from voicebot.settings import Handsets, HandsetSettings

TOKEN = "of-the-device-in-the-hall"
HANDSETS = Handsets.model_validate({"tokens": {"hall": TOKEN}, "ring_key": "a-key-of-the-office"})


@pytest.fixture(scope="module")
def sinks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sinks]:
    folder = tmp_path_factory.mktemp("pulse")
    with null_sinks(folder) as made, pytest.MonkeyPatch.context() as patch:
        for name, value in (("SERVER", made.server), ("SINK", "mouth"), ("SOURCE", "ear.monitor")):
            patch.setenv(f"PULSE_{name}", value)
        yield made


class Device:
    """A handset that is served, its keys a pipe."""

    def __init__(self, handset: Handset, keys: int) -> None:
        self.handset, self._keys = handset, keys

    def press(self, code: int) -> None:
        os.write(self._keys, packed(1, code, 1) + packed(1, code, 0))

    def hook(self, *, up: bool) -> None:
        os.write(self._keys, packed(1, 169, int(up)))

    async def until(self, state: State, patience_s: float = 20.0) -> None:
        async with asyncio.timeout(patience_s):
            while self.handset.phone.state is not state:  # noqa: ASYNC110
                await asyncio.sleep(0.02)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Served]:
    async with served_desk(tmp_path / "desk", HANDSETS, sentence_s=0.5) as served:
        yield served


@pytest.fixture
async def kiosk(desk: Served, tmp_path: Path, sinks: Sinks) -> HandsetSettings:
    own = HandsetSettings.model_validate({"url": desk.url, "state_dir": tmp_path / "state", "token": TOKEN})
    await fetch(own.url, own.prompts_dir, own.language)
    return own


@asynccontextmanager
async def served(kiosk: HandsetSettings, pipe: Path) -> AsyncIterator[Device]:
    port_audio()  # loading it takes a moment, in which there is no microphone
    os.mkfifo(pipe)
    keys = os.open(pipe, os.O_RDWR)
    handset = Handset(kiosk, Shelf(kiosk.prompts_dir))
    reading = KeyReading(hook_wire(kiosk.hook), handset.happen)
    work = handset.run(), reading.device(pipe), reading.settle()
    jobs = [asyncio.create_task(job) for job in work]
    try:
        yield Device(handset, keys)
    finally:
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        os.close(keys)


@pytest.fixture
async def device(kiosk: HandsetSettings, tmp_path: Path) -> AsyncIterator[Device]:
    async with served(kiosk, tmp_path / "keys") as made:
        yield made


async def eventually(true: object, patience_s: float = 20.0) -> None:
    async with asyncio.timeout(patience_s):
        while not true():  # type: ignore[operator]  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def speech(seconds: float = 1.2) -> Audio:
    """What the stand-in recogniser takes for speech: noise that is loud."""
    noise = np.random.default_rng(1).uniform(-0.4, 0.4, round(seconds * 16000))
    return Audio(noise.astype(np.float32), 16000)


async def test_lift_ask_press_and_put_down(desk: Served, device: Device, sinks: Sinks) -> None:
    desk.desk.hearing.will_hear = ["수수료 알려 주세요"]
    with sinks.recording() as greeting:
        device.hook(up=True)
        await device.until(State.TALKING)
        await eventually(lambda: desk.sessions)
        session = desk.sessions[0]
        await eventually(lambda: not session._mouth.sounding)
    assert 0.7 < share_of_tone(greeting[0], TONE_HZ) < 2.6  # two sentences, in pieces of half a second
    with sinks.recording() as answer:
        await asyncio.to_thread(sinks.play, speech())
        await eventually(lambda: session._mouth._reply.sentences[0] == "오만 원이에요.")
        await eventually(lambda: not session._mouth.sounding)
    assert share_of_tone(answer[0], TONE_HZ) > 0.4
    before = session._mouth._numbers
    device.press(55)  # "*": say it again
    await eventually(lambda: session._mouth._numbers > before)
    device.hook(up=False)
    await device.until(State.IDLE)
    await eventually(lambda: not desk.sessions)


async def test_pulled_out_in_mid_sentence_the_turn_ends_and_the_caller_is_told(
    desk: Served, device: Device, sinks: Sinks
) -> None:
    desk.desk.hearing.will_hear = ["수수료 알려 주세요"]
    device.hook(up=True)
    await device.until(State.TALKING)
    session = desk.sessions[0]
    await eventually(lambda: not session._mouth.sounding)
    before = session._mouth._numbers
    speaking = asyncio.create_task(asyncio.to_thread(sinks.play, speech(3.0)))
    await eventually(lambda: session._ears._listener.speaking)
    sinks.unplug()  # both, as a handset on one cable; PulseAudio moves a stream to any other device there is
    try:
        await eventually(lambda: device.handset.phone.deaf and device.handset.earpiece.gone)
        await eventually(lambda: session._mouth._numbers > before)  # answered, as far as it was heard
        device.press(55)
        assert device.handset.phone.state is State.TALKING
    finally:
        sinks.plug_in()
        await asyncio.gather(speaking, return_exceptions=True)
    await eventually(lambda: not device.handset.phone.deaf and not device.handset.earpiece.gone)
    device.hook(up=False)
    await device.until(State.IDLE)


async def test_without_a_loudspeaker_the_talk_goes_on(
    desk: Served, kiosk: HandsetSettings, tmp_path: Path
) -> None:
    dumb = kiosk.model_copy(update={"loudspeaker": "no such card"})
    async with served(dumb, tmp_path / "keys2") as device:
        device.hook(up=True)
        await device.until(State.TALKING)
        await eventually(lambda: device.handset.earpiece.gone)
        session = desk.sessions[0]
        await eventually(lambda: not session._mouth.sounding)  # it was told that all was played
        before = session._mouth._numbers
        device.press(55)
        await eventually(lambda: session._mouth._numbers > before)
        device.hook(up=False)
        await device.until(State.IDLE)


async def test_without_a_network_it_says_whom_to_telephone(
    kiosk: HandsetSettings, desk: Served, device: Device, sinks: Sinks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicebot.client.handset.machine.AWAY_S", 1.0)
    desk.up = False
    with sinks.recording() as heard:
        device.hook(up=True)
        await device.until(State.AWAY)
        await asyncio.sleep(1.5)
    said = Shelf(kiosk.prompts_dir).sound("no_line")
    assert share_of_tone(heard[0], TONE_HZ) > 0.5  # two sentences in the desk's voice
    assert len(said) > 24000 * 2
    desk.up = True
    await device.until(State.TALKING)
    device.hook(up=False)
    await device.until(State.IDLE)


async def test_the_talk_survives_a_network_that_fails(
    desk: Served, kiosk: HandsetSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicebot.client.recovery.SILENCE_S", 1.0)
    monkeypatch.setattr("voicebot.client.recovery.PING_S", 0.3)
    async with cutting(desk.url) as proxy:  # noqa: SIM117 - the second needs the first
        async with served(kiosk.model_copy(update={"url": proxy.url}), tmp_path / "keys2") as device:
            device.hook(up=True)
            await device.until(State.TALKING)
            session = desk.sessions[0]
            for cut in (Cut.DROP, Cut.SILENCE, Cut.HALVE):
                proxy.cut(cut, 0.5)
                await device.until(State.LOST)
                before = session._mouth._numbers
                await device.until(State.TALKING)
                device.press(55)
                await eventually(lambda before=before: session._mouth._numbers > before)
            assert desk.sessions == [session]
            device.hook(up=False)
            await device.until(State.IDLE)
            await eventually(lambda: not desk.sessions)


async def test_the_office_rings_and_who_lifts_it_hears_the_message(
    desk: Served, kiosk: HandsetSettings, device: Device, sinks: Sinks
) -> None:
    ring = asyncio.create_task(listen_for_bell(kiosk.url, TOKEN, lambda on: device.handset.happen(Ring(on))))
    await eventually(lambda: desk.bells.ring("hall", "가로등을 고쳤어요."))
    with sinks.recording() as bell:
        await device.until(State.RINGING)
        await asyncio.sleep(3.5)  # the recorder may have begun in a pause of the bell
    assert share_of_tone(bell[0], 480.0) > 0.5
    device.hook(up=True)
    await device.until(State.TALKING)
    said = desk.sessions[0]._mouth._reply
    assert said.sentences == ("구청에서 전해 드릴 말씀이 있어요.", "가로등을 고쳤어요.")
    device.hook(up=False)
    await device.until(State.IDLE)
    ring.cancel()
    await asyncio.gather(ring, return_exceptions=True)


async def test_three_callers_in_ten_seconds(desk: Served, device: Device) -> None:
    for _ in range(3):
        device.hook(up=True)
        await device.until(State.TALKING)
        device.hook(up=False)
        await device.until(State.IDLE)
    await eventually(lambda: not desk.sessions)
    assert desk.connections == 3


async def test_the_clock_of_the_machine_may_be_set(
    desk: Served, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    device.hook(up=True)
    await device.until(State.TALKING)
    now = time.time()
    for moved in (now + 86400 * 365, now - 86400 * 3650):
        monkeypatch.setattr(time, "time", lambda moved=moved: moved)
        session = desk.sessions[0]
        before = session._mouth._numbers
        await asyncio.sleep(0.3)
        device.press(55)
        await eventually(lambda before=before, session=session: session._mouth._numbers > before)
    device.hook(up=False)
    await device.until(State.IDLE)


async def test_a_stuck_key_takes_nothing_along(desk: Served, device: Device) -> None:
    device.hook(up=True)
    await device.until(State.TALKING)
    session = desk.sessions[0]
    for _ in range(200):
        os.write(device._keys, packed(1, 2, 1) + packed(1, 2, 2) * 5 + packed(1, 2, 0))
    await asyncio.sleep(0.3)
    before = session._mouth._numbers
    device.press(55)
    await eventually(lambda: session._mouth._numbers > before)
    device.hook(up=False)
    await device.until(State.IDLE)


async def test_the_self_test_finds_everything(kiosk: HandsetSettings, sinks: Sinks) -> None:
    playing = asyncio.create_task(asyncio.to_thread(sinks.play, speech(6.0)))
    found = {result.part: result for result in await self_test(kiosk, terminal=True)}
    await playing
    assert {part for part, result in found.items() if not result.ok} == set(), found


async def test_the_self_test_says_what_is_missing(tmp_path: Path, sinks: Sinks) -> None:
    broken = HandsetSettings(
        url="http://127.0.0.1:9",
        state_dir=tmp_path,
        microphone="none",
        loudspeaker="none",
        keys=[tmp_path / "no"],
    )
    found = await self_test(broken, terminal=False)
    assert [result.part for result in found if result.ok] == []
    assert all(result.what for result in found)
