"""What is counted of a talk: what became of questions, turns that went on, moods, and the way to a person."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from talk_world import Device, FakeDesk

from voicebot.settings import Settings
from voicebot.store.callbacks import Callbacks
from voicebot.store.database import open_database
from voicebot.store.keys import Keyring, new_key
from voicebot.talk import client_events as asked
from voicebot.talk.reply import Effect, Reply
from voicebot.talk.tallying import outcome
from voicebot.telemetry.tally import Counts, counted, grown


class Told:
    """What was counted since the talk began."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self._before = counted()

    async def say(self, *texts: str) -> None:
        for text in texts:
            before = len(self.device.replies())
            await self.device.send(asked.InputText(text=text))
            await self.device.until(lambda before=before: len(self.device.replies()) > before)  # type: ignore[misc]
            await self.device.played()

    async def hear(self, text: str) -> None:
        """Speech, and a pause that ends the turn, if only for now."""
        self.device.desk.hearing.will_hear = [text]
        await self.device.hear((True, 1.0), (False, 0.8))

    def so_far(self, *whats: str) -> Counts:
        found = grown(counted(), self._before)
        return Counter({key: count for key, count in found.items() if key[0] in whats})


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Told]:
    desk = FakeDesk()
    database = await open_database(Settings(data_dir=tmp_path, database_url=None))
    desk.callbacks = Callbacks(database, Keyring([new_key()]))
    device = Device(desk)
    yield Told(device)
    await device.session.close()
    await database.dispose()


async def test_what_became_of_each_question_is_counted(talk: Told) -> None:
    await talk.say("로또 번호 알려 주세요", "수수료 알려 주세요", "다시", "여권")
    assert talk.so_far("question") == {
        ("question", "answered"): 1,
        ("question", "asked_back"): 1,
        ("question", "unanswered"): 1,
    }


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        (Reply("answer", ("오만 원이에요.",)), "answered"),
        (Reply("choices", ("어느 것이에요?",)), "asked_back"),
        (Reply("confirm", ("여권이에요?",)), "asked_back"),
        (Reply("notice", ("몰라요.",), effects=(Effect.RECORD,)), "unanswered"),
        (Reply("small_talk", ("속상하셨겠어요.",), effects=(Effect.RECORD,)), "unanswered"),
        (Reply("small_talk", ("안녕하세요.",)), None),
        (Reply("safety", ("119에 전화하세요.",)), None),
        (Reply("question", ("어디예요?",)), None),
    ],
)
def test_an_outcome_is_read_off_the_reply(reply: Reply, found: str | None) -> None:
    assert outcome(reply) == found


async def test_moods_are_counted_and_calm_is_none(talk: Told) -> None:
    await talk.say("너무 답답하고 화가 나요 수수료 알려 주세요", "수수료 알려 주세요")
    assert talk.so_far("mood") == {("mood", "angry"): 1}


async def test_the_way_to_a_person_is_counted(talk: Told) -> None:
    await talk.say("사람 바꿔 줘", "2번", "공일공 일이삼사 오육칠팔", "내일 오전이요")
    await talk.say("사람 바꿔 줘", "1번")
    assert talk.so_far("handover") == {
        ("handover", "asked"): 2,
        ("handover", "callback"): 1,
        ("handover", "call"): 1,
    }


async def test_a_turn_that_goes_on_is_one_turn_and_a_cut_off(talk: Told) -> None:
    await talk.hear("가로등이 나갔어요.")
    assert talk.so_far("turn") == {("turn", "ended"): 1}
    await talk.hear("여권 수수료도 알려 주세요.")
    assert talk.so_far("turn") == {("turn", "ended"): 1, ("turn", "reopened"): 1}
    assert sum(talk.so_far("confidence").values()) == 2
