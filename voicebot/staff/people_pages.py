"""The administrator's page: who may come in, and what they may do."""

from __future__ import annotations

import datetime as dt

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.errors import StaffError, StoreError
from voicebot.staff.account import Account
from voicebot.staff.console import Console, MenuItem
from voicebot.staff.people import By, People, Wanted, link_address
from voicebot.staff.roles import EVERYWHERE, ROLES, read_roles
from voicebot.staff.visit import Visit
from voicebot.staff.words import words

__all__ = ["add_to"]


def add_to(console: Console) -> None:
    """Add the pages."""
    console.add_words(words("people"))
    console.add_to_menu(MenuItem("/people", "people", "people", "people_about"))
    _everybody(console)
    _somebody(console)


def _everybody(console: Console) -> None:
    async def page(visit: Visit, trouble: str = "", status: int = 200) -> Response:
        return visit.draw(
            "people.html", status, people=await _people(visit).all(), trouble=trouble, **_choices(visit)
        )

    @console.get("/people", "people")
    async def everybody(visit: Visit) -> Response:
        """Who may come in."""
        return await page(visit)

    @console.post("/people", "people")
    async def invite(visit: Visit) -> Response:
        """Let somebody in."""
        wanted = _wanted(visit)
        try:
            token = await _people(visit).invite(_by(visit), visit.text("name"), wanted)
        except (StaffError, StoreError) as error:
            return await page(visit, f"people_{error.code}", 422)
        return _made(visit, wanted.shown, token)


def _somebody(console: Console) -> None:
    async def page(visit: Visit, trouble: str = "", status: int = 200) -> Response:
        return visit.draw(
            "person.html", status, person=await _person(visit), trouble=trouble, **_choices(visit)
        )

    @console.get("/people/{number:int}", "people")
    async def somebody(visit: Visit) -> Response:
        """What they may do."""
        return await page(visit)

    @console.post("/people/{number:int}", "people")
    async def change(visit: Visit) -> Response:
        """Change it, or let them in no more, or again."""
        person, people = await _person(visit), _people(visit)
        try:
            match visit.text("do"):
                case "disable":
                    await people.disable(_by(visit), person)
                case "enable":
                    await people.enable(_by(visit), person)
                case _:
                    await people.change(_by(visit), person, _wanted(visit), _version(visit))
        except (StaffError, StoreError) as error:
            return await page(visit, f"people_{error.code}", 422 if isinstance(error, StaffError) else 409)
        return visit.go(f"/people/{person.number}" if visit.me.number != person.number else "/people")

    @console.post("/people/{number:int}/link", "people")
    async def link(visit: Visit) -> Response:
        """A new link for them."""
        person = await _person(visit)
        return _made(visit, person.shown, await _people(visit).link(_by(visit), person))


def _people(visit: Visit) -> People:
    own, district = visit.console.own.staff, visit.console.behind.district
    return People(visit.tools.accounts, district, dt.timedelta(seconds=own.link_s), visit.tools.now)


def _by(visit: Visit) -> By:
    return By(visit.me.name, visit.me.role)


async def _person(visit: Visit) -> Account:
    row = await visit.tools.accounts.by_id(visit.number())
    if row is None:
        raise HTTPException(404)
    return Account.of(row)


def _version(visit: Visit) -> int:
    given = visit.text("version")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else -1


def _wanted(visit: Visit) -> Wanted:
    return Wanted(visit.text("shown"), read_roles(visit.texts("roles")), tuple(visit.texts("departments")))


def _choices(visit: Visit) -> dict[str, object]:
    english = visit.language == "en"
    departments = visit.console.behind.district.departments
    named = [(one.id, one.name_en if english else one.name) for one in departments]
    return {"all_roles": ROLES, "all_departments": [(EVERYWHERE, visit.say("people_everywhere")), *named]}


def _made(visit: Visit, shown: str, token: str) -> Response:
    own = visit.console.own.staff
    until = visit.local(visit.tools.now() + dt.timedelta(seconds=own.link_s))
    address = link_address(visit.base, token)
    return visit.draw("link_made.html", address=address, shown=shown, until=f"{until:%Y-%m-%d %H:%M}")
