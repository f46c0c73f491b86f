"""What other sites, other people and other cookies try."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from staff_world import PASSWORD, WEB, World, opened

from voicebot.settings import Settings, Staff
from voicebot.staff.passwords import wrong_with
from voicebot.staff.safe import local, ours


async def test_a_session_cannot_be_given_to_somebody_beforehand(world: World) -> None:
    await world.person("kim", "faq_officer")
    thief, victim = world.browser("198.51.100.1"), world.browser()
    await thief.get("/sign-in")
    planted = thief.client.cookies["staff"]
    victim.carry(planted)
    assert "set-cookie" not in (await victim.get("/sign-in")).headers, "the planted one is taken so far"
    await victim.sign_in("kim")
    assert victim.page.status_code == 200
    assert victim.client.cookies["staff"] != planted
    assert (await thief.get("/")).headers["location"].startswith("/staff/sign-in")


async def test_every_step_of_signing_in_gives_another_cookie(world: World) -> None:
    await world.person("lee", "administrator", second=True)
    browser, seen = world.browser(), []
    await browser.get("/sign-in")
    seen.append(browser.client.cookies["staff"])
    await browser.post("/sign-in", {"name": "lee", "password": PASSWORD})
    seen.append(browser.client.cookies["staff"])
    await browser.get("/second")
    await browser.post("/second", {"code": world.code()})
    seen.append(browser.client.cookies["staff"])
    await browser.get("/")
    await browser.post("/sign-out")
    seen.append(browser.client.cookies["staff"])
    assert len(set(seen)) == 4
    for old in seen:
        thief = world.browser()
        thief.carry(old)
        assert (await thief.get("/")).status_code == 303


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        ("", {}),
        ("f" * 64, {}),
        ("another's", {}),
        ("own", {"origin": "https://evil.example"}),
        ("own", {"origin": "null"}),
        ("own", {"sec-fetch-site": "cross-site"}),
        ("own", {"sec-fetch-site": "same-site"}),
        ("before signing in", {}),
    ],
)
async def test_a_form_that_is_not_ours_changes_nothing(
    world: World, token: str, headers: dict[str, str]
) -> None:
    await world.person("lee", "administrator", second=True)
    await world.person("kim", "faq_officer")
    browser, other = world.browser(), world.browser()
    await browser.get("/sign-in")
    before = browser.csrf
    await browser.sign_in("lee")
    await other.sign_in("kim")
    tokens = {"another's": other.csrf, "own": browser.csrf, "before signing in": before}
    form = {"csrf": tokens.get(token, token), "name": "evil", "shown": "x", "roles": "administrator"}
    refused = await browser.client.post("/staff/people", data=form, headers=headers)
    assert refused.status_code == 403
    assert "이 화면은 오래되었어요" in refused.text
    assert await world.log(begins="people") == []
    assert (await browser.get("/")).status_code == 200


async def test_the_token_may_come_in_the_header_that_htmx_sends(world: World) -> None:
    await world.person("lee", "administrator", second=True)
    browser = world.browser()
    await browser.sign_in("lee")
    headers = {"x-csrf-token": browser.csrf, "origin": "http://desk", "sec-fetch-site": "same-origin"}
    form = {"name": "park", "shown": "박", "roles": "faq_officer"}
    assert (await browser.client.post("/staff/people", data=form, headers=headers)).status_code == 200


async def test_htmx_is_sent_to_the_sign_in_page_as_a_whole(world: World) -> None:
    answer = await world.browser().get("/people", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/staff/sign-in?next=/staff/people")


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil", "javascript:alert(1)",
        "/staff//evil.example", "/staff/../../evil", "/staff/%2e%2e/evil", "/staffevil", "/staff\t/x",
        "http:/staff/", "/staff/x?u=https://evil.example", "", "/",
    ],
)  # fmt: skip
async def test_nobody_is_sent_elsewhere(world: World, wanted: str) -> None:
    await world.person("kim", "faq_officer")
    browser = world.browser()
    page = await browser.get("/sign-in", params={"next": wanted})
    assert 'name="next" value="/staff/"' in page.text
    done = await browser.post("/sign-in", {"name": "kim", "password": PASSWORD, "next": wanted})
    assert done.headers["location"] == "/staff/"
    assert (await browser.get("/language/en", params={"next": wanted})).headers["location"] == "/staff/"


@given(st.text() | st.from_regex(r"/staff[/\\.%2eE?#:@a-z]*", fullmatch=True))
@example("/staff/%2E./x")
def test_whatever_is_asked_for_stays_in_the_console(wanted: str) -> None:
    path = urlsplit(local(wanted)).path
    assert not urlsplit(local(wanted)).netloc
    assert path == "/staff" or path.startswith("/staff/")
    assert ".." not in path.casefold().replace("%2e", ".").split("/")


def test_where_a_form_comes_from_is_told_by_the_browser() -> None:
    assert ours({"host": "desk", "origin": "https://desk"})
    assert ours({"host": "desk"})
    assert not ours({"host": "desk", "origin": "https://desk.evil"})
    assert not ours({"host": "desk", "sec-fetch-site": "cross-site"})


async def test_one_cannot_see_or_change_another_by_number(world: World) -> None:
    victim = await world.person("victim", "complaints_officer")
    await world.person("kim", "faq_officer")
    kim = world.browser()
    await kim.sign_in("kim")
    for path in (f"/people/{victim}", "/people/999"):
        assert (await kim.get(path)).status_code == 403
        for form in ({"do": "disable"}, {"shown": "x"}):
            assert (await kim.post(path, form)).status_code == 403
        assert (await kim.post(f"{path}/link")).status_code == 403
    form = {"now": PASSWORD, "new": "파란 우산과 고구마 두 개", "again": "파란 우산과 고구마 두 개"}
    await kim.get("/account")
    await kim.post("/account/password", {**form, "name": "victim", "number": str(victim), "id": str(victim)})
    assert (await world.browser().sign_in("victim")).status_code == 303
    assert (await world.browser().sign_in("kim")).status_code == 403


@pytest.mark.parametrize("number", ["999", "0", "99999999999999999999", "-1", "x"])
async def test_a_number_of_nobody_is_not_found(world: World, number: str) -> None:
    await world.person("lee", "administrator", second=True)
    browser = world.browser()
    await browser.sign_in("lee")
    assert (await browser.get(f"/people/{number}")).status_code == 404


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


async def test_names_are_text_wherever_they_are_shown(world: World) -> None:
    await world.person("lee", "administrator", second=True, shown=EVIL[:64])
    await world.person("eve", "faq_officer", shown=EVIL[:64])
    await world.person("gam", "auditor", second=True, shown=EVIL[:64])
    boss, auditor = world.browser(), world.browser()
    await boss.sign_in("lee")
    await auditor.sign_in("gam")
    pages = [await boss.get(path) for path in ("/", "/people", "/people/2", "/account", "/enrol")]
    pages += [await boss.post("/people", {"name": EVIL, "shown": EVIL, "roles": "faq_officer"})]
    await boss.get("/people/2")
    pages += [await boss.post("/people/2/link")]
    token = pages[-1].text.partition("/staff/link/")[2].partition("<")[0]
    pages += [await world.browser().get(f"/link/{token}"), await world.browser().get("/sign-in?name=" + EVIL)]
    pages += [await auditor.get("/audit", params=dict.fromkeys(("actor", "object", "since"), EVIL))]
    for page in pages:
        assert page.status_code in (200, 422)
        assert "<script>alert" not in page.text
        assert "<img" not in page.text


async def test_no_page_has_a_script_or_style_of_its_own_and_all_carry_the_headers(world: World) -> None:
    await world.person("lee", "administrator", second=True)
    browser = world.browser()
    pages = [await browser.get("/sign-in"), await browser.get("/nothing"), await browser.post("/people")]
    await browser.sign_in("lee")
    pages += [await browser.get(path) for path in ("/", "/people", "/people/1", "/account", "/enrol")]
    pages += [await browser.post("/people", {}), await browser.client.post("/staff/people", data={})]
    for page in pages:
        policy = page.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["referrer-policy"] == "same-origin"
        assert "strict-transport-security" not in page.headers
        inline = re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", page.text)
        assert inline is None, inline


def test_no_template_has_any_either() -> None:
    for template in (WEB / "templates" / "staff").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|hx-on|js:", text) is None, (
            template
        )


async def test_behind_tls_cookies_and_the_site_are_for_https_only(tmp_path: Path) -> None:
    own = Settings(data_dir=tmp_path / "var", database_url=None, keys=[], staff=Staff(tls=True))
    async with opened(own) as world:
        await world.person("kim", "faq_officer")
        browser = world.browser()
        page = await browser.get("/sign-in")
        assert page.headers["strict-transport-security"] == "max-age=31536000"
        cookie = page.headers["set-cookie"].lower()
        assert cookie.startswith("__host-staff=")
        for part in ("secure", "httponly", "samesite=lax", "path=/"):
            assert part in cookie.split("; ")
        assert "domain=" not in cookie
        await browser.sign_in("kim")
        assert browser.page.status_code == 200


async def test_a_form_has_an_end(world: World) -> None:
    browser = world.browser()
    await browser.get("/sign-in")
    answer = await browser.post("/sign-in", {"name": "x" * 100_000})
    assert answer.status_code == 413


async def test_what_no_database_can_hold_is_no_error(world: World) -> None:
    await world.person("lee", "administrator", second=True)
    browser = world.browser()
    for name in ("\x00", "김\ud800".encode("utf-8", "replace").decode(), "x" * 5000, "%00", "İ"):
        assert (await browser.sign_in(name, "\x00")).status_code in (403, 429)
    world.later(hours=1)
    await browser.sign_in("lee")
    await browser.get("/people")
    assert (
        await browser.post("/people", {"name": "p\x00k", "shown": "\x00", "roles": "auditor"})
    ).status_code == 422
    assert (await browser.post("/people/1", {"version": "９" * 30, "shown": "x"})).status_code in (409, 422)


@pytest.mark.parametrize(
    ("password", "trouble"),
    [
        ("우리 동네 감나무 아래", ""),
        ("correct horse battery", ""),
        ("            ", "password_common"),
        ("가나다라마바사아자차카", "password_short"),
        ("x" * 257, "password_long"),
        ("aaaaaaaaaaaaaaaa", "password_common"),
        ("qwertyuiop1234", "password_common"),
        ("Password123!!!", "password_common"),
        ("admin2026admin", "password_common"),
        ("서구청민원2026!!!", "password_common"),
        ("kimkimkimkim99", "password_common"),
    ],
)
def test_what_a_password_must_be(password: str, trouble: str) -> None:
    assert wrong_with(password, "kim", "서구청") == trouble


@given(st.text(min_size=12, max_size=256))
def test_the_rules_answer_for_every_text(password: str) -> None:
    assert wrong_with(password, "kim") in ("", "password_short", "password_long", "password_common")
