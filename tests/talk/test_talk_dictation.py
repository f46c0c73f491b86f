"""Officers' recordings are heard after callers, and wait where the desk is crowded."""

import asyncio
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from voicebot.audio import Audio
from voicebot.errors import EngineError
from voicebot.hear.transcriber import Capabilities, Hypothesis, Transcript
from voicebot.hear.vad import SileroModel
from voicebot.settings import Limits
from voicebot.talk import dictation
from voicebot.talk.dictation import Dictation
from voicebot.talk.hearing import Hearing
from voicebot.weights import locate

PIECE, CALL = Audio(np.zeros(16_000, np.float32), 16_000), Audio(np.zeros(48_000, np.float32), 16_000)


class Slow:
    """Hears one after the other, each when it is let."""

    capabilities = Capabilities("slow", ("ko",), 1)

    def __init__(self) -> None:
        self.let = threading.Semaphore(0)
        self.order: list[str] = []
        self.begun = threading.Semaphore(0)

    def transcribe(self, audio: Audio, *, language: str, n_best: int = 1, hints: str = "") -> Transcript:
        self.begun.release()
        self.let.acquire(timeout=60)
        self.order.append("call" if audio.duration > 2 else "piece")
        return Transcript((Hypothesis("네 맞아요", -0.1),), language, duration=audio.duration)


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def hearing(slow: Slow) -> Iterator[Hearing]:
    made = Hearing(lambda: slow, SileroModel(locate("silero-vad")), Limits(queue=2))
    yield made
    slow.let.release(50)
    made.close()


async def test_callers_go_first(slow: Slow, hearing: Hearing) -> None:
    first = asyncio.create_task(hearing.recognise(CALL, "ko"))
    assert await asyncio.to_thread(slow.begun.acquire, timeout=60)
    piece = asyncio.create_task(hearing.dictate(PIECE, "ko"))
    await asyncio.sleep(0)
    second = asyncio.create_task(hearing.recognise(CALL, "ko"))
    await asyncio.sleep(0)
    slow.let.release(3)
    await asyncio.gather(first, piece, second)
    assert slow.order == ["call", "call", "piece"]


async def test_a_piece_waits_until_nobody_needs_the_recogniser(slow: Slow, hearing: Hearing) -> None:
    call = asyncio.create_task(hearing.recognise(CALL, "ko"))
    assert await asyncio.to_thread(slow.begun.acquire, timeout=60)
    piece = asyncio.create_task(Dictation(hearing).hear(PIECE, "ko"))
    await asyncio.sleep(0.1)
    assert not slow.order
    slow.let.release(2)
    heard = await piece
    await call
    assert slow.order == ["call", "piece"]
    assert [word.text for word in heard.words] == ["네", "맞아요"]
    assert 0 <= heard.words[0].start < heard.words[1].start < 1


async def test_a_crowd_that_takes_its_place_only_makes_it_wait(
    slow: Slow, hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictation, "_LONGEST_WAIT_S", 0.0)
    monkeypatch.setattr(dictation, "_CROWDED_S", 0.01)
    calls = [asyncio.create_task(hearing.recognise(CALL, "ko"))]
    assert await asyncio.to_thread(slow.begun.acquire, timeout=60)
    piece = asyncio.create_task(Dictation(hearing).hear(PIECE, "ko"))
    await asyncio.sleep(0)
    calls += [asyncio.create_task(hearing.recognise(CALL, "ko")) for _ in range(2)]
    await asyncio.sleep(0)
    slow.let.release(50)
    assert (await piece).transcript.text == "네 맞아요"
    await asyncio.gather(*calls)
    assert slow.order == ["call", "call", "call", "piece"]


async def test_an_engine_that_fails_is_told(hearing: Hearing, slow: Slow) -> None:
    def fails(*_: object, **__: object) -> Transcript:
        raise EngineError("recogniser_failed", "gone")

    slow.transcribe = fails  # type: ignore[method-assign]
    with pytest.raises(EngineError, match="gone"):
        await Dictation(hearing).hear(PIECE, "ko")


async def test_an_engine_that_cannot_weigh_says_nothing(hearing: Hearing) -> None:
    assert await Dictation(hearing).weigh(PIECE, ["가", "나"], "ko") is None
