"""Leading a complaint on: done by the version on the page, shown before, or refused with the words kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from starlette.exceptions import HTTPException
from starlette.responses import Response

from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.states import Action
from voicebot.errors import ComplaintError, StoreError
from voicebot.staff.board_acts import SPOKEN, act_of, offered
from voicebot.staff.board_case import back, case_page, happened, typed
from voicebot.staff.board_office import now_of, office_of, officers, seen
from voicebot.staff.board_words import hard, templates
from voicebot.staff.console import Console
from voicebot.staff.visit import Visit

__all__ = ["add_to"]


@dataclass(frozen=True, slots=True)
class _Trouble(Exception):  # noqa: N818 - said to whoever is at the page
    """Something could not be done; `words` is the key of what is said of it."""

    words: str
    status: int = 422


def add_to(console: Console) -> None:
    """Add the page."""

    @console.post("/board/{receipt}", "complaints")
    async def do(visit: Visit) -> Response:
        """Lead it on, or only show what the resident would hear, or begin with a ready answer."""
        one = await seen(visit, visit.request.path_params["receipt"])
        action = visit.text("action")
        if action not in get_args(Action) or action not in offered(one.state):
            return await _refused(visit, one, _Trouble("board_wrong_not_possible", 409))
        try:
            return await _WAYS.get(visit.text("do"), _done)(visit, one, action)
        except _Trouble as trouble:
            return await _refused(visit, one, trouble)
        except ComplaintError as error:
            return await _refused(visit, one, _Trouble(f"board_wrong_{error.code}"))
        except StoreError as error:
            if error.code != "changed_meanwhile":
                raise
            return await _refused(visit, await seen(visit, one.receipt), _Trouble("board_meanwhile", 409))


async def _begun(visit: Visit, one: Complaint, action: Action) -> Response:
    """What was written, with a ready answer after it."""
    kept = typed(visit)
    if chosen := templates().get(kept["template"]):
        text = chosen.text.in_("ko" if one.language == "ko" else "en")
        kept |= {"answer": f"{kept['answer']} {text}".strip(), "outcome": chosen.outcome}
    return await case_page(visit, one, doing=action, kept=kept)


async def _foretold(visit: Visit, one: Complaint, action: Action) -> Response:
    """What the resident would hear, and what in it is hard to understand."""
    kept = typed(visit)
    act = act_of(action, kept.__getitem__, visit.me.name, now_of(visit))
    heard = await office_of(visit).register.foretold(one.receipt, act)
    written = kept.get(SPOKEN.get(action, ""), "")
    found = hard(written, visit.console.own.district_dir) if one.language == "ko" else []
    return await case_page(visit, one, doing=action, kept=kept, heard=heard, hard=found)


async def _done(visit: Visit, one: Complaint, action: Action) -> Response:
    """Do it by the version that was on the page, if it is the visitor's to do."""
    act = act_of(action, typed(visit).__getitem__, visit.me.name, now_of(visit))
    await _allowed(visit, action, act.params)
    await visit.note(f"complaint.{action}", one.receipt)
    done = await office_of(visit).register.act(one.receipt, act, version=_version(visit))
    return back(visit, one.receipt) if visit.me.reaches(done.department) else visit.go("/board")


_WAYS: dict[str, Callable[[Visit, Complaint, Action], Awaitable[Response]]] = {
    "template": _begun,
    "check": _foretold,
}


async def _allowed(visit: Visit, action: Action, params: Mapping[str, Any]) -> None:
    """Nobody takes on what is for others, gives it to a stranger, or joins it to what they may not see."""
    if (to := params.get("department")) and not visit.me.reaches(to):
        raise _Trouble("board_wrong_department")
    if action == "assign" and params.get("assignee") not in {one.name for one in await officers(visit)}:
        raise _Trouble("board_wrong_assignee")
    if action == "merge" and (into := params.get("into")):
        try:
            await seen(visit, into)
        except HTTPException:
            raise _Trouble("board_wrong_unknown_receipt") from None


async def _refused(visit: Visit, one: Complaint, trouble: _Trouble) -> Response:
    """The page again, with what was typed, and with what others have done since it was drawn."""
    events = await office_of(visit).register.history(one.receipt)
    version = _version(visit)
    newer = [event for event in events if event.version is not None and event.version > version >= 0]
    words = trouble.words if trouble.words in visit.console.say("ko") else "board_wrong"
    meanwhile = happened(visit, newer)
    return await case_page(
        visit,
        one,
        trouble.status,
        doing=visit.text("action"),
        kept=typed(visit),
        trouble=words,
        meanwhile=meanwhile,
    )


def _version(visit: Visit) -> int:
    given = visit.text("version")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else -1
