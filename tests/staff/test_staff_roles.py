"""Every page by every role, as one table: a page that is not in it fails, and a row without a page too."""

import re
from typing import Any

import pytest
from staff_world import Browser, World

from voicebot.staff.roles import RIGHTS, ROLES, Stage, allowed, needs_second, reaches, read_roles, sensible

NOBODY, FAQ, COMPLAINTS, ADMINISTRATOR, AUDITOR = "nobody", *ROLES
EVERYBODY = {NOBODY, *ROLES}
SIGNED_IN: set[str] = set(ROLES)

TABLE: dict[tuple[str, str], set[str]] = {
    ("GET", "/sign-in"): EVERYBODY,
    ("POST", "/sign-in"): EVERYBODY,
    ("POST", "/sign-out"): EVERYBODY,
    ("GET", "/language/{language}"): EVERYBODY,
    ("GET", "/link/{token}"): EVERYBODY,
    ("POST", "/link/{token}"): EVERYBODY,
    ("GET", "/oidc/start"): EVERYBODY,
    ("GET", "/oidc/back"): EVERYBODY,
    ("GET", "/second"): set(),
    ("POST", "/second"): set(),
    ("GET", "/unlock"): set(),
    ("POST", "/unlock"): set(),
    ("GET", "/enrol"): SIGNED_IN,
    ("POST", "/enrol"): SIGNED_IN,
    ("POST", "/lock"): SIGNED_IN,
    ("GET", "/here"): SIGNED_IN,
    ("GET", "/"): SIGNED_IN,
    ("GET", "/account"): SIGNED_IN,
    ("POST", "/account/password"): SIGNED_IN,
    ("POST", "/account/codes"): SIGNED_IN,
    ("POST", "/account/others"): SIGNED_IN,
    ("GET", "/faq"): {FAQ},
    ("POST", "/faq"): {FAQ},
    ("GET", "/faq/try"): {FAQ},
    ("POST", "/faq/try"): {FAQ},
    ("GET", "/faq/words"): {FAQ},
    ("POST", "/faq/words"): {FAQ},
    ("GET", "/faq/listen"): {FAQ},
    ("GET", "/faq/{language}/{entry}"): {FAQ},
    ("POST", "/faq/{language}/{entry}"): {FAQ},
    ("POST", "/faq/{language}/{entry}/step"): {FAQ},
    ("GET", "/faq/{language}/{entry}/changes"): {FAQ},
    ("GET", "/faq/{language}/{entry}/preview"): {FAQ},
    ("GET", "/faq/{language}/{entry}/preview/sound"): {FAQ},
    ("GET", "/gaps"): {FAQ, COMPLAINTS, ADMINISTRATOR},
    ("POST", "/gaps/{number:int}"): {FAQ},
    ("GET", "/figures"): SIGNED_IN,
    ("GET", "/figures/export"): SIGNED_IN,
    ("GET", "/scripts"): {FAQ},
    ("POST", "/scripts"): {FAQ},
    ("GET", "/scripts/form.xlsx"): {FAQ},
    ("POST", "/scripts/files"): {FAQ},
    ("POST", "/scripts/one"): {FAQ},
    ("GET", "/scripts/{number:int}"): {FAQ},
    ("GET", "/scripts/{number:int}/progress"): {FAQ},
    ("GET", "/scripts/{number:int}/report.xlsx"): {FAQ},
    ("POST", "/scripts/{number:int}/step"): {FAQ},
    ("GET", "/scripts/{number:int}/{line:int}"): {FAQ},
    ("POST", "/scripts/{number:int}/{line:int}"): {FAQ},
    ("GET", "/scripts/{number:int}/{line:int}/original"): {FAQ},
    ("GET", "/scripts/{number:int}/{line:int}/heard"): {FAQ},
    ("GET", "/people"): {ADMINISTRATOR},
    ("POST", "/people"): {ADMINISTRATOR},
    ("GET", "/people/{number:int}"): {ADMINISTRATOR},
    ("POST", "/people/{number:int}"): {ADMINISTRATOR},
    ("POST", "/people/{number:int}/link"): {ADMINISTRATOR},
    ("GET", "/board"): {COMPLAINTS},
    ("GET", "/board/rows"): {COMPLAINTS},
    ("GET", "/board/places"): {COMPLAINTS},
    ("GET", "/board/export"): {COMPLAINTS},
    ("POST", "/board/assign"): {COMPLAINTS},
    ("GET", "/board/{receipt}"): {COMPLAINTS},
    ("POST", "/board/{receipt}"): {COMPLAINTS},
    ("POST", "/board/{receipt}/open"): {COMPLAINTS},
    ("POST", "/board/{receipt}/contact"): {COMPLAINTS},
    ("POST", "/board/{receipt}/note"): {COMPLAINTS},
    ("POST", "/board/{receipt}/hear"): {COMPLAINTS},
    ("GET", "/board/{receipt}/beside/{other}"): {COMPLAINTS},
    ("GET", "/board/{receipt}/file/{name}"): {COMPLAINTS},
    ("GET", "/desk"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/listen"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/greetings"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/greetings/preview"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/greetings/{language}/check"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/greetings/{language}/hear"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/greetings/{language}/{key}"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/greetings/{language}/{key}"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/greetings/{language}/{key}/step"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/menu"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/menu"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/district"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/district/{key}"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/district/{key}"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/district/{key}/step"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/places"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/places/preview"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/places/import"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/places/import"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/places/{kind}/report/{number:int}"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/places/{kind}/{key}"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/places/{kind}/{key}"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/holidays"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/holidays"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/holidays/left"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/holidays/recount"): {FAQ, ADMINISTRATOR},
    ("GET", "/desk/history/{chapter}"): {FAQ, ADMINISTRATOR},
    ("POST", "/desk/history/{chapter}"): {FAQ, ADMINISTRATOR},
    ("GET", "/audit"): {AUDITOR},
    ("GET", "/audit/export"): {AUDITOR},
    ("POST", "/audit/verify"): {AUDITOR},
}
"""Who may; everybody else is sent to sign in (nobody) or told that it is not for them (403)."""
FILLED = {
    "{receipt}": "123456786",
    "{other}": "123456786",
    "{name}": "none",
    "{language}": "en",
    "{entry}": "nothing",
    "{token}": "none",
    "{kind}": "toilet",
    "{key}": "new",
    "{chapter}": "menu",
    "{number:int}": "9",
    "{line:int}": "2",
}


def path_of(pattern: str) -> str:
    return re.sub(r"{[^}]+}", lambda found: FILLED[found[0]], pattern)


def served(world: World) -> set[tuple[str, str]]:
    """What the application itself answers to: from its routes, not from what registered them."""
    return {
        (method, route.path)
        for route in world.console.routes
        for method in (route.methods or set()) - {"HEAD"}
    }


async def test_the_table_has_every_page(world: World) -> None:
    assert served(world) == set(TABLE)


async def visitor(world: World, role: str) -> Browser:
    browser = world.browser()
    if role == NOBODY:
        await browser.get("/sign-in")
        return browser
    await world.person(role, role, second=needs_second([role]))
    await browser.sign_in(role)
    assert browser.page.status_code == 200
    return browser


@pytest.mark.parametrize("role", [NOBODY, *ROLES])
async def test_every_page_by_every_role(world: World, role: str) -> None:
    browser = await visitor(world, role)
    cookies, csrf = dict(browser.client.cookies), browser.csrf
    found: dict[tuple[str, str], str] = {}
    for method, pattern in sorted(served(world) - {("POST", "/sign-out"), ("POST", "/lock")}):
        found[method, pattern] = await outcome(browser, method, path_of(pattern), csrf)
        assert dict(browser.client.cookies)["staff"] == cookies["staff"], "it is still the same session"
    found["POST", "/lock"] = await outcome(browser, "POST", "/lock", csrf)
    found["POST", "/sign-out"] = await outcome(browser, "POST", "/sign-out", csrf)
    refused = "sent away" if role == NOBODY else "refused"
    assert found == {entrance: "served" if role in may else refused for entrance, may in TABLE.items()}


async def outcome(browser: Browser, method: str, path: str, csrf: str) -> str:
    more: dict[str, Any] = {"data": {"csrf": csrf}} if method == "POST" else {}
    answer = await browser.client.request(method, f"/staff{path}", **more)
    assert answer.status_code < 500, f"{method} {path}"
    away = answer.headers.get("location", "").startswith("/staff/sign-in?next=")
    if "볼 수 없는 화면이에요" in answer.text or "This is not for you" in answer.text:
        assert answer.status_code == 403
        return "refused"
    return "sent away" if away else "served"


@pytest.mark.parametrize("stage", ["second", "enrol", "locked", None])
def test_no_role_helps_before_one_is_wholly_in(stage: Stage | None) -> None:
    for right in RIGHTS:
        assert not allowed(right, stage, ROLES)
    assert not allowed("self", stage, ROLES)


def test_every_role_may_do_something_and_every_right_is_somebodys() -> None:
    assert {role for may in RIGHTS.values() for role in may} == set(ROLES)
    assert all(RIGHTS.values())


@pytest.mark.parametrize(
    ("roles", "departments", "department", "may"),
    [
        (["complaints_officer"], ["road"], "road", True),
        (["complaints_officer"], ["road"], "parks", False),
        (["complaints_officer"], ["road"], None, False),
        (["complaints_officer"], ["*"], None, True),
        (["complaints_officer"], [], "road", False),
        (["administrator"], ["*"], "road", False),
        (["faq_officer", "complaints_officer"], ["parks"], "parks", True),
    ],
)
def test_a_complaints_officer_sees_their_departments(
    roles: list[str], departments: list[str], department: str | None, may: bool
) -> None:
    assert reaches(roles, departments, department) is may


def test_roles_come_out_of_a_form_in_order_and_nothing_else_does() -> None:
    assert read_roles(["auditor", "root", "faq_officer", "auditor"]) == ("faq_officer", "auditor")
    assert sensible(("auditor",), ()) == ""
    assert sensible(("auditor", "administrator"), ()) == "auditor_alone"
