"""What is shown of a complaint, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from voicebot.channels.rest.shapes import Change, Filed, Owned, Tracked
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.receipt import grouped, spoken
from voicebot.civic.complaints.states import Words, table
from voicebot.civic.complaints.telling import department_name
from voicebot.store.tables import ComplaintEvent
from voicebot.talk.alarm import urgent

__all__ = ["filed", "owned", "tracked"]

_KINDS = {
    "petition": (
        Words(ko="민원", en="complaint"),
        Words(ko="법으로 정한 날까지 답을 드려요.", en="The office has to answer by the day the law gives."),
    ),
    "report": (
        Words(ko="제보", en="report"),
        Words(
            ko="누구신지 알려 주지 않으셔서, 맡은 부서에 전하지만 답을 드릴 기한은 없어요.",
            en="As you did not say who you are, the department hears of it, but no answer is due by law.",
        ),
    ),
}
_OWN = ("what", "place", "occurred", "answers", "latitude", "longitude", "outcome", "stars", "merged_into",
        "has_contact")  # fmt: skip


def tracked(complaint: Complaint, office: Office, last: ComplaintEvent, language: str) -> Tracked:
    """For anybody who has the number."""
    return Tracked(**_status(complaint, office, last, language))


def owned(complaint: Complaint, office: Office, events: Sequence[ComplaintEvent], language: str) -> Owned:
    """For whoever filed it."""
    told = [event for event in events if event.say]
    return Owned(
        **_status(complaint, office, told[-1], language),
        **{name: getattr(complaint, name) for name in _OWN},
        replies=list(complaint.replies),
        possible=table().possible(complaint.state, "caller"),
        history=[_change(event, office, language) for event in told],
    )


def filed(complaint: Complaint, office: Office, last: ComplaintEvent, language: str) -> Filed:
    """For whoever has just filed it; computes whether it tells of danger, so it is called in a thread."""
    name, means = _KINDS[complaint.kind]
    token = office.watch.issue(complaint.receipt)
    notice = office.category(complaint).notice.in_(language)
    return Filed(
        **_status(complaint, office, last, language),
        grouped=grouped(complaint.receipt),
        spoken=spoken(complaint.receipt, language),
        kind_name=name.in_(language),
        means=means.in_(language),
        notice=" ".join(filter(None, (urgent(complaint.what, language), notice))),
        watch_token=token,
        track=f"/track/{token}",
    )


def _status(complaint: Complaint, office: Office, last: ComplaintEvent, language: str) -> dict[str, Any]:
    category = office.category(complaint)
    return {
        "receipt": complaint.receipt,
        "kind": complaint.kind,
        "category": category.id,
        "category_name": category.name.in_(language),
        "state": complaint.state,
        "state_name": table().states[complaint.state].in_(language),
        "say": office.register.told(last, language),
        "department_name": department_name(
            complaint.department, office.district, office.now().date(), language
        ),
        "filed_at": office.local(complaint.filed_at),
        "changed_at": office.local(last.at),
        "due_at": office.local(complaint.due_at),
    }


def _change(event: ComplaintEvent, office: Office, language: str) -> Change:
    texts = {name: str(event.params.get(name, "")) for name in ("question", "answer")}
    say = office.register.told(event, language)
    return Change(
        at=event.at.astimezone(office.district.zone), action=event.action, state=event.state, say=say, **texts
    )
