"""Greetings: every phrase by what it is for, and what is wrong with those that are written."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.responses import Response

from voicebot.civic.greetings import OWN, Greetings, read_greetings
from voicebot.civic.lint import load_plain_words
from voicebot.civic.overlay.greetings import Spoken, chapter, greetings_over, in_force
from voicebot.civic.overlay.laying import Row
from voicebot.staff.console import Console
from voicebot.staff.greeting_form import GROUPS, Judge, Typed, typed
from voicebot.staff.greeting_words import Line, doubted, line_of
from voicebot.staff.own_desk import OwnDesk, language_of, sounded
from voicebot.staff.visit import Visit

__all__ = ["add_to", "filed_of", "judged", "phrases_of"]


def add_to(console: Console, own: OwnDesk) -> None:
    """Add the pages."""
    _list(console, own)
    _checking(console, own)


async def filed_of(visit: Visit, language: str) -> Greetings:
    """The phrases of a language as their file has them."""
    return (await asyncio.to_thread(read_greetings, visit.console.own.district_dir, language))[0]


async def phrases_of(visit: Visit, own: OwnDesk, language: str) -> list[Row[Spoken]]:
    """Every phrase of a language."""
    return greetings_over(await filed_of(visit, language), await own.ledger(visit).lines(chapter(language)))


async def _judge(visit: Visit, own: OwnDesk, rows: list[Row[Spoken]]) -> Judge:
    words = await asyncio.to_thread(load_plain_words, visit.console.own.district_dir)
    korean = language_of(visit) == "ko"
    holding = await own.holding(visit)
    today = visit.local(visit.tools.now()).date()
    return Judge(in_force(rows), words if korean else {}, holding.calendar, today)


def _list(console: Console, own: OwnDesk) -> None:
    @console.get("/desk/greetings", "district")
    async def everything(visit: Visit) -> Response:
        """The phrases of one group, each with when it is said."""
        language, group = language_of(visit), visit.text("group")
        group = group if group in GROUPS else next(iter(GROUPS))
        rows = await phrases_of(visit, own, language)
        judge = await _judge(visit, own, rows)
        shown = [row for row in rows if row.value.topic in GROUPS[group]]
        lines = await asyncio.to_thread(_lines, shown, judge, visit)
        topics = {topic: [one for one in lines if one.row.value.topic == topic] for topic in GROUPS[group]}
        return visit.draw(
            "greetings.html",
            group=group,
            groups=GROUPS,
            topics=topics,
            asked=visit.text("topic"),
            language=language,
        )


def _lines(rows: list[Row[Spoken]], judge: Judge, visit: Visit) -> list[Line]:
    say = visit.console.say(visit.language)
    return [line_of(row, judge.phrase(row.value), judge.today, say, visit.language) for row in rows]


def _checking(console: Console, own: OwnDesk) -> None:
    @console.post("/desk/greetings/{language}/check", "district")
    async def check(visit: Visit) -> Response:
        """What is wrong with what stands in the form, while it is written."""
        rows = await phrases_of(visit, own, language_of(visit))
        return visit.draw("greeting_doubts.html", **await judged(visit, own, rows, typed(visit)))

    @console.post("/desk/greetings/{language}/hear", "district")
    async def hear(visit: Visit) -> Response:
        """The phrase in the form, behind a hello as it is said."""
        form, language = typed(visit), language_of(visit)
        hellos = in_force(await phrases_of(visit, own, language)).about("hello")
        desk = (await own.holding(visit)).district.desk
        name = desk.name_en if language == "en" else desk.name
        whole = form.says.replace("{desk}", name)
        if form.topic not in OWN and hellos and whole:
            whole = f"{hellos[0].says}, {whole}"
        return await sounded(visit, whole, language)


async def judged(visit: Visit, own: OwnDesk, rows: list[Row[Spoken]], form: Typed) -> dict[str, Any]:
    """What is wrong with what was typed, as the templates take it."""
    judge = await _judge(visit, own, rows)
    found = await asyncio.to_thread(judge.form, form)
    say = visit.console.say(visit.language)
    told = [(one.severity, doubted(one, say, visit.language)) for one in found]
    return {"found": found, "doubts": told, "asks": any(one.severity == "ask" for one in found)}
