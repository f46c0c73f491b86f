"""Complaints for the board, filed as residents file them, and officers who look at them."""

import re
from typing import Any

from playwright.sync_api import Page
from staff_world import Browser, World

from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.filing import Contact, made
from voicebot.civic.complaints.office import Office

SAID = "가로등이 이틀째 깜깜해요"


def office_of(world: World) -> Office:
    assert world.behind.office
    return world.behind.office


async def filed(world: World, **more: Any) -> Complaint:
    """A complaint about a street light, of the road department."""
    said = {"category": "street_light", "what": SAID, "place": "가좌1동 가좌시장 앞", **more}
    wanted = made(contact=Contact(name="김순자", phone="010-1234-5678"), consent=True, **said)
    return await office_of(world).register.file(wanted, actor="caller", role="caller", at=world.time)


async def led(world: World, receipt: str, *actions: str, **params: Any) -> Complaint:
    """Somebody else leads it on."""
    for action in actions:
        act = Act(action, "park", "officer", world.time, params if action == actions[-1] else {})  # type: ignore[arg-type]
        done = await office_of(world).register.act(receipt, act)
    return done


async def officer(world: World, name: str = "kim", *departments: str) -> Browser:
    """Somebody who handles complaints; of all departments where none is named."""
    await world.person(name, "complaints_officer", departments=list(departments) or ["*"])
    browser = world.browser()
    await browser.sign_in(name)
    return browser


async def opened(browser: Browser, receipt: str, reason: str = "handle") -> str:
    """Open a complaint; the key that shows it."""
    await browser.get(f"/board/{receipt}")
    done = await browser.post(f"/board/{receipt}/open", {"reason": reason})
    key = done.headers["location"].partition("opened=")[2]
    await browser.get(f"/board/{receipt}?opened={key}")
    return key


def numbers(page: str) -> list[str]:
    """The receipts in the list of a page, in order."""
    return re.findall(r'id="case-(\d+)"', page)


def press(page: Page, action: str, **fields: str) -> None:
    """Open the form of an action, fill it in, send it."""
    form = page.locator(f"#do-{action}")
    form.locator("summary").click()
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)
    form.locator("button[value=send]").click()
