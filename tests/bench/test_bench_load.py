from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, cast
from xml.etree import ElementTree

import numpy as np
import pytest
from websockets.asyncio.server import ServerConnection, serve

from voicebot.audio import Audio
from voicebot.audio.level import rms_db
from voicebot.bench import flood
from voicebot.bench.asked import Asked
from voicebot.bench.flood import FloodCaller, Outcome
from voicebot.bench.load_callers import LoadCaller, slots
from voicebot.bench.load_figures import chart_of, figures_of, spread
from voicebot.bench.meter import Meter
from voicebot.bench.microphone import Microphone, Saying, bare, picked_up
from voicebot.bench.noticed import Noticed, enough_sent, weigh
from voicebot.bench.open_lines import OpenCaller
from voicebot.bench.service import Service
from voicebot.bench.soak import KINDS, conversation, growth_percent
from voicebot.bench.streaming import together
from voicebot.client.caller import FRAME_S, IN_RATE
from voicebot.hear.vad import SileroModel, SileroState
from voicebot.weights import locate

TONE = Audio(0.5 * np.sin(np.arange(round(0.1 * IN_RATE)) * 0.3).astype(np.float32), IN_RATE)


def asked(*, over: bool = False, said: float | None = 12.0) -> Asked:
    """Something said from second 10 to second 12."""
    return Asked(0, 0, over, Saying(np.zeros(1, np.int16), begun=10.0, said=said))


def answer(one: Asked, *, ended: float, sound: float, reply: str = "reply-1", interim: bool = False) -> None:
    one.take({"type": "turn.ended"}, ended)
    one.take({"type": "response.created", "reply_id": reply, "kind": "answer", "interim": interim}, ended)
    one.take({"type": "response.audio.started", "reply_id": reply, "voice": "cached"}, ended)
    one.hear(reply, sound)


def test_first_sound_counts_from_the_turn_and_from_the_true_end_of_speech() -> None:
    one = asked()
    answer(one, ended=12.7, sound=13.0)
    assert one.first_sound_s == pytest.approx(0.3)
    assert one.after_speech_s == pytest.approx(1.0)
    assert (one.kind, one.voice, one.cut_offs) == ("answer", "cached", 0)
    assert one.answered.is_set()


def test_only_the_first_sound_counts() -> None:
    one = asked()
    answer(one, ended=12.7, sound=13.0)
    one.hear("reply-1", 13.4)
    assert one.sound == 13.0


def test_sound_of_an_earlier_answer_is_no_answer() -> None:
    one = asked()
    one.hear("reply-0", 10.5)
    one.take({"type": "response.audio.started", "reply_id": "reply-0", "voice": "cached"}, 10.6)
    one.take({"type": "turn.ended"}, 12.7)
    one.hear("reply-0", 12.8)
    assert one.first_sound_s is None
    assert not one.answered.is_set()


def test_one_moment_please_is_no_answer() -> None:
    one = asked()
    answer(one, ended=12.7, sound=14.0, interim=True)
    assert one.filler
    assert one.sound is None


def test_an_end_before_the_end_of_speech_is_a_cut_off() -> None:
    one = asked(said=None)
    one.take({"type": "turn.ended"}, 11.0)
    assert one.cut_offs == 1


def test_a_turn_taken_back_is_answered_anew() -> None:
    one = asked()
    answer(one, ended=12.7, sound=13.0)
    one.take({"type": "turn.reopened"}, 13.5)
    assert one.first_sound_s is None
    answer(one, ended=15.0, sound=15.2, reply="reply-2")
    assert one.reopened
    assert one.first_sound_s == pytest.approx(0.2)


def test_the_desk_yields_when_it_holds_its_answer() -> None:
    one = asked(over=True)
    one.take({"type": "output_audio.pause"}, 10.2)
    one.take({"type": "output_audio.clear"}, 12.9)
    assert one.yielded_s == pytest.approx(0.2)


def test_what_is_taken_for_nothing_is_not_answered_by_what_the_desk_says_later() -> None:
    one = asked(over=True)
    one.take({"type": "turn.ended"}, 12.7)
    one.take({"type": "output_audio.resume"}, 12.7)
    answer(one, ended=12.7, sound=30.0)
    assert one.ignored
    assert one.first_sound_s is None


def test_an_answer_that_was_held_for_a_moment_is_not_ignored() -> None:
    one = asked()
    answer(one, ended=12.7, sound=13.0)
    one.take({"type": "output_audio.resume"}, 13.5)
    assert not one.ignored


def test_callers_speak_evenly_spread() -> None:
    starts = [list(slots(caller, 3, 15.0, 31.0)) for caller in range(3)]
    assert starts == [[0.0, 15.0, 30.0], [5.0, 20.0], [10.0, 25.0]]


def test_a_spread_leaves_out_what_is_not_known() -> None:
    assert spread([None, *(n / 100 for n in range(101)), None]) == pytest.approx(
        {"n": 101, "p50": 0.5, "p95": 0.95, "p99": 0.99}
    )
    assert math.isnan(spread([None])["p95"])


def test_bare_speech_has_no_silence_around() -> None:
    padded = Audio.join([Audio.silence(0.3, IN_RATE), TONE, Audio.silence(0.5, IN_RATE)])
    assert bare(padded).duration == pytest.approx(TONE.duration, abs=0.011)


async def test_a_microphone_sends_at_the_pace_of_sound_and_knows_when_speech_ended() -> None:
    frames: list[tuple[float, Audio]] = []

    async def keep(frame: bytes) -> None:
        frames.append((time.monotonic(), Audio.from_pcm16(frame, IN_RATE)))

    microphone = Microphone(keep)
    begun = time.monotonic()
    async with together(microphone.run()):
        await asyncio.sleep(0.1)
        saying = microphone.say(TONE)
        await asyncio.sleep(0.3)
    loud = [at for at, (_, frame) in enumerate(frames) if rms_db(frame) > -30]
    assert loud == list(range(loud[0], loud[0] + 3))  # 100 ms are two frames and a half
    assert saying.at_s == pytest.approx(loud[0] * FRAME_S)
    assert saying.begun is not None
    assert saying.said is not None
    assert saying.said - saying.begun == pytest.approx(TONE.duration, abs=0.08)
    assert all(-75 < rms_db(frame) < -50 for at, (_, frame) in enumerate(frames) if at not in loud)
    assert frames[-1][0] - begun >= (len(frames) - 1) * FRAME_S
    assert len(microphone.late) == len(frames)


class LoudIsSpeech:
    """Voice activity by loudness."""

    def run(self, frames: Any, state: SileroState) -> tuple[Any, SileroState]:
        return (np.abs(frames).max(axis=1) > 0.05).astype(np.float32), state


async def test_what_a_microphone_has_picked_up_can_be_had_again() -> None:
    frames: list[bytes] = []

    async def keep(frame: bytes) -> None:
        frames.append(frame)

    microphone = Microphone(keep, seed=3)
    async with together(microphone.run()):
        await asyncio.sleep(0.1)
        saying = microphone.say(TONE)
        await asyncio.sleep(0.2)
    again = picked_up(3, [saying], len(frames))
    assert np.array_equal(again.samples, Audio.from_pcm16(b"".join(frames), IN_RATE).samples)


def test_the_detector_alone_needs_a_quarter_second_of_speech() -> None:
    speech = Saying(np.full(IN_RATE, 9_000, np.int16), at_s=1.0, sent=IN_RATE)
    sound = picked_up(0, [speech], 75)
    assert enough_sent(cast("SileroModel", LoudIsSpeech()), sound) == [pytest.approx(1.28)]


def test_lag_is_what_comes_after_the_detector_has_been_sent_enough() -> None:
    first, second, third = (Noticed(Saying(np.zeros(1, np.int16), at_s=at)) for at in (4.0, 16.0, 28.0))
    first.saying.begun, first.at = 10.0, 10.38
    second.saying.begun = 22.0
    weigh([first, second, third], [0.4, 4.28, 16.32], [0.0] * 106 + [0.03] + [0.0] * 400)
    assert first.noticed_s == pytest.approx(0.38)
    assert first.lag_s == pytest.approx(0.10)
    assert first.desk_lag_s == pytest.approx(0.07)
    assert second.enough_s == 16.32
    assert (second.lag_s, third.enough_s) == (None, None)


def test_growth_counts_from_the_first_reading() -> None:
    assert growth_percent([1.0, 1.5, 1.01]) == pytest.approx(1.0)


# -- what a flooded caller makes of a desk -------------------------------------------------------------

Manners = Callable[[ServerConnection], Awaitable[None]]


@asynccontextmanager
async def desk_with(manners: Manners) -> AsyncIterator[str]:
    async def answer_the_start(socket: ServerConnection) -> None:
        await socket.recv()
        await manners(socket)

    async with serve(answer_the_start, "127.0.0.1", 0) as server:
        yield f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"


async def tell(socket: ServerConnection, **event: Any) -> None:
    await socket.send(json.dumps(event))


async def hangs_up(socket: ServerConnection) -> None:
    await socket.close(1013)


async def waits_and_hangs_up(socket: ServerConnection) -> None:
    await tell(socket, type="session.queue", position=1, wait_s=10, say="잠시만 기다려 주세요.")
    await socket.close(1013)


async def says_why(socket: ServerConnection) -> None:
    await tell(
        socket, type="error", code="too_many_sessions", message="full", say="전화가 많아요.", retryable=True
    )
    await socket.close(1013)


async def keeps_in_line(socket: ServerConnection) -> None:
    while True:
        await tell(socket, type="session.queue", position=1, wait_s=10, say="잠시만 기다려 주세요.")
        await asyncio.sleep(0.05)


async def says_nothing(socket: ServerConnection) -> None:
    await socket.wait_closed()


@pytest.mark.parametrize(
    ("manners", "outcome"),
    [
        (hangs_up, Outcome.DROPPED),
        (waits_and_hangs_up, Outcome.DROPPED),
        (says_why, Outcome.TOLD),
        (keeps_in_line, Outcome.WAITING),
        (says_nothing, Outcome.DROPPED),
    ],
)
async def test_a_caller_knows_silence_from_a_reason(
    manners: Manners, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flood, "SILENCE_S", 0.3)
    caller = FloodCaller(0, [TONE], until=time.monotonic() + 0.2)
    async with desk_with(manners) as url:
        await caller.run(url)
    assert caller.outcomes == [outcome]


async def test_nobody_there_is_silence() -> None:
    caller = FloodCaller(0, [TONE], until=time.monotonic() + 0.1)
    await caller.run("ws://127.0.0.1:9")
    assert caller.outcomes == [Outcome.DROPPED]


# -- with a real desk ----------------------------------------------------------------------------------


@pytest.mark.models
async def test_two_callers_ask_aloud_and_one_interrupts(desk: Service, say: Any) -> None:
    questions = [bare(say("등본 떼는 데 얼마예요?")), bare(say("소파 버리려면 어떻게 해요?"))]
    meter, begun = Meter(desk), time.monotonic()
    callers = [LoadCaller(0, questions, begun, [0.0]), LoadCaller(4, questions, begun, [1.0])]
    async with together(meter.run()):
        await asyncio.gather(*(caller.run(desk.url) for caller in callers))
    figures = {"sessions": 2, "every_s": 15.0, **figures_of(callers, meter, begun)}
    assert figures["utterances"] == 3
    assert figures["first_sound_s"]["n"] == 3
    assert figures["over"] == 1
    assert figures["yielded_s"]["p50"] < 2.0
    assert figures["after_speech_s"]["p50"] > figures["first_sound_s"]["p50"] > 0
    assert (figures["unanswered"], figures["cut_offs"], figures["refused"]) == (0, 0, 0)
    assert not figures["errors"]
    assert figures["frames"]["lost"] == 0
    assert figures["desk_cpu_s"] > 0
    assert 0.2 < figures["pss_gb"]["last"] < 5
    assert json.loads(json.dumps(figures))["kinds"]
    assert len(list(ElementTree.fromstring(chart_of(figures)).iter())) > 30


@pytest.mark.models
async def test_an_open_line_notices_speech_and_loses_nothing(desk: Service, say: Any) -> None:
    question = bare(say("등본 떼는 데 얼마예요?"))
    begun = time.monotonic()
    speaker = OpenCaller(0, [question], begun, [0.5], 3.0)
    silent = OpenCaller(1, [question], begun, [], 3.0)
    await asyncio.gather(speaker.run(desk.url), silent.run(desk.url))
    (noticed,) = speaker.said
    speaker.weigh(SileroModel(locate("silero-vad")))
    assert noticed.enough_s is not None
    assert 0.25 <= noticed.enough_s - noticed.saying.at_s < 0.6
    assert noticed.lag_s is not None
    assert noticed.desk_lag_s is not None
    assert 0 <= noticed.desk_lag_s <= noticed.lag_s
    assert (speaker.lost, silent.lost) == (0, 0)
    assert speaker.frames == pytest.approx(3.0 / FRAME_S, abs=5)
    assert speaker.errors == silent.errors == []


@pytest.mark.models
async def test_conversations_of_every_kind_end_as_they_are_meant_to(desk: Service, say: Any) -> None:
    questions = [bare(say("등본 떼는 데 얼마예요?"))]
    ends = [await conversation(desk.url, number, questions) for number in range(len(KINDS))]
    assert ends.count("done") == len(KINDS) - 1
    assert ends.count("closed 4400") == 1


@pytest.mark.models
async def test_a_flooded_caller_hears_the_answer_of_a_real_desk(desk: Service, say: Any) -> None:
    caller = FloodCaller(0, [bare(say("등본 떼는 데 얼마예요?"))], until=time.monotonic() + 0.1)
    await caller.run(desk.url)
    assert caller.outcomes == [Outcome.ANSWERED]
