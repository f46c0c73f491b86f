"""Whole conversations, pinned: every event of each, in order, in ``golden/*.txt``.

After a change that is meant, run ``VOICEBOT_GOLDEN=write .venv/bin/pytest tests/talk/test_talk_golden.py``
and read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from counter_world import complaint_desk, filed, replied, until
from interview_world import NOW
from talk_world import Device, FakeDesk

from voicebot.civic.complaints.changes import Act
from voicebot.talk import client_events as asked

GOLDEN = Path(__file__).parent / "golden"
Script = Callable[[Device], Awaitable[None]]


async def say(caller: Device, text: str, seconds: float = 1.0, quiet: float = 3.0) -> None:
    caller.desk.hearing.will_hear = [text]
    await caller.hear((False, 0.3), (True, seconds), (False, quiet))


async def heard_out(caller: Device, text: str) -> None:
    await say(caller, text)
    await caller.played()


async def an_answer(caller: Device) -> None:
    await heard_out(caller, "여권 수수료 얼마예요?")


async def more_is_wanted(caller: Device) -> None:
    await heard_out(caller, "연금이 뭐예요")
    await heard_out(caller, "네")


async def asked_back_and_chosen_by_number(caller: Device) -> None:
    await heard_out(caller, "여권 말인데요")
    await heard_out(caller, "이번이요")


async def not_that_one(caller: Device) -> None:
    await heard_out(caller, "여권 수수료 얼마예요?")
    await heard_out(caller, "아니 그거 말고")


async def unknown(caller: Device) -> None:
    await heard_out(caller, "로또 번호 알려 줘요")


async def spoken_over(caller: Device) -> None:
    await say(caller, "연금이 뭐예요")
    await heard_out(caller, "여권 수수료 얼마예요?")


async def a_yes_while_listening(caller: Device) -> None:
    await say(caller, "여권 수수료 얼마예요?")
    await say(caller, "음", seconds=0.4)
    await caller.played()


async def going_on(caller: Device) -> None:
    await say(caller, "가로등이 나갔어요.", quiet=1.8)
    await heard_out(caller, "여권 수수료도 알려 주세요.")


async def a_cough_over_the_answer(caller: Device) -> None:
    await say(caller, "여권 수수료 얼마예요?", quiet=1.0)
    await caller.hear((True, 0.16), (False, 0.6))
    await caller.played()


async def noise_again_and_again(caller: Device) -> None:
    for _ in range(4):
        await heard_out(caller, "")


async def silence(caller: Device) -> None:
    for _ in range(3):
        await caller.hear((False, 14.0))
        await caller.played()


async def slower_and_again(caller: Device) -> None:
    await heard_out(caller, "여권 수수료 얼마예요?")
    await heard_out(caller, "천천히")
    await caller.send(asked.InputKey(key="*"))
    await caller.played()


async def answered(caller: Device, text: str, seconds: float = 1.0) -> None:
    """Said, answered by a desk whose register takes a moment, and heard out."""
    before = len(caller.replies())
    await say(caller, text, seconds)
    await replied(caller, before)
    await caller.played()


async def a_complaint_is_filed(caller: Device) -> None:
    await answered(caller, "어제 밤부터 가좌시장 앞 가로등이 나갔어요", 4.0)
    await answered(caller, "몰라요")
    await answered(caller, "네")
    await answered(caller, "김순자예요")
    await answered(caller, "공일공 일이삼사 오육칠팔", 3.0)
    await answered(caller, "네")
    await answered(caller, "네")


async def a_complaint_is_followed(caller: Device) -> None:
    office, receipt = caller.desk.backroom.office, await filed(caller.desk)
    await answered(caller, "내 민원 어떻게 됐어요?", 2.0)
    await answered(caller, receipt, 2.0)
    await caller.send(asked.ComplaintWatch(receipt=receipt, token=office.watch.issue(receipt)))
    await until(lambda: caller.desk.backroom.watchers.watching)
    await office.register.act(receipt, Act("accept", "kim", "officer", NOW))
    await until(lambda: any(one.startswith("complaint.status") for one in caller.stream()))
    await caller.settle()
    await caller.played()


async def in_danger(caller: Device) -> None:
    await heard_out(caller, "가슴이 너무 아파요")
    await heard_out(caller, "네")
    await caller.hear((False, 40.0))
    await heard_out(caller, "어떻게 해요")
    await heard_out(caller, "")
    await heard_out(caller, "로또 번호 알려 줘요")
    await heard_out(caller, "이제 괜찮아요")
    await heard_out(caller, "여권 수수료 얼마예요?")


async def asked_about_gently(caller: Device) -> None:
    await heard_out(caller, "죽을 것 같아요")
    await heard_out(caller, "아니요")
    await heard_out(caller, "죽을 것 같아요")
    await heard_out(caller, "네")


async def danger_in_a_complaint(caller: Device) -> None:
    await answered(caller, "가로등이 나갔어요")
    await answered(caller, "불이 났어요 빨리 와 주세요")
    await answered(caller, "아니요")
    await answered(caller, "이제 괜찮아요")
    await answered(caller, "가좌시장 앞이요")


CONVERSATIONS: dict[str, tuple[Script, dict[str, Any]]] = {
    script.__name__: (script, {})
    for script in (
        an_answer,
        more_is_wanted,
        asked_back_and_chosen_by_number,
        not_that_one,
        unknown,
        spoken_over,
        a_yes_while_listening,
        going_on,
        a_cough_over_the_answer,
        noise_again_and_again,
        silence,
        slower_and_again,
        a_complaint_is_filed,
        a_complaint_is_followed,
        in_danger,
        asked_about_gently,
        danger_in_a_complaint,
    )
} | {"a_kiosk_hears_nothing_while_it_speaks": (spoken_over, {"channel": "kiosk"})}


@pytest.mark.parametrize("name", CONVERSATIONS)
async def test_the_conversation_is_as_it_was(name: str, tmp_path: Path) -> None:
    script, start = CONVERSATIONS[name]
    desk = complaint_desk(tmp_path) if "complaint" in name else nullcontext(FakeDesk())
    async with desk as found:
        caller = Device(found, **start)
        await script(caller)
        await caller.session.close()
    stream = "\n".join(caller.stream()) + "\n"
    pinned = GOLDEN / f"{name}.txt"
    if os.environ.get("VOICEBOT_GOLDEN") == "write":
        pinned.write_text(stream, encoding="utf-8")
    assert stream == pinned.read_text(encoding="utf-8")


def test_nothing_is_pinned_for_nothing() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(CONVERSATIONS)
