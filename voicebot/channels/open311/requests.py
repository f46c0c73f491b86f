"""Complaints as service requests."""

from __future__ import annotations

from voicebot.channels.open311.formats import Row
from voicebot.channels.open311.query import Filters, where
from voicebot.civic.complaints.complaint import Complaint
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.telling import department_name
from voicebot.store.tables import ComplaintEvent, ComplaintRow

__all__ = ["service_request", "service_requests"]


async def service_requests(office: Office, filters: Filters, language: str, *, whole: bool) -> list[Row]:
    """Those that are asked for, the newest first.

    Raises:
        Open311Error: a filter makes no sense.
        ComplaintError: ``unknown_category``.
    """
    found = await office.register.page(
        where=where(filters, office.categories, office.now()),
        order=ComplaintRow.filed_at.desc(),
        limit=filters.page_size,
        offset=(filters.page - 1) * filters.page_size,
    )
    last = await office.latest([one.receipt for one in found])
    return [service_request(one, last[one.receipt], office, language, whole=whole) for one in found]


def service_request(
    complaint: Complaint, last: ComplaintEvent, office: Office, language: str, *, whole: bool
) -> Row:
    """One of ``service_requests``.

    Args:
        complaint: the complaint.
        last: what was said of it last.
        office: names the department.
        language: of names and sentences.
        whole: with what was said and where, which is for partners only.
    """
    category = office.category(complaint)
    day = office.now().date()
    return {
        "service_request_id": complaint.receipt,
        "status": "closed" if complaint.closed else "open",
        "status_notes": office.register.told(last, language),
        "service_name": category.name.in_(language),
        "service_code": category.id,
        "description": complaint.what if whole else None,
        "agency_responsible": department_name(complaint.department, office.district, day, language),
        "service_notice": category.notice.in_(language),
        "requested_datetime": office.local(complaint.filed_at),
        "updated_datetime": office.local(complaint.closed_at or last.at),
        "expected_datetime": office.local(complaint.due_at),
        "address": complaint.place if whole else None,
        "address_id": None,
        "zipcode": None,
        "lat": complaint.latitude if whole else None,
        "long": complaint.longitude if whole else None,
        "media_url": None,
    }
