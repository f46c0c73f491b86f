"""Categories as services, and their extra questions as attributes."""

from __future__ import annotations

from collections.abc import Sequence

from voicebot.channels.open311.formats import Row
from voicebot.civic.complaints.categories import Category
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.states import Words
from voicebot.civic.complaints.telling import department_name

__all__ = ["CONSENT", "JOIN", "definition", "service"]

CONSENT = "consent"
"""The attribute that has to be ``yes`` before a name, number or address is kept (PIPA §15, §22)."""

_ASK_CONSENT = Words(
    ko="이름과 연락처는 답을 드리는 데에만 쓰고, 끝난 뒤 정해진 날까지만 두었다가 지워요. "
    "싫으면 안 남기셔도 되지만, 그러면 제보가 되어 답을 드릴 기한이 없어요. 남겨도 될까요?",
    en="Name and contact are used only to answer, and are removed some time after it is over. "
    "You may refuse; then it counts as a report, and no answer is due by law. May they be kept?",
)
JOIN = "join"
"""The attribute that names a request to join instead of filing another one."""

_ASK_JOIN = Words(
    ko="같은 일을 이미 알린 요청이 있으면 그 번호를 적어 주세요. 새로 내지 않고 함께 알림을 받아요.",
    en="The service_request_id of a request about the same trouble, to join it instead of filing a new one.",
)
_YES, _NO = Words(ko="네", en="Yes"), Words(ko="아니요", en="No")


def service(category: Category, office: Office, language: str) -> Row:
    """One of ``services``."""
    about = [words.in_(language) for words in (category.needs, category.notice) if words]
    group = department_name(category.department, office.district, office.now().date(), language)
    return {
        "service_code": category.id,
        "service_name": category.name.in_(language),
        "description": " ".join(about),
        "metadata": True,
        "type": "realtime",
        "keywords": f"{category.name.ko},{category.name.en}",
        "group": group,
    }


def definition(category: Category, language: str) -> Row:
    """The ``service_definition``."""
    asked = [_attribute(one.id, "string", one.in_(language)) for one in category.ask]
    answers = [{"key": "yes", "name": _YES.in_(language)}, {"key": "no", "name": _NO.in_(language)}]
    asked.append(_attribute(CONSENT, "singlevaluelist", _ASK_CONSENT.in_(language), answers))
    if category.alike:
        asked.append(_attribute(JOIN, "string", _ASK_JOIN.in_(language)))
    attributes = [{**one, "order": order} for order, one in enumerate(asked, 1)]
    return {"service_code": category.id, "attributes": attributes}


def _attribute(code: str, datatype: str, description: str, values: Sequence[Row] = ()) -> dict[str, object]:
    return {
        "variable": True,
        "code": code,
        "datatype": datatype,
        "required": False,
        "datatype_description": None,
        "order": 0,
        "description": description,
        "values": list(values),
    }
