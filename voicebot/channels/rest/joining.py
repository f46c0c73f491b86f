"""``/complaints/draft`` and ``/complaints/…/join``: who has the same trouble need not file again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from voicebot.channels.language import language_of
from voicebot.channels.rest.asking import TOKEN, Door, ReceiptPath, Token
from voicebot.channels.rest.join_shapes import Draft, JoinedView, Left, NewJoin, SimilarView
from voicebot.channels.rest.problems import ProblemError, documented
from voicebot.channels.rest.shapes import Key, NewComplaint
from voicebot.channels.rest.views import tracked
from voicebot.civic.complaints.filing import made
from voicebot.civic.complaints.joining import Joined, Joiner, Similar
from voicebot.civic.complaints.office import Office
from voicebot.talk.interview.counting import people_told
from voicebot.talk.phrases import phrases

__all__ = ["add_joining"]

Bearer = Annotated[Token, Depends(TOKEN)]
_DRAFT = (
    "unknown-category",
    "unknown-field",
    "consent-missing",
    "place-incomplete",
    "place-outside",
    "future",
)
_FINDING = ("unknown-receipt", "receipt-misheard", "receipt-incomplete", "locked")
_JOINING = (*_FINDING, "consent-missing", "key-reused", "not-possible")


def add_joining(router: APIRouter, door: Door) -> None:
    """The routes."""

    @router.post("/draft", responses=documented(*_DRAFT))
    async def draft(new: NewComplaint, request: Request) -> Draft:
        """What filing this would come to; nothing is kept. Ask about `similar` before filing."""
        desk, filing = door.office(), made(**new.model_dump(), channel="rest")
        found = await desk.check(filing)
        similar = await _similar(found, desk, language_of(request)) if found else None
        return Draft(kind=filing.kind, category=filing.category, similar=similar)

    @router.post("/{receipt}/join", status_code=201, responses=documented(*_JOINING))
    async def join(receipt: ReceiptPath, new: NewJoin, idempotency_key: Key, request: Request) -> JoinedView:
        """Be told of every change of somebody's complaint; without a contact, be counted."""
        desk, complaint = door.office(), await door.find(receipt, request)
        joiner = Joiner(**new.model_dump(), channel="rest")
        joined = await desk.joining.join(
            complaint.receipt, joiner, actor="caller", key=f"rest:{idempotency_key}", at=desk.now()
        )
        return await _joined(joined, desk, language_of(request))

    @router.post("/{receipt}/leave", responses=documented(*_FINDING, "token-missing", "token-wrong"))
    async def leave(receipt: ReceiptPath, token: Bearer, request: Request) -> Left:
        """Take the joining back; the complaint itself goes on."""
        if token is None:
            raise ProblemError("token-missing", headers={"WWW-Authenticate": "Bearer"})
        desk, complaint = door.office(), await door.find(receipt, request)
        number = desk.watch.join(token.credentials)
        who = {"actor": "caller", "receipt": complaint.receipt}
        left = await desk.joining.leave(number, at=desk.now(), **who) if number else None
        if not left:
            raise ProblemError("token-wrong", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
        return Left(receipt=left.receipt, people=left.people)


async def _similar(found: Similar, desk: Office, language: str) -> SimilarView:
    complaint = await desk.register.get(found.receipt)
    last = (await desk.latest([found.receipt]))[found.receipt]
    ask = phrases(language).line("ask_join", people=people_told(found.people, language))
    return SimilarView(status=tracked(complaint, desk, last, language), people=found.people, ask=ask)


async def _joined(joined: Joined, desk: Office, language: str) -> JoinedView:
    complaint = await desk.register.get(joined.receipt)
    last = (await desk.latest([joined.receipt]))[joined.receipt]
    return JoinedView(
        status=tracked(complaint, desk, last, language),
        people=joined.people,
        say=phrases(language).line("joined"),
        join_token=desk.watch.issue_join(joined.id),
    )
