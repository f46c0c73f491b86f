"""Officers bring recordings in by the page, put them right, make drafts of them; and somebody means ill."""

import asyncio
import datetime as dt
import html
import os
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from scripts_world import ToldEar, voice, xlsx, zip_of
from staff_world import NOW, Browser, World

from voicebot.civic.faq import load_faq
from voicebot.civic.publishing.house import open_house
from voicebot.civic.scripts.batch import UPLOADS
from voicebot.civic.scripts.opened import open_intake
from voicebot.settings import Scripts
from voicebot.staff.nightly import Nightly, due
from voicebot.talk.ahead import Progress, Voiced

HEAD = ["질문", "다른 표현", "답변", "아이디", "파일"]
SAID = "수수료는 52,000원이에요."
FEE = ["여권 수수료 얼마예요?", "여권 값", SAID, "passport-price", "a.wav"]
WHERE = ["어디로 가요?", "", "구청으로 오세요.", "", ""]
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


class Told:
    """Tells how far the voice is."""

    async def progress(self) -> Progress:
        return Progress(3, 8, resting=True)

    def voiced(self, *_: object) -> Voiced:
        return Voiced(recorded=False, ready=1, wanted=2)


class Desk:
    """Stands for a desk with a recogniser."""

    def __init__(self, *texts: str, house: Any = None) -> None:
        self.ear, self.house, self.ahead = ToldEar(*texts, weights=[-1.0, -9.0]), house, Told()

    async def collisions(self, *_: object) -> list[Any]:
        return []


def house_of(world: World) -> Any:
    own, zone = world.console.own, world.behind.district.zone
    return open_house(
        world.engine, own, load_faq(own.district_dir), lambda: world.console.now().astimezone(zone)
    )


async def officer(world: World, name: str = "kim") -> Browser:
    await world.person(name, "faq_officer")
    browser = world.browser()
    await browser.sign_in(name)
    return browser


async def send(browser: Browser, content: bytes, name: str, kind: str = "recording") -> Any:
    """A file, as the page's script sends it."""
    await browser.get("/scripts")
    return await browser.client.post(
        "/staff/scripts/files",
        params={"name": name, "kind": kind},
        content=content,
        headers={"X-CSRF-Token": browser.csrf},
    )


async def bring(browser: Browser, folder: Path, rows: list[list[str]], name: str = "질문.xlsx") -> str:
    """A spreadsheet and its recordings; the address of the batch."""
    sheet = (await send(browser, xlsx(folder / "a.xlsx", rows, HEAD).read_bytes(), name, "sheet")).json()
    archive = (await send(browser, zip_of({"a.wav": voice(2.0)}), "a.zip", "archive")).json()
    form = {"sheet_file": sheet["file"], "sheet_name": name, "archive_file": archive["file"]}
    made = await browser.post("/scripts", form)
    assert made.status_code == 303, made.text
    return str(made.headers["location"].removeprefix("/staff"))


async def checked(world: World, browser: Browser, path: str) -> str:
    """The page of a batch or a row, once the desk has heard all of it."""
    async with asyncio.timeout(30):
        while True:
            page = (await browser.get(path)).text
            if 'id="progress" hx-get' not in page:
                return page
            await asyncio.sleep(0.05)


async def test_a_mistaken_digit_is_caught_corrected_and_made_a_draft(both: World, tmp_path: Path) -> None:
    kim = await officer(both)
    wrong = [*FEE[:2], "수수료는 53,000원이에요.", *FEE[3:]]
    path = await bring(kim, tmp_path, [wrong, WHERE])
    assert "다 열리면 녹음을 들어요" in (await kim.get(path)).text
    both.behind.workshop = Desk("수수료는 오만 이천원이에요", house=house_of(both))
    page = await checked(both, kim, path)
    assert "숫자가 글과 달라요" in page
    assert "모두 초안으로 만들기" not in page
    refused = await kim.post(f"{path}/step", {"do": "save"})
    assert (refused.status_code, "아무것도 만들지 않았어요" in refused.text) == (422, True)
    row = (await kim.get(f"{path}/2")).text
    assert re.search(r'<del class="number-differs">.*?53,000원이에요', row)
    for which in ("heard", "original"):
        sound = await kim.get(f"{path}/2/{which}")
        assert (sound.status_code, sound.headers["content-type"][:6]) == (200, "audio/")
    await kim.get(f"{path}/2")
    assert (
        await kim.post(f"{path}/2", {"do": "write", "question": FEE[0], "answer": SAID})
    ).status_code == 303
    assert "이상 없음" in await checked(both, kim, f"{path}/2")
    assert "모두 초안으로 만들기" in await checked(both, kim, path)
    done = await kim.post(f"{path}/step", {"do": "save"})
    assert done.headers["location"] == "/staff/faq?state=draft"
    entry = (await kim.get("/faq/ko/passport-price")).text
    assert html.escape(SAID) in entry
    assert [one.action for one in await both.log(begins="scripts.save")] == ["scripts.save"]


async def test_what_was_listened_to_is_confirmed_by_name(world: World, tmp_path: Path) -> None:
    world.behind.workshop = Desk("수수료는 오만 삼천원이에요")
    kim = await officer(world)
    path = await bring(kim, tmp_path, [FEE])
    await checked(world, kim, path)
    row = (await kim.get(f"{path}/2")).text
    keys = [html.unescape(key) for key in re.findall(r'name="keys" value="([^"]*)"', row)]
    assert keys
    forged = await kim.post(f"{path}/2", {"do": "confirm", "keys": ["!audio_unreadable"]})
    assert forged.status_code == 422
    assert (await kim.post(f"{path}/2", {"do": "confirm", "keys": keys})).status_code == 303
    assert "kim: 확인했어요" in (await kim.get(f"{path}/2")).text


async def test_one_recording_comes_alone_is_drafted_stopped_and_given_up(world: World) -> None:
    world.behind.workshop = Desk("구청으로 오세요")
    kim = await officer(world)
    token = (await send(kim, voice(2.0), "말.webm")).json()["file"]
    form = {"question": "어디로 가요?", "recording_file": token, "recording_name": "말.webm"}
    path = (await kim.post("/scripts/one", form)).headers["location"].removeprefix("/staff")
    assert "구청으로 오세요" in await checked(world, kim, f"{path}/1")
    token = (await send(kim, b"MZ", "b.wav")).json()["file"]
    again = {"do": "record", "recording_file": token, "recording_name": "b.wav"}
    assert (await kim.post(f"{path}/1", again)).status_code == 303
    assert "읽을 수 없는 파일" in await checked(world, kim, f"{path}/1")
    await checked(world, kim, path)  # the row is done a moment before its batch is
    assert (await kim.post(f"{path}/step", {"do": "cancel"})).status_code == 422
    assert (await kim.post(f"{path}/step", {"do": "discard"})).status_code == 303
    assert "버렸어요" in (await kim.get(path)).text


async def test_a_batch_is_stopped_and_goes_on(world: World, tmp_path: Path) -> None:
    kim = await officer(world)
    path = await bring(kim, tmp_path, [FEE])
    assert (await kim.post(f"{path}/step", {"do": "cancel"})).status_code == 303
    world.behind.workshop = Desk("수수료는 오만 이천원이에요")
    assert "멈췄어요" in (await kim.get(path)).text
    assert (await kim.post(f"{path}/step", {"do": "resume"})).status_code == 303
    assert "다 봤어요" in await checked(world, kim, path)
    progress = await kim.get(f"{path}/progress")
    assert progress.headers["hx-refresh"] == "true"


async def test_an_entrys_own_words_stand_in_the_form(world: World) -> None:
    kim = await officer(world)
    page = (await kim.get("/scripts?entry=bulky-waste&language=ko")).text
    assert 'name="entry" value="bulky-waste"' in page
    assert "</textarea>" in page
    assert 'name="entry"' not in (await kim.get("/scripts?entry=nothing-at-all")).text


@pytest.mark.parametrize(
    "token",
    [
        "../voicebot.db",
        "..%2fvoicebot.db",
        "/etc/passwd",
        "",
        "a" * 32,
        f"{'a' * 32}/../x",
        f"{'a' * 32}.html",
    ],
)
async def test_no_token_leads_out_of_the_folder(world: World, token: str) -> None:
    kim = await officer(world)
    await kim.get("/scripts")
    sheet = await kim.post("/scripts", {"sheet_file": token, "sheet_name": "a.csv"})
    assert (sheet.status_code, "파일이 없어요" in sheet.text) == (422, True)
    assert (await kim.post("/scripts/one", {"question": "?", "recording_file": token})).status_code == 422


async def test_an_upload_has_a_name_of_the_desks_own_and_a_limit(world: World) -> None:
    world.console.own.scripts = Scripts(recording_bytes=2_000)
    kim = await officer(world)
    folder = world.console.own.scripts_dir / UPLOADS
    names = ["../../evil.html", "a.csv/../../b", "C:\\x.svg", "a.html"]
    for name in names:
        assert (await send(kim, b"x", name)).status_code == 201
    for path in folder.iterdir():
        assert re.fullmatch(r"[0-9a-f]{32}", path.name)
    before = len(list(folder.iterdir()))
    large = await send(kim, bytes(3_000), "a.wav")
    assert (large.status_code, "너무 커요" in large.json()["error"]) == (413, True)
    assert len(list(folder.iterdir())) == before == len(names)
    foreign = await kim.client.post("/staff/scripts/files?name=a.wav", content=b"x")
    assert foreign.status_code == 403
    elsewhere = {"X-CSRF-Token": kim.csrf, "Origin": "https://evil.example"}
    assert (await kim.client.post("/staff/scripts/files", content=b"x", headers=elsewhere)).status_code == 403


async def test_nothing_that_was_brought_becomes_part_of_a_page(world: World, tmp_path: Path) -> None:
    world.behind.workshop = Desk(f"{EVIL} 오만 삼천원")
    kim = await officer(world)
    name = f"{EVIL}.xlsx"
    path = await bring(
        kim, tmp_path, [[EVIL, EVIL, f"{EVIL} 52,000원", "", "a.wav"], [EVIL, "", EVIL, "", EVIL]], name
    )
    await checked(world, kim, path)
    for where in ("/scripts", path, f"{path}?show=all", f"{path}/2", f"{path}/3"):
        page = (await kim.get(where)).text
        assert "alert(1)" in page, where
        assert "<script>alert" not in page, where
        assert "<img" not in page, where
    report = await kim.get(f"{path}/report.xlsx")
    assert report.headers["content-disposition"].startswith("attachment")
    token = (await send(kim, b"<script>alert(1)</script>", "x.html")).json()["file"]
    form = {"question": EVIL, "recording_file": token, "recording_name": "x.html"}
    one = (await kim.post("/scripts/one", form)).headers["location"].removeprefix("/staff")
    sound = await kim.get(f"{one}/1/original")
    assert sound.headers["content-type"] == "audio/wav"
    assert sound.headers["x-content-type-options"] == "nosniff"


async def test_a_file_that_is_none_is_refused_by_the_name_that_the_officer_gave_it(world: World) -> None:
    kim = await officer(world)
    token = (await send(kim, b"\xd0\xcf\x11\xe0", "표.hwp", "sheet")).json()["file"]
    page = await kim.post("/scripts", {"sheet_file": token, "sheet_name": "표.hwp"})
    assert page.status_code == 422
    assert "표.hwp 파일은 읽을 수 없는 형식이에요" in page.text
    assert token not in page.text


async def gone(left: Callable[[], Awaitable[Sequence[int]]]) -> None:
    """Wait until there is nothing left."""
    while True:
        if not await left():
            return
        await asyncio.sleep(0.02)


async def test_a_batch_that_a_restart_interrupted_goes_on_by_itself(world: World, tmp_path: Path) -> None:
    kim = await officer(world)
    path = await bring(kim, tmp_path, [FEE])
    intake = open_intake(world.engine, ToldEar(""), asyncio.to_thread, tmp_path, Scripts())
    world.console.open()
    await asyncio.sleep(0)
    [number] = await intake.batches.unfinished()
    assert path.endswith(f"/{number}"), "it waits while the models load"
    await world.console.close()
    world.behind.workshop = Desk("수수료는 오만 이천원이에요")
    world.console.open()
    async with asyncio.timeout(30):
        await gone(intake.batches.unfinished)
    assert "이상 없음" in (await kim.get(f"{path}/2")).text


async def test_how_far_the_voice_of_answers_without_recording_is(world: World) -> None:
    kim = await officer(world)
    assert "녹음이 없는 답의 목소리" not in (await kim.get("/scripts")).text
    world.behind.workshop = Desk("", house=house_of(world))
    page = (await kim.get("/scripts")).text
    assert "8문장 가운데 3문장이 준비됐어요" in page
    assert "지금은 누가 말하고 있어서 쉬고 있어요" in page
    assert "2문장 가운데 1문장이 준비됐어요" in (await kim.get("/faq/ko/bulky-waste")).text


def test_it_is_night_once_a_night() -> None:
    night = NOW.replace(hour=3, minute=59)
    assert due(night, None)
    assert not due(night, night.date())
    assert due(night, night.date() - dt.timedelta(days=1))
    assert not due(night.replace(hour=4), None)


async def test_at_night_what_nothing_refers_to_is_cleared(world: World) -> None:
    nightly, own = Nightly(world.console), world.console.own
    own.recordings_dir.mkdir(parents=True)
    left = own.recordings_dir / f"{'0' * 40}-{'1' * 16}.flac"
    left.write_bytes(b"sound")
    os.utime(left, (0, 0))
    assert await nightly.look() == {}, "by day"
    world.time = world.time.replace(hour=18, minute=30)
    assert await nightly.look() == {}, "before the desk is open"
    world.behind.workshop = Desk("", house=house_of(world))
    assert (await nightly.look())["voices"] == 1
    assert not left.exists()
    assert await nightly.look() == {}, "once a night"
