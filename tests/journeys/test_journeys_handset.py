"""Journeys 1, 4, 5, 6 at the handset: virtual sound cards, a real desk with real models, voice and keys."""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from voicebot.bench.kiosk.handset import HandsetCaller, lifted
from voicebot.bench.kiosk.office import Office
from voicebot.bench.kiosk.sinks import Sinks, null_sinks
from voicebot.bench.service import Service
from voicebot.client.handset.shelf import fetch
from voicebot.client.handset.sound_cards import port_audio
from voicebot.errors import EngineError
from voicebot.settings import HandsetSettings

pytestmark = [pytest.mark.models, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def sinks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sinks]:
    with ExitStack() as stack:
        try:
            made = stack.enter_context(null_sinks(tmp_path_factory.mktemp("pulse")))
        except EngineError as error:
            pytest.skip(error.message)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for name, value in (("SERVER", made.server), ("SINK", "mouth"), ("SOURCE", "ear.monitor")):
            patch.setenv(f"PULSE_{name}", value)
        yield made


@pytest.fixture
async def caller(desk: Service, tmp_path: Path, sinks: Sinks) -> AsyncIterator[HandsetCaller]:
    port_audio()  # loading it takes a moment, in which there is no microphone
    own = HandsetSettings.model_validate({"url": desk.url, "state_dir": tmp_path / "state"})
    await fetch(own.url, own.prompts_dir, own.language)
    async with lifted(own, sinks) as caller:
        hello = await caller.lift()
        assert hello.kind == "greeting"
        yield caller
        await caller.put_down()


async def test_journey_1_ask_by_voice_and_hear_more_by_key(caller: HandsetCaller, say: Any) -> None:
    question = "여권을 새로 만들려면 어떻게 해요?"
    answer = await caller.say(say(question), question)
    assert answer.entry.startswith("passport")
    more = await caller.press("#")
    assert (more.kind, more.entry) == (answer.kind, answer.entry)
    assert more.sentences != answer.sentences


async def test_journey_6_danger_comes_first(caller: HandsetCaller, say: Any) -> None:
    told = await caller.say(say("숨을 못 쉬겠어요."), "숨을 못 쉬겠어요.")
    assert told.kind == "safety"
    assert "119" in told.text


async def test_journeys_4_and_5_begun_by_voice_and_gone_through_by_keys(
    caller: HandsetCaller, desk: Service, say: Any
) -> None:
    begun = await caller.say(say("민원 좀 넣으려고요."), "민원 좀 넣으려고요.")
    assert begun.text == "어떤 일인지 말씀해 주세요."
    told_of = await caller.press("9")  # no answer: what can be pressed is said
    assert "1번, 가로등." in told_of.sentences
    for asked in ("어디에서", "언제부터", "기둥", "적어도 될까요"):
        reply = await caller.press("1")
        assert asked in reply.text
    await caller.press("#")
    nameless = await caller.press("1")
    assert "이대로 낼까요?" in nameless.sentences
    filed = await caller.press("#")
    (event,) = caller.of("complaint.filed")
    assert filed.kind == "notice"
    stands = []
    for _ in range(2):
        question = "내 민원 어떻게 됐어요?"
        asked_for = await caller.say(say(question), question)
        assert "접수 번호" in asked_for.text
        stands.append(await caller.press(event["receipt"]))
        if len(stands) == 1:
            Office(desk).accept(event["receipt"])
    assert [told.kind for told in stands] == ["notice", "notice"]
    assert stands[0].text != stands[1].text
