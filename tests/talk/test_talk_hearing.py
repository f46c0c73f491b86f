"""The shared ears and voice: many callers in one run, and a model that hangs keeps nobody waiting."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from prometheus_client import REGISTRY
from talk_world import LoudIsSpeech

from voicebot.audio import Audio
from voicebot.errors import EngineError
from voicebot.hear.listener import Event, Listener, SpeechStarted, SpeechStirred
from voicebot.hear.transcriber import Capabilities, Hypothesis, Transcriber, Transcript
from voicebot.hear.vad import SileroModel, SileroState
from voicebot.settings import Limits
from voicebot.speak.cache import SpeechCache
from voicebot.speak.synthesizer import Capabilities as VoiceCapabilities
from voicebot.speak.synthesizer import Synthesizer
from voicebot.talk.client_events import SpeechOptions
from voicebot.talk.hearing import Hearing
from voicebot.talk.voices import Voices
from voicebot.workers import Urgency

FRAME = Audio(np.full(640, 0.3, np.float32), 16000)


class Counted(LoudIsSpeech):
    """Voice activity by loudness that knows how many sounds came in each run."""

    def __init__(self) -> None:
        self.runs: list[int] = []

    def run(self, frames: Any, state: SileroState) -> tuple[Any, SileroState]:
        self.runs.append(len(frames))
        return super().run(frames, state)


class Recogniser:
    """Hears its own number; the first hangs until it is let go."""

    made = 0
    let_go = threading.Event()

    def __init__(self) -> None:
        type(self).made += 1
        self.number = self.made
        self.capabilities = Capabilities("fake", ("ko",), 1)

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        if self.number == 1:
            self.let_go.wait(5)
        return Transcript((Hypothesis(str(self.number), -0.1),), language, 0.0, audio.duration, 8.0)


@pytest.fixture
def model() -> Counted:
    return Counted()


@pytest.fixture
def hearing(model: Counted) -> Iterator[Hearing]:
    Recogniser.made = 0
    Recogniser.let_go.clear()
    made = Hearing(
        cast("Callable[[], Transcriber]", Recogniser), cast("SileroModel", model), Limits(hang_s=1.0)
    )
    yield made
    Recogniser.let_go.set()
    made.close()


def listener(model: Counted) -> Listener:
    return Listener(cast("SileroModel", model))


async def test_a_listener_hears_with_others_what_it_hears_alone(hearing: Hearing, model: Counted) -> None:
    quiet, loud = Audio.silence(0.5, 16000), Audio(np.full(16000, 0.3, np.float32), 16000)
    alone = listener(model)
    expected = [event for part in (quiet, loud, quiet, quiet) for event in alone.push(part)]

    async def together() -> list[Event]:
        own = listener(model)
        return [event for part in (quiet, loud, quiet, quiet) for event in await hearing.hear(own, part)]

    for found in await asyncio.gather(*[together() for _ in range(5)]):
        assert [type(event) for event in found] == [type(event) for event in expected]


async def test_who_asks_while_it_runs_is_served_together(hearing: Hearing, model: Counted) -> None:
    ears = [listener(model) for _ in range(30)]
    for _ in range(3):
        await asyncio.gather(*[hearing.hear(ear, FRAME) for ear in ears])
    assert sum(model.runs) == 30 * 3
    assert max(model.runs) == 30
    assert len(model.runs) <= 3 * 2


async def test_a_minute_at_once_is_heard_whole_and_keeps_nobody_waiting(
    hearing: Hearing, model: Counted
) -> None:
    order = list[str]()
    ear, other = listener(model), listener(model)

    async def long() -> list[Event]:
        events = await hearing.hear(ear, *[FRAME] * 250)
        order.append("long")
        return events

    async def short() -> None:
        await hearing.hear(other, FRAME)
        order.append("short")

    events, _ = await asyncio.gather(long(), short())
    assert order == ["short", "long"]
    assert [type(event) for event in events[:2]] == [SpeechStirred, SpeechStarted]
    assert ear.turn_s == pytest.approx(10.0, abs=0.04)


async def test_a_caller_at_another_rate_and_one_who_leaves_disturb_nobody(
    hearing: Hearing, model: Counted
) -> None:
    phone = Audio(np.full(8000, 0.3, np.float32), 8000)
    leaving = asyncio.create_task(hearing.hear(listener(model), FRAME))
    staying = asyncio.create_task(hearing.hear(listener(model), phone))
    await asyncio.sleep(0)
    leaving.cancel()
    assert [type(event) for event in await staying] == [SpeechStirred, SpeechStarted]


async def test_a_listener_that_fails_fails_its_own_caller_only(hearing: Hearing, model: Counted) -> None:
    broken, whole = listener(model), listener(model)
    broken.feed = None  # type: ignore[assignment, method-assign]
    failed, heard = await asyncio.gather(
        hearing.hear(broken, FRAME), hearing.hear(whole, FRAME), return_exceptions=True
    )
    assert isinstance(failed, TypeError)
    assert heard == []


async def test_what_waits_when_the_desk_closes_is_told(hearing: Hearing, model: Counted) -> None:
    await asyncio.to_thread(hearing.close)
    with pytest.raises(EngineError) as caught:
        await hearing.hear(listener(model), FRAME)
    assert caught.value.code == "closed"


async def test_a_recogniser_that_hangs_is_loaded_anew_and_counted(hearing: Hearing) -> None:
    def hangs() -> float:
        return REGISTRY.get_sample_value("voicebot_worker_hangs_total", {"worker": "recogniser"}) or 0.0

    before = hangs()
    stuck = asyncio.create_task(hearing.recognise(FRAME, "ko"))
    await asyncio.sleep(0.05)
    behind = asyncio.create_task(hearing.recognise(FRAME, "ko", urgency=Urgency.SPECULATIVE))
    with pytest.raises(EngineError) as caught:
        await stuck
    assert caught.value.code == "hung"
    assert (await behind).text == "2"
    assert hangs() == before + 1


class Voice:
    """Makes half a second of sound; remembers what it was asked for, and waits until it may."""

    def __init__(self, asked: list[str], gate: threading.Event) -> None:
        self.capabilities = VoiceCapabilities("fake", "1", ("ko",), ("one",), 24000)
        self._asked, self._gate = asked, gate

    def synthesize(self, text: str, *, language: str, voice: str | None = None) -> Audio:
        self._gate.wait(5)
        self._asked.append(text)
        return Audio.silence(0.5, 24000)


async def test_first_clauses_of_all_callers_go_before_later_ones(tmp_path: Path) -> None:
    asked, gate = list[str](), threading.Event()
    voices = Voices(lambda: cast("Synthesizer", Voice(asked, gate)), SpeechCache(tmp_path), Limits())

    def make(text: str, *, first: bool) -> asyncio.Task[Any]:
        return asyncio.create_task(voices.make_sound(text, "ko", SpeechOptions(), 24000, first=first))

    jobs = [make("하나.", first=True)]
    await asyncio.sleep(0.1)
    jobs += [make("둘.", first=False), make("셋.", first=False), make("넷.", first=True)]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(*jobs)
    assert asked == ["하나.", "넷.", "둘.", "셋."]
    voices.close()
