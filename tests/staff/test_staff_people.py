"""Inviting, changing, disabling; choosing a password; setting up the second factor."""

import asyncio
import re

import pyotp
import pytest
from sqlalchemy import text
from staff_world import PASSWORD, Browser, World, people_of

from voicebot.errors import StaffError, StoreError
from voicebot.staff.people import By, Wanted
from voicebot.staff.roles import Role

NEW = "파란 우산과 고구마 두 개"
BOSS = By("lee", "administrator")


async def administrator(world: World) -> Browser:
    await world.person("lee", "administrator", second=True)
    browser = world.browser()
    await browser.sign_in("lee")
    world.later(seconds=30)  # the next code is another one
    return browser


async def test_somebody_is_invited_chooses_a_password_and_works(both: World) -> None:
    boss = await administrator(both)
    await boss.get("/people")
    form = {"name": "Park", "shown": "박 주무관", "roles": ["complaints_officer"], "departments": ["road"]}
    made = await boss.post("/people", form)
    link = re.search(r'id="address">http://desk/staff(/link/[^<]+)<', made.text)
    assert link, made.text
    park = both.browser()
    assert "박 주무관 님, 어서 오세요" in (await park.get(link[1])).text
    done = await park.post(link[1], {"new": NEW, "again": NEW})
    assert (done.status_code, done.headers["location"]) == (303, "/staff/")
    assert (await park.get("/")).status_code == 200
    assert (await park.get(link[1])).status_code == 410
    actions = [(entry.action, entry.actor, entry.object) for entry in await both.log()]
    assert actions[:3] == [
        ("sign_in", "park", "park"),
        ("link.used", "park", "park"),
        ("people.invite", "lee", "park"),
    ]


async def test_a_link_is_good_for_three_days_once_and_only_the_newest(both: World) -> None:
    people = people_of(both)
    first = await people.invite(BOSS, "park", Wanted("박", ("faq_officer",)))
    second = await people.link(BOSS, await people.named("park"))
    assert (await both.browser().get(f"/link/{first}")).status_code == 410
    park = both.browser()
    assert (await park.get(f"/link/{second}")).status_code == 200
    both.later(hours=73)
    assert (await park.post(f"/link/{second}", {"new": NEW, "again": NEW})).status_code == 410


@pytest.mark.parametrize(
    ("new", "again", "told"),
    [
        ("짧아요", "짧아요", "열두 글자보다 짧아요"),
        ("password1234!!", "password1234!!", "쉽게 맞힐"),
        ("park-park-park-park", "park-park-park-park", "쉽게 맞힐"),
        (NEW, NEW + ".", "서로 달라요"),
    ],
)
async def test_a_poor_password_is_not_taken_and_the_link_stays_good(
    world: World, new: str, again: str, told: str
) -> None:
    token = await people_of(world).invite(BOSS, "park", Wanted("박", ("faq_officer",)))
    park = world.browser()
    await park.get(f"/link/{token}")
    refused = await park.post(f"/link/{token}", {"new": new, "again": again})
    assert refused.status_code == 422
    assert told in refused.text
    assert (await park.post(f"/link/{token}", {"new": NEW, "again": NEW})).status_code == 303


@pytest.mark.parametrize(
    ("name", "shown", "roles", "departments", "code"),
    [
        ("p", "박", ("faq_officer",), (), "bad_name"),
        ("<script>", "박", ("faq_officer",), (), "bad_name"),
        ("park", " \x07", ("faq_officer",), (), "no_shown"),
        ("park", "박", (), (), "no_role"),
        ("park", "박", ("auditor", "faq_officer"), (), "auditor_alone"),
        ("park", "박", ("complaints_officer",), (), "no_department"),
        ("park", "박", ("complaints_officer",), ("moon",), "unknown_department"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    world: World, name: str, shown: str, roles: tuple[Role, ...], departments: tuple[str, ...], code: str
) -> None:
    with pytest.raises(StaffError) as caught:
        await people_of(world).invite(BOSS, name, Wanted(shown, roles, departments))
    assert caught.value.code == code
    boss = await administrator(world)
    await boss.get("/people")
    form = {"name": name, "shown": shown, "roles": list(roles), "departments": list(departments)}
    assert (await boss.post("/people", form)).status_code == 422
    assert await world.log(begins="people") == []


async def test_a_name_is_given_once_and_the_refusal_leaves_no_trace(both: World) -> None:
    people = people_of(both)
    await people.invite(BOSS, "park", Wanted("박", ("faq_officer",)))
    with pytest.raises(StoreError) as caught:
        await people.invite(BOSS, " PARK", Wanted("박", ("faq_officer",)))
    assert caught.value.code == "name_taken"
    assert len(await both.log()) == 1


async def test_only_the_first_administrator_comes_without_an_invitation(both: World) -> None:
    people = people_of(both)
    await people.invite(By("shell:root", ""), "lee", Wanted("이", ("administrator",)), first=True)
    await both.person("kang", "administrator")
    with pytest.raises(StoreError) as caught:
        await people.invite(By("shell:root", ""), "choi", Wanted("최", ("administrator",)), first=True)
    assert caught.value.code == "not_first"


async def test_who_is_disabled_is_out_at_once_and_so_is_whoever_gets_other_roles(both: World) -> None:
    boss = await administrator(both)
    number = await both.person("kim", "faq_officer")
    kim = both.browser()
    await kim.sign_in("kim")
    await boss.get(f"/people/{number}")
    assert (await boss.post(f"/people/{number}", {"do": "disable"})).status_code == 303
    assert (await kim.get("/")).headers["location"].startswith("/staff/sign-in")
    await boss.get(f"/people/{number}")
    await boss.post(f"/people/{number}", {"do": "enable"})
    await kim.sign_in("kim")
    page = await boss.get(f"/people/{number}")
    version = re.search(r'name="version" value="(\d+)"', page.text)
    assert version
    form = {"version": version[1], "shown": "김", "roles": ["auditor"]}
    assert (await boss.post(f"/people/{number}", form)).status_code == 303
    assert (await kim.get("/")).status_code == 303
    assert (await boss.post(f"/people/{number}", {**form, "shown": "김김"})).status_code == 409


async def test_one_administrator_remains(both: World) -> None:
    boss = await administrator(both)
    for form in ({"do": "disable"}, {"version": "1", "shown": "이", "roles": ["faq_officer"]}):
        await boss.get("/people/1")
        refused = await boss.post("/people/1", form)
        assert refused.status_code == 409
        assert "관리자가 한 사람은 있어야 해요." in refused.text
    assert (await boss.get("/people")).status_code == 200


async def test_two_administrators_cannot_put_each_other_out(both: World) -> None:
    await both.person("lee", "administrator")
    await both.person("kang", "administrator")
    people = people_of(both)
    accounts = [await people.named(name) for name in ("lee", "kang")]
    done = await asyncio.gather(
        *(people.disable(By("x", "administrator"), account) for account in accounts), return_exceptions=True
    )
    assert [getattr(one, "code", None) for one in done].count("last_administrator") == 1
    assert [one.state for one in await people.all()].count("active") == 1


async def test_an_administrator_sets_up_an_app_and_gets_codes_that_work_once(both: World) -> None:
    await both.person("lee", "administrator")
    browser = both.browser()
    await browser.sign_in("lee")
    page = await browser.get("/enrol")
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page.text)
    assert secret
    assert "<svg" in page.text
    assert (await browser.post("/enrol", {"code": "000000"})).status_code == 422
    done = await browser.post("/enrol", {"code": pyotp.TOTP(secret[1]).at(both.time)})
    codes = re.findall(r'class="secret">([a-z0-9-]+)<', done.text)
    assert len(codes) == 10
    assert (await browser.get("/people")).status_code == 200
    used = []
    for code in (codes[0].upper().replace("-", " "), codes[0], codes[1]):
        other = both.browser()
        await other.get("/sign-in")
        await other.post("/sign-in", {"name": "lee", "password": PASSWORD})
        await other.get("/second")
        used.append((await other.post("/second", {"code": code})).status_code)
    assert used == [303, 403, 303]
    async with both.engine.connect() as connection:
        kept = str((await connection.execute(text("SELECT totp, recovery FROM staff_account"))).all())
    assert secret[1] not in kept
    assert codes[5] not in kept


async def test_changing_ones_password_takes_the_old_one_and_ends_other_sessions(both: World) -> None:
    await both.person("kim", "faq_officer")
    here, there = both.browser(), both.browser()
    await here.sign_in("kim")
    await there.sign_in("kim")
    await here.get("/account")
    form = {"now": "wrong", "new": NEW, "again": NEW}
    assert (await here.post("/account/password", form)).status_code == 422
    assert (await here.post("/account/password", {**form, "now": PASSWORD})).status_code == 303
    assert (await here.get("/account?saved")).status_code == 200
    assert (await there.get("/")).status_code == 303
    assert (await there.sign_in("kim")).status_code == 403
    assert (await there.sign_in("kim", NEW)).status_code == 303


async def test_who_is_in_needs_the_password_to_change_the_app_or_the_codes(world: World) -> None:
    await world.person("lee", "administrator", second=True)
    browser = world.browser()
    await browser.sign_in("lee")
    page = await browser.get("/enrol")
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page.text)
    assert secret
    code = pyotp.TOTP(secret[1]).at(world.time)
    assert (await browser.post("/enrol", {"code": code})).status_code == 422
    await browser.get("/account")
    assert (await browser.post("/account/codes", {"now": "x"})).status_code == 422
    assert (
        len(
            re.findall(
                r"[a-z0-9]{4}(-[a-z0-9]{4}){2}<",
                (await browser.post("/account/codes", {"now": PASSWORD})).text,
            )
        )
        == 10
    )
    await browser.get("/enrol")
    assert (await browser.post("/enrol", {"code": code, "now": PASSWORD})).status_code == 200


async def test_leaving_everywhere_else(world: World) -> None:
    await world.person("kim", "faq_officer")
    here, there = world.browser(), world.browser()
    await here.sign_in("kim")
    await there.sign_in("kim")
    await here.get("/account")
    assert (await here.post("/account/others")).status_code == 303
    assert (await here.get("/")).status_code == 200
    assert (await there.get("/")).status_code == 303


async def test_nobody_can_be_in_at_more_than_eight_browsers(world: World) -> None:
    await world.person("kim", "faq_officer")
    browsers = [world.browser() for _ in range(9)]
    for browser in browsers:
        await browser.sign_in("kim")
    assert [(await browser.get("/")).status_code for browser in browsers] == [303, *[200] * 8]
