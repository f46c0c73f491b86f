"""Who wants to be called."""

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from voicebot.errors import StoreError
from voicebot.store.callbacks import Callbacks
from voicebot.store.keys import Keyring, new_key
from voicebot.store.rotation import reseal


async def add(queue: Callbacks, phone: str = "01012345678", wanted: str = "내일 오전") -> int:
    return await queue.add(phone, wanted=wanted, summary="여권 수수료", language="ko", channel="kiosk")


async def test_who_waits_longest_comes_first(engine: AsyncEngine) -> None:
    queue = Callbacks(engine, Keyring([new_key()]))
    first, second = await add(queue), await add(queue, "0321234567")
    waiting = await queue.waiting()
    assert [(one.number, one.phone) for one in waiting] == [(first, "01012345678"), (second, "0321234567")]


async def test_a_number_is_sealed_and_gone_when_done(engine: AsyncEngine) -> None:
    queue = Callbacks(engine, Keyring([new_key()]))
    number = await add(queue, wanted="010-1234-5678로 아무 때나")
    async with engine.connect() as connection:
        [row] = (await connection.execute(text("SELECT contact, wanted FROM callback"))).all()
    assert "1234" not in " ".join(row)
    await queue.done(number, "kim")
    assert not await queue.waiting()
    [one] = await queue.waiting(done_too=True)
    assert (one.done, one.phone) == (True, "")


@pytest.mark.parametrize("number", [1, 99])
async def test_who_does_not_wait_cannot_be_done(engine: AsyncEngine, number: int) -> None:
    queue = Callbacks(engine, Keyring([new_key()]))
    await queue.done(await add(queue), "kim")
    with pytest.raises(StoreError, match="callbacks list"):
        await queue.done(number, "kim")


async def test_a_new_key_seals_numbers_again(engine: AsyncEngine) -> None:
    old, new = new_key(), new_key()
    await add(Callbacks(engine, Keyring([old])))
    assert await reseal(engine, Keyring([new, old])) == 1
    [one] = await Callbacks(engine, Keyring([new])).waiting()
    assert one.phone == "01012345678"
