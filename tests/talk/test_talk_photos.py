"""Photos shown in a conversation: where to press, taken while it is told, kept once it is filed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from counter_world import complaint_desk, events, replied, typed
from pictures import heic, photo, with_place, zipped
from talk_world import Device, FakeDesk

from voicebot.errors import ComplaintError
from voicebot.talk import server_events as told
from voicebot.talk.photos import wants_photo

WHOLE = "어제 밤부터 가좌시장 앞 가로등이 나갔어요"
TO_READBACK = (WHOLE, "몰라요", "아니요")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[FakeDesk]:
    async with complaint_desk(tmp_path / "var") as found:
        yield found


async def shows(caller: Device, content: bytes) -> str:
    """Show a photo, and hear out what is said of it."""
    before = len(caller.replies())
    said = await caller.session.photo(content)
    await replied(caller, before)
    await caller.settle()
    await caller.played()
    return said


async def attached(desk: FakeDesk) -> list[str]:
    office = desk.backroom.office
    (one,) = await office.register.page([])
    return [each.kind for each in await office.attaching.listed(one.receipt)]


async def test_a_photo_is_kept_with_what_is_filed_and_not_before(desk: FakeDesk, tmp_path: Path) -> None:
    caller, folder = Device(desk, channel="browser"), tmp_path / "var" / "attachments"
    await typed(caller, WHOLE)
    assert await shows(caller, with_place()) == "사진을 받았어요."
    assert not folder.exists()
    reply = await typed(caller, "몰라요", "아니요")
    assert "사진도 1장 함께 보내요." in reply.sentences
    await typed(caller, "네")
    assert await attached(desk) == ["photo"]
    (file,) = folder.iterdir()
    assert b"Secret" not in file.read_bytes()
    await caller.session.close()


async def test_what_comes_during_the_readback_asks_for_no_other(desk: FakeDesk) -> None:
    caller = Device(desk, channel="browser")
    await typed(caller, *TO_READBACK)
    await shows(caller, photo())
    await typed(caller, "네")
    assert await attached(desk) == ["photo"]
    await caller.session.close()


async def test_after_filing_it_goes_straight_to_the_complaint(desk: FakeDesk) -> None:
    caller = Device(desk, channel="browser")
    await typed(caller, *TO_READBACK, "네")
    assert await caller.session.photo(photo()) == "사진을 함께 보냈어요."
    assert await attached(desk) == ["photo"]
    await caller.session.close()


async def test_the_page_is_told_when_to_offer_it(desk: FakeDesk) -> None:
    caller = Device(desk, channel="browser")
    await typed(caller, WHOLE)
    for _ in range(3):
        await caller.session.photo(photo())
    seen = [(e.wanted, e.count) for e in events(caller, told.ComplaintPhotos)]
    assert seen == [(True, 0), (True, 1), (True, 2), (False, 3)]
    with pytest.raises(ComplaintError) as caught:
        await caller.session.photo(photo())
    assert caught.value.code == "photos_enough"
    await caller.session.close()


async def test_without_a_complaint_there_is_nothing_to_add_to(desk: FakeDesk) -> None:
    caller = Device(desk, channel="browser")
    with pytest.raises(ComplaintError) as caught:
        await caller.session.photo(photo())
    assert caught.value.code == "photo_unasked"
    await caller.session.close()


@pytest.mark.parametrize(("content", "code"), [(heic(), "photo_heic"), (zipped(), "photo_format")])
async def test_what_is_no_photo_changes_nothing(desk: FakeDesk, content: bytes, code: str) -> None:
    caller = Device(desk, channel="browser")
    await typed(caller, WHOLE)
    with pytest.raises(ComplaintError) as caught:
        await caller.session.photo(content)
    assert caught.value.code == code
    reply = await typed(caller, "몰라요", "아니요")
    assert "함께 보내요" not in " ".join(reply.sentences)
    await caller.session.close()


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("browser", "화면에 있는 사진 올리기 단추를 눌러 주세요."),
        ("kiosk", "여기서는 사진을 받을 수 없어요."),
        ("phone", "여기서는 사진을 받을 수 없어요."),
    ],
)
async def test_who_says_that_there_is_a_photo_hears_where_it_goes(
    desk: FakeDesk, channel: str, said: str
) -> None:
    caller = Device(desk, channel=channel)
    await typed(caller, "가로등이 나갔어요")
    reply = await typed(caller, "사진 있어요")
    assert reply.sentences[0] == said
    assert reply.sentences[-1] == "어디에서 그런가요?"
    await caller.session.close()


async def test_whoever_wants_all_forgotten_has_no_photo_kept(desk: FakeDesk) -> None:
    caller = Device(desk, channel="browser")
    await typed(caller, WHOLE)
    await shows(caller, photo())
    await typed(caller, "지금 한 말 지워 줘")
    assert len(caller.session._mind.counter._tray) == 0
    await caller.session.close()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("사진 있어요", True),
        ("사진도 보낼게요", True),
        ("사진 찍어 놨어요", True),
        ("I have a photo", True),
        ("가로등이 나갔어요", False),
        ("사진관 앞이요", False),
    ],
)
def test_words_about_a_photo(text: str, meant: bool) -> None:
    assert wants_photo(text) is meant
