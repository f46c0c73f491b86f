"""The sound of a complaint: asked about once where the operator wants it, kept only after a heard yes."""

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from counter_world import complaint_desk, replied, typed, until
from talk_world import Device, FakeDesk

from voicebot.audio import Audio
from voicebot.talk import recording
from voicebot.talk.recording import Recording

ASK = "방금 하신 말씀을 담당자가 들을 수 있게 소리도 함께 보낼까요?"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FakeDesk]:
    async with complaint_desk(tmp_path / "var", sound=True) as found:
        yield found


async def spoken(caller: Device, *texts: str) -> list[str]:
    for text in texts:
        before = len(caller.replies())
        await caller.says(text, seconds=max(1.0, len(text) * 0.1))
        await replied(caller, before)
        await caller.settle()
        await caller.played()
    return caller.replies()[-1].sentences


TOLD = ("어제 밤부터 가좌시장 앞 가로등이 나갔어요", "몰라요", "아니요", "네")


async def sounds(desk: FakeDesk) -> list[str]:
    (one,) = await desk.backroom.office.register.page([])
    found = await desk.backroom.office.attaching.listed(one.receipt)
    return [each.name for each in found if each.kind == "sound"]


async def test_after_the_yes_it_is_asked_once_and_kept_when_agreed(desk: FakeDesk, tmp_path: Path) -> None:
    caller, folder = Device(desk), tmp_path / "var" / "attachments"
    assert (await spoken(caller, *TOLD))[-1] == ASK
    assert not folder.exists()
    assert await spoken(caller, "네") == ["네, 소리도 함께 보냈어요."]
    (name,) = await sounds(desk)
    assert folder.joinpath(name).read_bytes()[:4] not in (b"fLaC", b"RIFF")  # sealed
    (receipt,) = [one.receipt for one in await desk.backroom.office.register.page([])]
    _, kept = await desk.backroom.office.attaching.read(receipt, name)
    samples, rate = soundfile.read(io.BytesIO(kept))
    assert rate == 16000
    assert 1.0 < len(samples) / rate < 12.0
    assert np.abs(samples).max() > 0.2
    everything = [line for reply in caller.replies() for line in reply.sentences]
    assert everything.count(ASK) == 1
    await caller.session.close()


@pytest.mark.parametrize("answer", ["아니요", "여권 수수료 얼마예요?"])
async def test_without_a_yes_it_is_forgotten(desk: FakeDesk, tmp_path: Path, answer: str) -> None:
    caller = Device(desk)
    await spoken(caller, *TOLD, answer)
    assert not caller.session._mind.counter.sounds.recording.seconds
    await spoken(caller, "네")
    assert await sounds(desk) == []
    assert not (tmp_path / "var" / "attachments").exists()
    await caller.session.close()


async def test_a_yes_before_the_question_was_heard_asks_again(desk: FakeDesk) -> None:
    caller = Device(desk)
    await spoken(caller, *TOLD[:-1])
    await typed(caller, "네", heard=False)
    reply = await typed(caller, "네", heard=False)
    assert reply.sentences == [ASK]
    assert await sounds(desk) == []
    await caller.session.close()


async def test_it_is_not_asked_unless_the_operator_wants_it(tmp_path: Path) -> None:
    async with complaint_desk(tmp_path / "var") as desk:
        caller = Device(desk)
        assert ASK not in await spoken(caller, *TOLD)
        await caller.session.close()


async def test_who_types_is_not_asked(desk: FakeDesk) -> None:
    caller = Device(desk)
    reply = await typed(caller, *TOLD)
    assert ASK not in reply.sentences
    await caller.session.close()


async def test_forget_removes_what_was_sent_and_what_was_not(desk: FakeDesk, tmp_path: Path) -> None:
    caller = Device(desk)
    await spoken(caller, *TOLD, "네")
    assert len(await sounds(desk)) == 1
    await typed(caller, "지금 한 말 지워 줘")
    assert await sounds(desk) == []
    assert list((tmp_path / "var" / "attachments").iterdir()) == []
    await spoken(caller, "가좌시장 앞 길이 파였어요")
    assert caller.session._mind.counter.sounds.recording.seconds
    await typed(caller, "지금 한 말 지워 줘")
    assert not caller.session._mind.counter.sounds.recording.seconds
    await caller.session.close()


async def test_taking_the_complaint_back_forgets_it(desk: FakeDesk) -> None:
    caller = Device(desk)
    await spoken(caller, *TOLD, "취소")
    (one,) = await desk.backroom.office.register.page([])
    assert one.state == "withdrawn"
    assert not caller.session._mind.counter.sounds.recording.seconds
    await caller.session.close()


async def test_after_two_minutes_it_is_gone(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert recording.KEPT_S == 120.0
    caller = Device(desk)
    caller.session._mind.counter.sounds._recording = Recording(90.0, kept_s=0.3)
    await spoken(caller, *TOLD[:1])
    held = caller.session._mind.counter.sounds.recording
    await until(lambda: not held.seconds)
    await caller.session.close()


def tone(seconds: float) -> Audio:
    return Audio(np.full(round(seconds * 16000), 0.5, np.float32), 16000)


async def test_no_more_is_held_than_allowed() -> None:
    held = Recording(5.0)
    held.keep("a", 1, [tone(3.0)])
    held.keep("a", 2, [tone(3.0), tone(3.0)])
    assert held.seconds == 5.0
    sound = held.take()
    assert sound is not None
    assert sound.duration == pytest.approx(5.5)  # with the pause between
    assert held.take() is None


async def test_a_turn_that_goes_on_is_kept_once_and_another_complaint_begins_anew() -> None:
    held = Recording(60.0)
    held.keep("a", 1, [tone(1.0)])
    held.keep("a", 1, [tone(1.0), tone(2.0)])
    assert held.seconds == 3.0
    held.keep("b", 2, [tone(1.0)])
    assert (held.seconds, held.of("a"), held.of("b")) == (1.0, False, True)
    held.drop()
    await asyncio.sleep(0)
    assert held.seconds == 0
