"""Signing in through the office's own provider: a real one, in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from oidc_provider import CLIENT, SECRET
from pydantic import HttpUrl, SecretStr, ValidationError
from staff_world import Browser, World, opened

from voicebot.settings import Oidc, Settings, Staff
from voicebot.store.staff_accounts import digest


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    script = Path(__file__).parent / "oidc_provider.py"
    process = subprocess.Popen([sys.executable, str(script), str(port)])
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                httpx.get(f"{url}/keys", verify=False).raise_for_status()
                break
            except httpx.TransportError:
                assert process.poll() is None
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def behave(issuer: str, **how: Any) -> None:
    httpx.post(f"{issuer}/behave", json=how, verify=False).raise_for_status()


@pytest.fixture
async def office(issuer: str, tmp_path: Path) -> AsyncIterator[World]:
    """A console whose people sign in at the provider."""
    behave(issuer)
    oidc = Oidc(issuer=HttpUrl(issuer), client_id=CLIENT, client_secret=SecretStr(SECRET))
    own = Settings(data_dir=tmp_path / "var", database_url=None, keys=[], staff=Staff(oidc=oidc))
    async with opened(own) as world:
        yield world


async def away(browser: Browser, query: str = "") -> str:
    """To the provider; gives where it sends the browser back to."""
    sent = await browser.get(f"/oidc/start{query}")
    assert sent.status_code == 303
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.get(sent.headers["location"])
    assert answer.status_code == 303, answer.text
    back = answer.headers["location"]
    assert back.startswith("http://desk/staff/oidc/back?")
    return back.removeprefix("http://desk/staff")


async def linked(world: World, issuer: str, *roles: str, person: str = "sub-0001", **more: Any) -> None:
    await world.person("kim", *roles, password=None, subject=digest(f"{issuer}\n{person}"), **more)


async def test_whoever_is_linked_comes_in_and_goes_on_where_they_wanted(office: World, issuer: str) -> None:
    await linked(office, issuer, "faq_officer")
    browser = office.browser()
    assert "기관 계정으로 들어가기" in (await browser.get("/sign-in")).text
    done = await browser.get(await away(browser, "?next=/staff/account"))
    assert (done.status_code, done.headers["location"]) == (303, "/staff/account")
    page = await browser.get("/account")
    assert page.status_code == 200
    assert "지금 비밀번호" not in page.text
    assert (await office.log())[0].details == {"how": "oidc", "stage": "open"}


@pytest.mark.parametrize(
    "how",
    [
        "nonce", "audience", "two audiences", "another party", "issuer", "old", "nobody", "another key",
        "unsigned", "public key as secret", "elliptic, not shown", "refused", "no token", "another provider",
    ],
)  # fmt: skip
async def test_what_does_not_fit_lets_nobody_in(office: World, issuer: str, how: str) -> None:
    await linked(office, issuer, "faq_officer")
    browser = office.browser()
    if how == "another provider":
        behave(issuer, how=how)
        assert (await browser.get("/oidc/start")).headers["location"] == "/staff/sign-in?trouble=oidc"
        return
    if how == "elliptic, not shown":
        office.console.own.staff.oidc.algorithms[:] = ["RS256"]  # type: ignore[union-attr]
    behave(issuer, how=how.partition(",")[0])
    done = await browser.get(await away(browser))
    assert (done.status_code, done.headers["location"]) == (303, "/staff/sign-in?trouble=oidc")
    assert (await browser.get("/account")).headers["location"].startswith("/staff/sign-in")
    assert "기관 계정으로 들어갈 수 없었어요" in (await browser.get("/sign-in?trouble=oidc")).text


@pytest.mark.parametrize("how", [{"turn": True}, {"how": "elliptic"}, {"mfa": True}])
async def test_keys_that_turn_and_other_good_signatures_are_taken(
    office: World, issuer: str, how: dict[str, Any]
) -> None:
    await linked(office, issuer, "faq_officer")
    first = office.browser()
    assert (await first.get(await away(first))).headers["location"] == "/staff/"
    behave(issuer, **how)
    second = office.browser()
    assert (await second.get(await away(second))).headers["location"] == "/staff/"


async def test_an_answer_is_good_once_and_only_in_the_browser_that_asked(office: World, issuer: str) -> None:
    await linked(office, issuer, "faq_officer")
    victim, thief = office.browser(), office.browser()
    stolen = await away(thief)
    refused = await victim.get(stolen)
    assert refused.headers["location"] == "/staff/sign-in?trouble=oidc"
    mixed = await away(victim)
    state = httpx.URL(stolen).params["state"]
    assert (await victim.get(f"/oidc/back?{httpx.URL(mixed).params.set('state', state)}")).headers[
        "location"
    ] == "/staff/sign-in?trouble=oidc"
    good = await away(victim)
    assert (await victim.get(good)).headers["location"] == "/staff/"
    again = await victim.get(good)
    assert again.headers["location"] == "/staff/sign-in?trouble=oidc"


async def test_an_invitation_links_and_nothing_else_does(office: World, issuer: str) -> None:
    await office.person("lee", "administrator", second=True)
    boss = office.browser()
    await boss.sign_in("lee")
    await boss.get("/people")
    made = await boss.post("/people", {"name": "park", "shown": "박", "roles": ["faq_officer"]})
    token = made.text.partition("/staff/link/")[2].partition("<")[0]
    stranger, park = office.browser(), office.browser()
    assert (await stranger.get(await away(stranger))).headers["location"].endswith("trouble=oidc")
    assert "기관 계정으로 쓰기" in (await park.get(f"/link/{token}")).text
    assert (await park.get(await away(park, f"?link={token}"))).headers["location"] == "/staff/"
    assert (await park.get("/")).status_code == 200
    assert (await park.get(f"/link/{token}")).status_code == 410
    assert (await stranger.get(await away(stranger))).headers["location"] == "/staff/"


async def test_an_administrator_needs_a_second_thing_unless_the_provider_asked_for_it(
    office: World, issuer: str
) -> None:
    await linked(office, issuer, "administrator")
    browser = office.browser()
    await browser.get(await away(browser))
    assert (await browser.get("/people")).headers["location"].startswith("/staff/enrol")
    behave(issuer, mfa=True)
    await browser.get(await away(browser))
    assert (await browser.get("/people")).status_code == 200


@pytest.mark.parametrize("state", ["disabled", "invited"])
async def test_who_may_not_come_in_may_not_this_way_either(office: World, issuer: str, state: str) -> None:
    await linked(office, issuer, "faq_officer", state=state)
    browser = office.browser()
    assert (await browser.get(await away(browser))).headers["location"].endswith("trouble=oidc")


async def test_an_unreachable_provider_keeps_nobody_from_the_password(tmp_path: Path) -> None:
    nowhere = Oidc(issuer=HttpUrl("http://127.0.0.1:9"), client_id="x", client_secret=SecretStr("y"))
    own = Settings(data_dir=tmp_path, database_url=None, keys=[], staff=Staff(oidc=nowhere))
    async with opened(own) as office:
        await office.person("kim", "faq_officer")
        browser = office.browser()
        assert (await browser.get("/oidc/start")).headers["location"] == "/staff/sign-in?trouble=oidc"
        assert (await browser.sign_in("kim")).status_code == 303


def test_a_provider_elsewhere_must_be_https() -> None:
    with pytest.raises(ValidationError, match="https"):
        Oidc(issuer=HttpUrl("http://login.example"), client_id="x", client_secret=SecretStr("y"))


async def test_without_a_provider_there_is_nothing(world: World) -> None:
    browser = world.browser()
    assert (await browser.get("/oidc/start")).status_code == 404
    assert (await browser.get("/oidc/back?code=x&state=y")).status_code == 404
    assert "oidc" not in (await browser.get("/sign-in")).text
