"""The quick menu: its order, what is fixed and what is hidden, pictures; as it is at any time of the year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.entry import Entry
from voicebot.civic.overlay.menu import (
    CHAPTER,
    NUMBERS,
    ON_KIOSK,
    Asked,
    Choice,
    Item,
    choices,
    chosen_so,
    content_of,
    menu,
    moved,
    ranked,
)
from voicebot.staff.console import Console
from voicebot.staff.newsdesk import Houses
from voicebot.staff.own_desk import OwnDesk, language_of, number_of
from voicebot.staff.visit import Visit
from voicebot.store.tallies import asked_of
from voicebot.talk.phrases import phrases
from voicebot.talk.quick_menu import RECENT

__all__ = ["PICTURE", "add_to"]

PICTURE = "picture_"
"""Words that begin with this name the symbols that may be chosen."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The menu as the page has it.

    Attributes:
        items: its topics.
        chosen: what officers have said.
        known: entries that are spoken now, by id.
        counts: how often each was answered in this month, and lately.
        at: the moment that is looked at, by the district's clock.
    """

    items: list[Item]
    chosen: Mapping[str, Choice]
    known: Mapping[str, Entry]
    counts: Counter[str]
    at: dt.datetime


def add_to(console: Console, own: OwnDesk) -> None:
    """Add the pages."""
    houses = Houses()

    @console.get("/desk/menu", "district")
    async def look(visit: Visit) -> Response:
        """The menu, as pages and kiosks have it."""
        return await _page(visit, own, await _shown(visit, own, houses))

    @console.post("/desk/menu", "district")
    async def change(visit: Visit) -> Response:
        """Fix a number, move up or down, hide, show again, give a picture."""
        shown = await _shown(visit, own, houses)
        entry, do = visit.text("entry", 64), visit.text("do")
        if entry not in shown.known and entry not in shown.chosen:
            raise HTTPException(404)
        changed = _changed(visit, shown, entry, do)
        lines = {name: content_of(choice) for name, choice in changed.items()}
        label = shown.known[entry].label if entry in shown.known else entry
        if lines:
            await own.write(visit, CHAPTER, lines, f"menu_{do}", label)
        return visit.go("/desk/menu")


def _changed(visit: Visit, shown: Shown, entry: str, do: str) -> dict[str, Choice]:
    """What a button means."""
    before = shown.chosen.get(entry, Choice())
    match do:
        case "up" | "down":
            return moved(shown.items, shown.chosen, entry, -1 if do == "up" else 1)
        case "set":
            number = number_of(visit.text("number"))
            picture = visit.text("picture", 32)
            known = f"{PICTURE}{picture}" in visit.console.say("ko")
            choice = Choice(number if number in NUMBERS else None, False, picture if known else "")
            return chosen_so(shown.chosen, entry, choice)
        case "hide":
            return {entry: Choice(None, True, before.picture)}
        case "show":
            return {entry: Choice(None, False, before.picture)}
    raise HTTPException(404)


async def _shown(visit: Visit, own: OwnDesk, houses: Houses) -> Shown:
    edition = (await (await houses.of(visit)).publisher.spoken()).edition
    known = edition.entries(language_of(visit))
    at = _at(visit)
    found = await asked_of(visit.tools.engine, at.month, visit.local(visit.tools.now()).date() - RECENT)
    asked = [Asked(entry, hour, count) for entry, hour, count in found]
    counts: Counter[str] = Counter()
    for one in asked:
        counts[one.entry] += one.count
    order = [*ranked(asked, at.hour), *visit.console.own.kiosk.topics]
    chosen = choices(await own.ledger(visit).lines(CHAPTER))
    return Shown(menu(chosen, order, known), chosen, known, counts, at)


def _at(visit: Visit) -> dt.datetime:
    """The moment that is looked at; now, where none is given."""
    now = visit.local(visit.tools.now())
    try:
        return dt.datetime.fromisoformat(visit.text("at")).replace(tzinfo=now.tzinfo)
    except ValueError:
        return now


async def _page(visit: Visit, own: OwnDesk, shown: Shown) -> Response:
    language, say = language_of(visit), visit.console.say(visit.language)
    book = phrases(language)
    context: dict[str, Any] = {
        "shown": shown,
        "language": language,
        "said": {
            item.number: book.line("choice", number=item.number, label=item.entry.label)
            for item in shown.items
        },
        "numbers": NUMBERS,
        "on_kiosk": ON_KIOSK,
        "hidden": [name for name, one in shown.chosen.items() if one.hidden],
        "pictures": [
            (key.removeprefix(PICTURE), text) for key, text in say.items() if key.startswith(PICTURE)
        ],
        "seen": await own.ledger(visit).version(CHAPTER),
        "chapter": CHAPTER,
    }
    return visit.draw("desk_menu.html", **context)
