"""The tracking page as it is without scripts: what it shows, what it keeps to itself, what it can do."""

import asyncio
import contextlib
import html
import io
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import soundfile
from doors_world import NOW, PERSON, World
from fastapi import FastAPI
from fastapi.templating import Jinja2Templates

from voicebot.app import WEB, create_app
from voicebot.audio import Audio
from voicebot.channels.mounted import mounted
from voicebot.channels.tracking.door import tracking_door
from voicebot.channels.tracking.live import Live
from voicebot.civic.complaints.states import State, table
from voicebot.settings import Settings
from voicebot.speak.speaker import Spoken
from voicebot.talk.watchers import Watchers


class Behind:
    """The desk behind the page."""

    ready, phone = True, "120"

    def __init__(self, world: World) -> None:
        self.world = world
        self.watchers = Watchers(world.office, poll_s=0.02)
        self.said: list[tuple[str, str]] = []

    @property
    def office(self) -> Any:
        return self.world.office if self.world.open else None

    @property
    def voices(self) -> Any:
        return self

    async def make_sound(self, text: str, language: str, _options: object, rate: int) -> Spoken:
        self.said.append((language, text))
        return Spoken(Audio.silence(0.1, rate), "cached", [])


@pytest.fixture
async def behind(world: World) -> AsyncIterator[Behind]:
    made = Behind(world)
    yield made
    await made.watchers.close()


@pytest.fixture
async def page(behind: Behind) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.routes.append(mounted("/track", tracking_door(behind, Jinja2Templates(WEB / "templates"), 64 * 1024)))
    wire = httpx.ASGITransport(app, client=("192.0.2.1", 1234))
    async with httpx.AsyncClient(transport=wire, base_url="http://desk") as client:
        yield client


async def filed(world: World, **more: Any) -> tuple[str, str]:
    """Receipt and path of the page."""
    told = (await world.file(**more)).json()
    return told["receipt"], told["track"]


def text(response: httpx.Response) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", response.text).split()))


async def test_it_shows_where_it_stands_by_when_and_who_has_it_and_nobody(
    world: World, page: httpx.AsyncClient
) -> None:
    receipt, path = await filed(world, contact=PERSON, consent=True, place="가좌시장 앞")
    shown = await page.get(path)
    said = text(shown)
    assert shown.status_code == 200
    assert " ".join(receipt[at : at + 2] for at in range(0, 9, 2)) in said
    assert "민원을 받았어요, 늦어도 12월 1일 화요일까지 답해 드릴게요." in said
    assert "늦어도 12월 1일 화요일까지 답해 드려요." in said
    assert "도로과에서 맡고 있어요." in said
    assert said.count("지금 여기예요") == 1
    for private in ("김순자", "1234-5678", "가좌시장", "집 앞"):
        assert private not in shown.text
    assert "aria-current" in shown.text


async def test_no_search_engine_cache_or_other_page_learns_its_address(
    world: World, page: httpx.AsyncClient
) -> None:
    _, path = await filed(world)
    for address in (path, "/track/none"):
        headers = (await page.get(address)).headers
        assert (headers["cache-control"], headers["referrer-policy"]) == ("no-store", "no-referrer")
        assert "noindex" in headers["x-robots-tag"]
    assert '<meta name="robots" content="noindex' in (await page.get(path)).text


@pytest.mark.parametrize("wrong", ["x", "gAAAAAB", "%C3%A9" * 40, "=" * 200, "a/b", "%0A", "123456786"])
async def test_a_wrong_token_says_the_same_whatever_it_is(page: httpx.AsyncClient, wrong: str) -> None:
    shown, other = await page.get(f"/track/{wrong}"), await page.get("/track/other")
    assert (shown.status_code, shown.text) == (404, other.text)
    assert "이 주소에는 보여 드릴 것이 없어요" in shown.text


async def test_the_token_of_another_desk_or_of_something_else_opens_nothing(
    world: World, page: httpx.AsyncClient
) -> None:
    receipt, path = await filed(world, contact=PERSON, consent=True)
    row = await world.office.register._store.by_receipt(receipt)
    assert row is not None
    for token in (row.contact, world.office.watch.issue("000000000"), path[7:-4] + "abcd"):
        assert (await page.get(f"/track/{token}")).status_code == 404


async def test_wrong_tokens_lock_nobody_out_of_the_page(world: World, page: httpx.AsyncClient) -> None:
    _, path = await filed(world)
    for _ in range(10):
        await page.get("/track/wrong")
    assert (await page.get(path)).status_code == 200


async def test_in_english_too(world: World, page: httpx.AsyncClient) -> None:
    _, path = await filed(world)
    shown = await page.get(f"{path}?lang=en")
    assert '<html lang="en">' in shown.text
    assert "We have your complaint" in shown.text or "Thank you for telling us" in shown.text
    assert not re.search("[가-힣]", text(shown).replace("한국어로 바꾸기", "").replace("한국어", ""))


async def test_what_the_office_asks_is_shown_and_answered_without_scripts(
    world: World, page: httpx.AsyncClient
) -> None:
    receipt, path = await filed(world, contact=PERSON, consent=True)
    await world.staff(receipt, "accept")
    await world.staff(receipt, "ask", question="몇 번 <가로등>인가요?")
    shown = await page.get(path)
    assert "몇 번 <가로등>인가요?" in text(shown)
    assert "<가로등>" not in shown.text
    assert "답해 주시기를 기다리고 있어요" in shown.text
    empty = await page.post(f"{path}/information", data={"text": "  "})
    assert (empty.status_code, "답이 비어 있어요" in empty.text) == (422, True)
    sent = await page.post(f"{path}/information", data={"text": "32번이요. 제 번호는 010-9876-5432"})
    assert sent.status_code == 303
    assert str(sent.next_request and sent.next_request.url).endswith(path)
    kept = await world.office.register.get(receipt)
    assert (kept.state, len(kept.replies)) == ("in_progress", 1)
    assert "9876" not in kept.replies[0]


async def test_an_answer_is_shown_rated_once_and_may_be_asked_for_again(
    world: World, page: httpx.AsyncClient
) -> None:
    receipt, path = await filed(world, contact=PERSON, consent=True)
    assert (await page.post(f"{path}/rating", data={"stars": "5"})).status_code == 409
    await world.answered(receipt)
    assert "전구를 갈았어요" in text(await page.get(path))
    for wrong in ({}, {"stars": "6"}, {"stars": "5; drop"}):
        assert (await page.post(f"{path}/rating", data=wrong)).status_code == 422
    assert (await page.post(f"{path}/rating?lang=ko", data={"stars": "4"})).status_code == 303
    rated = await page.get(path)
    assert "이렇게 알려 주셨어요: 좋아요" in rated.text
    assert 'name="stars"' not in rated.text
    again = await page.post(f"{path}/rating", data={"stars": "5"})
    assert (again.status_code, "그사이에 바뀌었을" in again.text) == (409, True)
    assert (await page.post(f"{path}/reopen")).status_code == 303
    assert (await world.office.register.get(receipt)).state == "reopened"


async def test_it_shows_when_it_came_to_each_station(world: World, page: httpx.AsyncClient) -> None:
    receipt, path = await filed(world, contact=PERSON, consent=True)
    world.office.time = NOW.replace(hour=14)
    await world.staff(receipt, "accept")
    world.office.time = NOW.replace(day=24, hour=9, minute=30)
    await world.staff(receipt, "answer", outcome="granted", answer="갈았어요")
    stations = re.findall(r'class="station (\w+)".*?</li>', (await page.get(path)).text, re.DOTALL)
    parts = (await page.get(path)).text.split('class="station ')[1:5]
    assert stations == ["done", "done", "done", "now"]
    came = [re.findall(r'station-at">(.*?)<', part) for part in parts]
    assert came == [
        ["11월 23일 월요일 오전 10시"],
        ["11월 23일 월요일 오후 2시"],
        [],  # answered without being worked on
        ["11월 24일 화요일 오전 9시 30분"],
    ]


async def test_it_can_be_taken_back_without_scripts(world: World, page: httpx.AsyncClient) -> None:
    receipt, path = await filed(world)
    assert f'action="{path}/withdraw?lang=ko"' in (await page.get(path)).text
    assert (await page.post(f"{path}/withdraw?lang=ko")).status_code == 303
    assert (await world.office.register.get(receipt)).state == "withdrawn"
    gone = await page.get(path)
    assert "말씀하신 대로 신청을 거두었어요." in gone.text
    assert "/withdraw" not in gone.text
    assert (await page.post(f"{path}/withdraw")).status_code == 409


async def test_a_form_too_long_or_none_is_refused(world: World, page: httpx.AsyncClient) -> None:
    _, path = await filed(world)
    assert (await page.post(f"{path}/rating", content=b"\xff\xfe")).status_code == 422
    assert (await page.post(f"{path}/information", content=b"text=" + b"a" * 70_000)).status_code == 413


async def test_every_state_has_its_place_on_the_way(world: World, page: httpx.AsyncClient) -> None:
    receipt, path = await filed(world, contact=PERSON, consent=True)
    seen: set[State] = set()
    for action, params in (
        ("accept", {}),
        ("assign", {"assignee": "이주무관"}),
        ("start", {}),
        ("extend", {"length": 2, "why": "부품이 늦게 와요"}),
        ("transfer", {"to": "한국전력", "why": "전봇대 일이에요", "phone": "123"}),
        ("answer", {"outcome": "done", "answer": "이미 고쳤어요"}),
    ):
        await world.staff(receipt, action, **params)  # type: ignore[arg-type]
        shown = text(await page.get(path))
        state = (await world.office.register.get(receipt)).state
        assert table().states[state].ko in shown
        assert shown.count("지금 여기예요") == 1
        assert "이주무관" not in shown
        if action == "transfer":
            assert "한국전력에서 맡고 있어요. 전화 123" in shown
        seen.add(state)
    assert len(seen) == 6


async def test_a_late_answer_is_owned_up_to(world: World, page: httpx.AsyncClient) -> None:
    _, path = await filed(world, contact=PERSON, consent=True)
    world.office.time = NOW.replace(year=2027)
    assert "답해 드릴 날(12월 1일 화요일)이 지났어요" in text(await page.get(path))


async def test_it_is_read_aloud_in_the_desks_voice(
    world: World, page: httpx.AsyncClient, behind: Behind
) -> None:
    _, path = await filed(world, contact=PERSON, consent=True)
    sound = await page.get(f"{path}/sound?lang=ko")
    assert sound.headers["content-type"] == "audio/mpeg"
    assert soundfile.info(io.BytesIO(sound.content)).samplerate == 24000
    part = await page.get(f"{path}/sound?lang=ko", headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, sound.content[:10])
    behind.said[3:] = []
    assert [line for _, line in behind.said] == [
        "민원을 받았어요, 늦어도 12월 1일 화요일까지 답해 드릴게요.",
        "늦어도 12월 1일 화요일까지 답해 드려요.",
        "맡은 곳은 도로과, 전화는 120번이에요.",
    ]
    behind.ready = False
    assert (await page.get(f"{path}/sound")).status_code == 503


async def test_before_the_desk_is_open(world: World, page: httpx.AsyncClient) -> None:
    _, path = await filed(world)
    world.open = False
    shown = await page.get(path)
    assert (shown.status_code, "창구를 여는 중이에요" in shown.text) == (503, True)


async def test_news_come_to_every_open_page_and_what_was_missed_comes_at_once(
    world: World, behind: Behind
) -> None:
    receipt, _ = await filed(world)
    live, office = Live(most=2), world.office
    first = (await office.latest([receipt]))[receipt]
    pages = [live.news(receipt, first.id, office, behind.watchers, language) for language in ("ko", "en")]
    assert [await anext(one) for one in pages] == [": open\n\n"] * 2
    assert live.full
    await world.staff(receipt, "accept")
    korean, english = [await asyncio.wait_for(anext(one), 10) for one in pages]
    assert korean.startswith("id: ")
    assert '"도로과에서 확인하고 맡기로 했어요."' in korean
    assert "The road department has looked at it" in english
    for one in pages:
        await one.aclose()  # type: ignore[attr-defined]
    assert (live.open, behind.watchers.watching) == (0, 0)
    late = live.news(receipt, first.id, office, behind.watchers, "ko")
    assert "도로과에서 확인하고" in await anext(late)
    with contextlib.suppress(StopAsyncIteration):
        await late.aclose()  # type: ignore[attr-defined]


async def test_the_whole_service_keeps_the_pages_stricter_policy(own_settings: Settings) -> None:
    wire = httpx.ASGITransport(create_app(own_settings))
    async with httpx.AsyncClient(transport=wire, base_url="http://desk") as client:
        opening, talk = await client.get("/track/x"), await client.get("/?channel=kiosk")
    assert (opening.status_code, opening.headers["referrer-policy"]) == (503, "no-referrer")
    assert opening.headers["cache-control"] == "no-store"
    assert opening.headers["content-security-policy"].startswith("default-src 'self'")
    assert talk.headers["referrer-policy"] == "same-origin"
    assert 'data-channel="kiosk"' in talk.text
    assert 'id="mine"' not in talk.text
