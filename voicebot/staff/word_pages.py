"""How words are said: the district's own dictionary, heard at once."""

from __future__ import annotations

from starlette.responses import Response

from voicebot.errors import EntryError
from voicebot.staff.console import Console
from voicebot.staff.newsdesk import Houses, trouble
from voicebot.staff.own_desk import language_of, sounded
from voicebot.staff.visit import Visit

__all__ = ["add_to"]


def add_to(console: Console, houses: Houses) -> None:
    """Add the pages."""
    _words(console, houses)

    @console.get("/faq/listen", "faq", quiet=True)
    async def listen(visit: Visit) -> Response:
        """A text as callers hear it."""
        return await sounded(visit, visit.text("text"), language_of(visit))


def _words(console: Console, houses: Houses) -> None:
    async def page(visit: Visit, told: str = "", status: int = 200) -> Response:
        rows = await (await houses.of(visit)).dictionary.store.listed()
        return visit.draw("faq_words.html", status, rows=rows, told=told, heard=visit.text("heard"))

    @console.get("/faq/words", "faq")
    async def every(visit: Visit) -> Response:
        """Every word that is said in its own way."""
        return await page(visit)

    @console.post("/faq/words", "faq")
    async def say(visit: Visit) -> Response:
        """Say a word in another way, or as the rules say it."""
        written, said = visit.text("written", 100), visit.text("said", 200)
        try:
            await (await houses.of(visit)).dictionary.say(
                written, said, language=language_of(visit), actor=visit.me.name
            )
        except EntryError as error:
            return await page(visit, trouble(error), 422)
        await visit.note("faq.word", written, said=said)
        return await page(visit)
