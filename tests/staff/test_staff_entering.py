"""Signing in, the second factor, locking, leaving."""

import asyncio

import pytest
from staff_world import PASSWORD, World
from starlette.responses import Response

from voicebot.staff.throttle import PAIR, SECOND
from voicebot.staff.visit import Visit


async def test_who_is_not_in_is_sent_to_the_sign_in_page_and_back(both: World) -> None:
    await both.person("kim", "faq_officer")
    browser = both.browser()
    away = await browser.get("/?x=1")
    assert (away.status_code, away.headers["location"]) == (303, "/staff/sign-in?next=/staff/%3Fx%3D1")
    page = await browser.get("/sign-in?next=/staff/?x=1")
    assert page.status_code == 200
    done = await browser.post("/sign-in", {"name": "Kim ", "password": PASSWORD, "next": "/staff/?x=1"})
    assert (done.status_code, done.headers["location"]) == (303, "/staff/?x=1")
    home = await browser.get("/")
    assert home.status_code == 200
    assert "kim 씨 님, 안녕하세요" in home.text


@pytest.mark.parametrize(
    ("name", "password"), [("kim", "wrong"), ("nobody", PASSWORD), ("", ""), ("kim", "x" * 5000)]
)
async def test_whatever_was_wrong_the_answer_is_the_same(world: World, name: str, password: str) -> None:
    await world.person("kim", "faq_officer")
    done = await world.browser().sign_in(name, password)
    assert done.status_code == 403
    assert "이름이나 비밀번호가 맞지 않아요." in done.text
    (entry,) = await world.log(begins="sign_in")
    assert (entry.action, entry.object) == ("sign_in.failed", name if name == "kim" else "")


@pytest.mark.parametrize("state", ["invited", "disabled"])
async def test_only_an_open_account_lets_in(world: World, state: str) -> None:
    await world.person("kim", "faq_officer", state=state)
    assert (await world.browser().sign_in("kim")).status_code == 403


async def test_the_second_factor_is_asked_for_and_each_code_taken_once(both: World) -> None:
    await both.person("lee", "administrator", second=True)
    browser = both.browser()
    await browser.sign_in("lee")
    assert browser.page.status_code == 200
    again = both.browser("192.0.2.9")
    await again.get("/sign-in")
    await again.post("/sign-in", {"name": "lee", "password": PASSWORD})
    assert (await again.get("/")).headers["location"].startswith("/staff/second")
    await again.get("/second")
    assert (await again.post("/second", {"code": both.code()})).status_code == 403
    both.later(seconds=30)
    assert (await again.post("/second", {"code": both.code()})).status_code == 303
    assert (await again.get("/")).status_code == 200


async def test_codes_cannot_be_guessed(world: World) -> None:
    await world.person("lee", "administrator", second=True)
    browser = world.browser()
    await browser.get("/sign-in")
    await browser.post("/sign-in", {"name": "lee", "password": PASSWORD})
    await browser.get("/second")
    wrong = "000000" if world.code() != "000000" else "000001"
    tries = [(await browser.post("/second", {"code": wrong})).status_code for _ in range(SECOND)]
    assert tries == [403] * SECOND
    assert (await browser.post("/second", {"code": world.code()})).status_code == 429
    world.later(minutes=16)
    assert (await browser.post("/second", {"code": world.code()})).status_code == 303


async def test_an_administrator_without_a_second_factor_can_only_set_one_up(world: World) -> None:
    await world.person("lee", "administrator")
    browser = world.browser()
    await browser.sign_in("lee")
    assert browser.page.headers["location"].startswith("/staff/enrol")


async def test_who_is_wrong_too_often_has_to_wait_and_learns_nothing_meanwhile(both: World) -> None:
    await both.person("kim", "faq_officer")
    browser = both.browser()
    for _ in range(PAIR):
        assert (await browser.sign_in("kim", "wrong")).status_code == 403
    blocked = await browser.sign_in("kim")
    assert blocked.status_code == 429
    assert "15분" in blocked.text
    elsewhere = both.browser("198.51.100.7")
    assert (await elsewhere.sign_in("kim")).status_code == 303
    both.later(minutes=16)
    assert (await browser.sign_in("kim")).status_code == 303


async def test_one_address_cannot_try_many_names(world: World) -> None:
    await world.person("kim", "faq_officer")
    browser = world.browser()
    codes = [(await browser.sign_in(f"name{n}", "wrong")).status_code for n in range(30)]
    assert set(codes) == {403}
    assert (await browser.sign_in("kim")).status_code == 429


async def test_a_session_locks_itself_and_the_password_opens_it(world: World) -> None:
    await world.person("kim", "faq_officer")
    browser = world.browser()
    await browser.sign_in("kim")
    world.later(minutes=11)
    assert (await browser.get("/")).headers["location"] == "/staff/unlock?next=/staff/"
    await browser.get("/unlock?next=/staff/")
    before = browser.client.cookies["staff"]
    assert (await browser.post("/unlock", {"password": "wrong"})).status_code == 403
    assert (await browser.post("/unlock", {"password": PASSWORD})).status_code == 303
    assert browser.client.cookies["staff"] != before
    assert (await browser.get("/")).status_code == 200


async def test_locking_by_hand_and_guessing_ends_the_session(world: World) -> None:
    await world.person("kim", "faq_officer")
    browser = world.browser()
    await browser.sign_in("kim")
    assert (await browser.post("/lock")).headers["location"] == "/staff/unlock"
    await browser.get("/unlock")
    for _ in range(SECOND):
        assert (await browser.post("/unlock", {"password": "wrong"})).status_code == 403
    assert (await browser.post("/unlock", {"password": PASSWORD})).headers["location"] == "/staff/sign-in"
    assert (await browser.get("/")).headers["location"].startswith("/staff/sign-in")


async def test_a_session_ends_when_nobody_is_there_and_at_the_latest_after_twelve_hours(world: World) -> None:
    await world.person("kim", "faq_officer")
    idle, busy = world.browser(), world.browser()
    await idle.sign_in("kim")
    await busy.sign_in("kim")
    for _ in range(80):
        world.later(minutes=9)
        if (await busy.get("/")).status_code != 200:
            break
    assert world.time.hour == 13
    assert (await busy.get("/")).headers["location"].startswith("/staff/sign-in")
    assert (await idle.get("/")).headers["location"].startswith("/staff/sign-in")


async def test_leaving_ends_it_for_the_old_cookie_too(world: World) -> None:
    await world.person("kim", "faq_officer")
    browser = world.browser()
    await browser.sign_in("kim")
    old = browser.client.cookies["staff"]
    assert (await browser.post("/sign-out")).headers["location"] == "/staff/sign-in"
    thief = world.browser()
    thief.carry(old)
    assert (await thief.get("/")).status_code == 303
    assert [entry.action for entry in await world.log()] == ["sign_out", "sign_in"]


async def test_who_only_types_stays_in_and_what_asks_by_itself_is_no_sign_of_anybody(world: World) -> None:
    async def news(visit: Visit) -> Response:
        return Response(status_code=204)

    await world.person("kim", "faq_officer")
    typing, watching = world.browser(), world.browser()
    await typing.sign_in("kim")
    await watching.sign_in("kim")
    before = len(world.console.routes)
    world.console.get("/news", "self", quiet=True)(news)
    world.app.routes[-1].app._app.router.routes.extend(world.console.routes[before:])  # type: ignore[attr-defined]
    for _ in range(2):
        world.later(minutes=6)
        assert (await typing.get("/here")).status_code == 204
        answer = await watching.get("/news")
    assert answer.headers["location"].startswith("/staff/unlock")


async def test_of_two_who_show_one_code_at_the_same_time_one_is_let_in(both: World) -> None:
    await both.person("lee", "administrator", second=True)
    browsers = [both.browser() for _ in range(4)]
    for browser in browsers:
        await browser.get("/sign-in")
        await browser.post("/sign-in", {"name": "lee", "password": PASSWORD})
        await browser.get("/second")
    code = {"code": both.code()}
    answers = await asyncio.gather(*(browser.post("/second", code) for browser in browsers))
    assert sorted(answer.status_code for answer in answers) == [303, 403, 403, 403]


async def test_too_many_at_once_are_told_to_come_back(world: World) -> None:
    await world.person("kim", "faq_officer")
    world.console.hasher._left = 0
    answer = await world.browser().sign_in("kim")
    assert answer.status_code == 503
    assert "잠시 뒤에" in answer.text


async def test_while_the_desk_opens_it_says_so(world: World) -> None:
    world.behind.database = None
    page = await world.browser().get("/")
    assert (page.status_code, page.headers["retry-after"]) == (503, "2")
