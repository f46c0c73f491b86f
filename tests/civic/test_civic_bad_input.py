"""What is wrong is refused in a sentence and nothing of it is kept; what no database can hold is left out."""

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest

from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.filing import Filing, made
from voicebot.civic.complaints.office import Office
from voicebot.civic.complaints.states import Action, Role
from voicebot.civic.district import load_district
from voicebot.errors import ComplaintError
from voicebot.settings import Settings, project_dir
from voicebot.store.checking import check
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring
from voicebot.store.questions import Questions

FAQ = project_dir() / "faq"
PERSON = {"name": "김순자", "phone": "010-1234-5678"}
NUL = "\x00"


@pytest.fixture
async def office(stored: Settings) -> AsyncIterator[Office]:
    engine, keys = await open_database(stored), load_keyring(stored)
    yield Office(engine, keys, load_district(FAQ), load_categories(FAQ))
    assert (await check(engine, keys))[1] == []
    await engine.dispose()


def filing(**more: Any) -> Filing:
    return made(**{"category": "road", "what": "길이 파였어요", "place": "가좌시장 앞", **more})


def tomorrow(office: Office) -> str:
    return (office.now() + dt.timedelta(days=1)).date().isoformat()


def act(office: Office, action: Action, role: Role = "officer", **params: Any) -> Act:
    return Act(action, "kim", role, office.now(), params)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"contact": PERSON}, "consent_missing"),
        ({"what": "가" * 10_000}, "filing_invalid"),
        ({"what": NUL}, "filing_invalid"),
        ({"place": "가" * 10_000}, "filing_invalid"),
        ({"latitude": 35.18, "longitude": 129.08}, "place_outside"),
        ({"latitude": float("nan"), "longitude": 126.7}, "filing_invalid"),
        ({"occurred": "tomorrow"}, "future"),
        ({"category": f"ro{NUL}ads"}, "unknown_category"),
        ({"answers": {f"x{NUL}": "1"}}, "unknown_field"),
    ],
)
async def test_a_bad_filing_is_refused_and_nothing_is_kept(
    office: Office, wrong: dict[str, Any], code: str
) -> None:
    given = {**wrong, "occurred": tomorrow(office)} if wrong.get("occurred") else wrong
    with pytest.raises(ComplaintError) as caught:
        await office.file(filing(**given), key="one")
    assert caught.value.code == code
    assert "순자" not in caught.value.message
    assert await office.register.page([]) == []


async def test_what_no_database_can_hold_is_left_out_of_every_field(office: Office) -> None:
    contact = {"name": f"김{NUL}순자", "phone": f"010-1234-{NUL}5678", "address": f"가좌동{NUL} 12"}
    wanted = filing(
        what=f"길이{NUL} 파\ud800였어요",
        place=f"{NUL}가좌시장 앞",
        occurred=f"어제{NUL}부터",
        category=f"street_light{NUL}",
        answers={"pole_number": f"{NUL}32"},
        contact=contact,
        consent=True,
    )
    kept = await office.file(wanted, key=f"key{NUL}")
    assert (kept.what, kept.place, kept.occurred) == ("길이 파였어요", "가좌시장 앞", "어제부터")
    assert (kept.category, kept.answers) == ("street_light", {"pole_number": "32"})
    assert [one.receipt for one in await office.register.by_phone("010-1234-5678")] == [kept.receipt]
    who = await office.register.contact(kept.receipt, actor="kim", role="officer", at=office.now())
    assert (who.name, who.address) == ("김순자", "가좌동 12")
    assert (await office.file(wanted, key=f"key{NUL}")).receipt == kept.receipt


async def test_what_staff_and_residents_add_is_cleaned_and_bounded(office: Office) -> None:
    receipt, register = (await office.file(filing(), key=None)).receipt, office.register
    await register.act(receipt, act(office, "accept"))
    await register.act(receipt, act(office, "assign", assignee=f"이{NUL}주무관"))
    await register.act(receipt, act(office, "ask", question=f"어디{NUL}인가요"))
    replied = await register.act(receipt, act(office, "reply", "caller", text=f"정문{NUL}이에요"))
    assert (replied.assignee, replied.replies) == ("이주무관", ("정문이에요",))
    for wanted in (
        act(office, "assign", assignee="이" * 65),
        act(office, "transfer", to="과" * 65, why="다른 곳 일이에요"),
        act(office, "answer", outcome="granted", answer="가" * 10_000),
    ):
        with pytest.raises(ComplaintError) as caught:
            await register.act(receipt, wanted)
        assert caught.value.code == "too_long"
    passed = await register.act(receipt, act(office, "transfer", to=f"한{NUL}전", why=f"전기{NUL}라서요"))
    assert passed.department == "한전"


@pytest.mark.parametrize("number", ["123456789", "000000000", "1", "", NUL, f"12345678{NUL}", "가" * 10_000])
async def test_a_number_that_is_none_leads_to_nothing(office: Office, number: str) -> None:
    for wanted in (
        office.register.get(number),
        office.register.history(number),
        office.register.act(number, act(office, "accept")),
        office.register.contact(number, actor="kim", role="officer", at=office.now()),
    ):
        with pytest.raises(ComplaintError) as caught:
            await wanted
        assert caught.value.code == "unknown_receipt"


async def test_a_merge_into_what_is_no_number(office: Office) -> None:
    receipt = (await office.file(filing(), key=None)).receipt
    for into in (NUL, "가" * 10_000, "123456789"):
        with pytest.raises(ComplaintError) as caught:
            await office.register.act(receipt, act(office, "merge", into=into))
        assert caught.value.code == "unknown_receipt"


@pytest.mark.parametrize(
    ("action", "role", "params"),
    [
        ("accept", "caller", {}),
        ("accept", "counter", {}),
        ("accept", "system", {}),
        ("rate", "officer", {"stars": 5}),
        ("withdraw", "officer", {}),
        ("merge", "caller", {"into": "123456786"}),
    ],
)
async def test_what_is_not_for_this_role_changes_nothing(
    office: Office, action: Action, role: Role, params: dict[str, Any]
) -> None:
    receipt = (await office.file(filing(), key=None)).receipt
    if action == "merge":
        params = {"into": (await office.file(filing(), key=None)).receipt}
    with pytest.raises(ComplaintError) as caught:
        await office.register.act(receipt, act(office, action, role, **params))
    assert caught.value.code == "wrong_role"
    assert (await office.register.get(receipt)).version == 1


async def test_a_question_is_kept_without_what_cannot_be_kept(stored: Settings) -> None:
    engine = await open_database(stored)
    await Questions(engine).add(f"로또{NUL} 번호", language="ko", channel="test")
    assert [one.question for one in await Questions(engine).latest()] == ["로또 번호"]
    await engine.dispose()
