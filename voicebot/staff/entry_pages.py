"""One entry: its text to write, what is to be mended in it, the steps that can be taken, its versions."""

from __future__ import annotations

import asyncio
import datetime as dt

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.publishing.differences import differences
from voicebot.civic.publishing.house import House
from voicebot.civic.publishing.publisher import Held
from voicebot.civic.publishing.steps import possible
from voicebot.civic.publishing.texts import Fields
from voicebot.civic.publishing.timeline import Key
from voicebot.errors import EntryError, StoreError
from voicebot.staff.console import Console
from voicebot.staff.newsdesk import CHOICES, FIELDS, LINES, Houses, as_form, from_form, held, trouble
from voicebot.staff.visit import Visit
from voicebot.talk.ahead import Voiced

__all__ = ["add_to"]

FORM_BYTES = 256 * 1024
"""Of an entry with hundreds of phrasings."""


def add_to(console: Console, houses: Houses) -> None:
    """Add the pages."""
    _writing(console, houses)
    _steps(console, houses)
    _changes(console, houses)


def _writing(console: Console, houses: Houses) -> None:
    @console.get("/faq/{language}/{entry}", "faq")
    async def entry(visit: Visit) -> Response:
        """The newest text, and all that can be done with it."""
        house = await houses.of(visit)
        return await _page(visit, house, await held(visit, house))

    @console.post("/faq/{language}/{entry}", "faq", most=FORM_BYTES)
    async def write(visit: Visit) -> Response:
        """Keep a new text as a draft."""
        house = await houses.of(visit)
        now, fields = await held(visit, house), from_form(visit)
        language, name = now.key
        try:
            await house.publisher.write(name, language, fields, visit.me.name, at=_version(visit))
        except (EntryError, StoreError) as error:
            return await _page(visit, house, now, trouble(error), fields)
        await visit.note("faq.write", f"{language}/{name}")
        return visit.go(f"/faq/{language}/{name}")


def _steps(console: Console, houses: Houses) -> None:
    @console.post("/faq/{language}/{entry}/step", "faq")
    async def step(visit: Visit) -> Response:
        """Hand in, give back, publish, withdraw, or return to an earlier text."""
        house = await houses.of(visit)
        now = await held(visit, house)
        try:
            done = await _take(visit, house, now)
        except (EntryError, StoreError) as error:
            return await _page(visit, house, await held(visit, house), trouble(error))
        await visit.note(f"faq.{visit.text('do')}", "/".join(now.key))
        return visit.go(f"/faq/{done.key[0]}/{done.key[1]}")


async def _take(visit: Visit, house: House, now: Held) -> Held:
    publisher, (language, name) = house.publisher, now.key
    who, at, why = visit.me.name, _version(visit), visit.text("why", 300)
    match visit.text("do"):
        case "submit":
            return await publisher.submit(name, language, who, at=at)
        case "refuse":
            return await publisher.refuse(name, language, who, why, at=at)
        case "publish":
            begins, ends = _moment(visit, "begins"), _moment(visit, "ends")
            return await publisher.publish(name, language, who, begins=begins, ends=ends, at=at)
        case "withdraw":
            return await publisher.withdraw(name, language, who, why, at=at)
        case "return":
            return await publisher.back(name, language, _number(visit.text("number")), who, at=at)
    raise HTTPException(404)


def _changes(console: Console, houses: Houses) -> None:
    @console.get("/faq/{language}/{entry}/changes", "faq")
    async def changes(visit: Visit) -> Response:
        """Two texts as one, word by word."""
        house = await houses.of(visit)
        now = await held(visit, house)
        old, new = _number(visit.text("old")), _number(visit.text("new"))
        texts = {
            text.number: text.fields for text in await house.publisher.entries.texts(now.key[1], now.key[0])
        }
        if old not in texts or new not in texts:
            raise HTTPException(404)
        found = await asyncio.to_thread(differences, texts[old], texts[new])
        return visit.draw("changes.html", held=now, found=found, old=old, new=new)


async def _page(
    visit: Visit, house: House, now: Held, told: str = "", fields: Fields | None = None
) -> Response:
    """The page; with what was written and could not be kept, where something went wrong."""
    publisher, (language, name) = house.publisher, now.key
    edition = (await publisher.spoken()).edition
    text = now.fields if fields is None else fields
    findings = await asyncio.to_thread(publisher.checks.findings, now.key, text, edition, publisher.today())
    context = {
        "held": now,
        "form": as_form(text),
        "urgent": text.get("urgent", False),
        "fields": FIELDS,
        "lines": LINES,
        "choices": CHOICES,
        "findings": findings,
        "collisions": await _collisions(visit, name, language, text),
        "spoken": edition.get(name, language),
        "voice": _voice(visit, now.key, text),
        "can": possible(now.standing),
        "texts": list(reversed(await publisher.entries.texts(name, language))),
        "steps": list(reversed(await publisher.entries.steps(name, language))),
        "told": told,
        "local": visit.local,
    }
    status = 409 if told == "faq_entry_changed" else 422 if told else 200
    return visit.draw("entry.html", status, **context)


async def _collisions(visit: Visit, name: str, language: str, text: Fields) -> object:
    """What other entries take now; nothing while the models load, or callers need them."""
    workshop = visit.console.behind.workshop
    if workshop is None:
        return ()
    phrasings = [str(text.get("question", "")), *map(str, text.get("variants", []))]
    return await workshop.collisions(name, language, phrasings[:MOST_COMPARED])


def _voice(visit: Visit, key: Key, text: Fields) -> Voiced | None:
    """Whose voice says a text; unknown while the models load."""
    workshop = visit.console.behind.workshop
    return workshop.ahead.voiced(key, text) if workshop else None


MOST_COMPARED = 60
"""Phrasings compared at each look at the page: a second of computing, when all are new."""


def _version(visit: Visit) -> int:
    return _number(visit.text("version"))


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else -1


def _moment(visit: Visit, name: str) -> dt.datetime | None:
    """A moment as browsers send it, on the district's clock; nothing where none was given, or it is none."""
    try:
        moment = dt.datetime.fromisoformat(visit.text(name))
    except ValueError:
        return None
    zone = visit.console.behind.district.zone
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
