"""One greeting: write it, with what is wrong said in its place; switch it off and on; undo it."""

from __future__ import annotations

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.greetings import TOPICS
from voicebot.civic.overlay.greetings import Spoken, chapter, content_of, phrase_key, switched
from voicebot.civic.overlay.laying import Row, free_key
from voicebot.errors import StoreError
from voicebot.staff.console import Console
from voicebot.staff.greeting_form import GROUPS, Typed, group_of, typed, typed_of
from voicebot.staff.greeting_list import filed_of, judged, phrases_of
from voicebot.staff.greeting_words import options
from voicebot.staff.own_desk import OwnDesk, is_meanwhile, language_of
from voicebot.staff.visit import Visit
from voicebot.talk.greeting.doubts import Doubt

__all__ = ["add_to"]

NEW = "new"


def add_to(console: Console, own: OwnDesk) -> None:
    """Add the pages."""
    _writing(console, own)
    _switching(console, own)


def _writing(console: Console, own: OwnDesk) -> None:
    @console.get("/desk/greetings/{language}/{key}", "district")
    async def look(visit: Visit) -> Response:
        """One phrase, or an empty form for a new one."""
        rows = await phrases_of(visit, own, language_of(visit))
        row = _row(visit, rows)
        topic = visit.text("topic")
        new = Typed(topic=topic if topic in TOPICS else "notice")
        return await _page(visit, own, rows, row, typed_of(row.value) if row else new)

    @console.post("/desk/greetings/{language}/{key}", "district")
    async def keep(visit: Visit) -> Response:
        """Keep what was typed; what is wrong is said in its place."""
        rows = await phrases_of(visit, own, language_of(visit))
        row, form = _row(visit, rows), typed(visit)
        found = (await judged(visit, own, rows, form))["found"]
        if _stands(found, meant=visit.text("meant") == "yes"):
            return await _page(visit, own, rows, row, form, "greet_mend")
        try:
            key = await _keep(visit, own, rows, row, form)
        except StoreError as error:
            is_meanwhile(error)
            return await _page(visit, own, rows, row, form, "desk_meanwhile")
        return visit.go(f"/desk/greetings/{language_of(visit)}/{key}")


def _stands(found: list[Doubt], *, meant: bool) -> bool:
    """Whether something stands in the way of keeping it."""
    return any(one.severity == "error" or (one.severity == "ask" and not meant) for one in found)


async def _keep(
    visit: Visit, own: OwnDesk, rows: list[Row[Spoken]], row: Row[Spoken] | None, form: Typed
) -> str:
    spoken = Spoken(form.topic, form.phrase())
    key = row.key if row else free_key(phrase_key(form.topic, form.says), {one.key for one in rows})
    line = content_of(spoken, off=bool(row and row.off))
    about = f"{form.topic}: {form.says}"
    await own.write(visit, chapter(language_of(visit)), {key: line}, "edit" if row else "add", about)
    return key


def _switching(console: Console, own: OwnDesk) -> None:
    @console.post("/desk/greetings/{language}/{key}/step", "district")
    async def step(visit: Visit) -> Response:
        """Say it no more, or again; undo what officers made of it."""
        language, do = language_of(visit), visit.text("do")
        row = _row(visit, await phrases_of(visit, own, language))
        if row is None or do not in ("on", "off", "drop"):
            raise HTTPException(404)
        filed = await filed_of(visit, language)
        line = None if do == "drop" else switched(filed, replace(row, off=False), off=do == "off")
        about = f"{row.value.topic}: {row.value.phrase.says}"
        await own.write(visit, chapter(language), {row.key: line}, do, about)
        gone = do == "drop" and row.origin == "office"
        topic = row.value.topic
        back = f"?language={language}&group={group_of(topic)}&topic={topic}#t-{topic}"
        return visit.go(f"/desk/greetings{back}" if gone else f"/desk/greetings/{language}/{row.key}")


def _row(visit: Visit, rows: list[Row[Spoken]]) -> Row[Spoken] | None:
    """The phrase in the path; nothing for a new one.

    Raises:
        HTTPException: there is none.
    """
    key = visit.request.path_params["key"]
    found = next((row for row in rows if row.key == key), None)
    if found is None and key != NEW:
        raise HTTPException(404)
    return found


async def _page(
    visit: Visit, own: OwnDesk, rows: list[Row[Spoken]], row: Row[Spoken] | None, form: Typed, told: str = ""
) -> Response:
    language = language_of(visit)
    empty = row is None and not told
    wrong = {} if empty else await judged(visit, own, rows, form)
    context = {
        "row": row,
        "key": row.key if row else NEW,
        "form": form,
        "group": group_of(form.topic),
        "language": language,
        "groups": GROUPS,
        "choices": options(visit.console.say(visit.language)),
        "chapter": chapter(language),
        "seen": await own.ledger(visit).version(chapter(language)),
        "told": told,
        **wrong,
    }
    return visit.draw("greeting.html", 409 if told == "desk_meanwhile" else 422 if told else 200, **context)
