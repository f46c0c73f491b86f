"""Complaints filed, followed and found, on both databases; nothing personal where it does not belong."""

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.filing import Contact, Filing, made
from voicebot.civic.complaints.receipt import is_receipt
from voicebot.civic.complaints.register import Register
from voicebot.civic.complaints.states import Action, Role
from voicebot.civic.district import load_district
from voicebot.errors import ComplaintError, StoreError
from voicebot.settings import Settings, project_dir
from voicebot.store.checking import check
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring

FAQ = project_dir() / "faq"
NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.timezone(dt.timedelta(hours=9)))
PERSON = Contact(name="김순자", phone="010-1234-5678", address="가좌동 12")


def filing(**more: Any) -> Filing:
    given = {"category": "street_light", "what": "집 앞 가로등이 나갔어요", "place": "가좌시장 앞"}
    return made(**{**given, "contact": PERSON, "consent": True, **more})


@pytest.fixture
async def register(stored: Settings) -> AsyncIterator[Register]:
    engine, keys = await open_database(stored), load_keyring(stored)
    yield Register(engine, keys, load_district(FAQ), load_categories(FAQ))
    assert (await check(engine, keys))[1] == []
    await engine.dispose()


async def filed(register: Register, **more: Any) -> str:
    return (await register.file(filing(**more), actor="caller", role="caller", at=NOW)).receipt


def act(action: Action, role: Role = "officer", **params: Any) -> Act:
    return Act(action, "kim", role, NOW + dt.timedelta(hours=1), params)


async def test_a_complaint_from_filing_to_answer(register: Register) -> None:
    complaint = await register.file(filing(), actor="caller", role="caller", at=NOW)
    assert is_receipt(complaint.receipt)
    assert complaint.model_dump_json() == (await register.get(complaint.receipt)).model_dump_json()
    assert (complaint.state, complaint.kind, complaint.department) == ("received", "petition", "road")
    assert complaint.due_at == dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
    for wanted in (
        act("accept"),
        act("assign", assignee="이주무관"),
        act("start"),
        act("ask", question="몇 번 가로등인가요?"),
        act("reply", "caller", text="서른두 번이에요, 제 번호는 010-1234-5678"),
        act("answer", outcome="granted", answer="전구를 갈았어요"),
    ):
        complaint = await register.act(complaint.receipt, wanted)
    assert (complaint.state, complaint.version) == ("answered", 7)
    assert "1234" not in complaint.replies[0]
    history = await register.history(complaint.receipt)
    assert [register.told(event, "ko") for event in history][:4] == [
        "민원을 받았어요, 늦어도 12월 1일 화요일까지 답해 드릴게요.",
        "도로과에서 확인하고 맡기로 했어요.",
        "도로과에 이 일을 맡을 사람이 정해졌어요.",
        "지금 도로과에서 처리하고 있어요.",
    ]
    assert "The road department" in register.told(history[1], "en")


async def test_without_saying_who_it_is_a_report(register: Register) -> None:
    receipt = await filed(register, contact=Contact(phone="01012345678"))
    complaint = await register.get(receipt)
    assert (complaint.kind, complaint.due_at, complaint.clock, complaint.has_contact) == (
        "report",
        None,
        None,
        True,
    )
    nobodys = await register.get(await filed(register, contact=Contact(), consent=False))
    assert (nobodys.kind, nobodys.has_contact) == ("report", False)


async def test_nothing_personal_is_kept_without_consent(register: Register) -> None:
    with pytest.raises(ComplaintError) as caught:
        await filed(register, consent=False)
    assert caught.value.code == "consent_missing"
    assert await register.page(where=[]) == []


async def test_filing_twice_with_one_key_files_once(register: Register) -> None:
    tried = await asyncio.gather(
        *(register.file(filing(), actor="caller", role="caller", at=NOW, key="one press") for _ in range(10))
    )
    assert len({complaint.receipt for complaint in tried}) == 1
    again = await register.file(filing(), actor="caller", role="caller", at=NOW, key="another press")
    assert again.receipt != tried[0].receipt
    assert len(await register.page(where=[])) == 2


async def test_found_by_the_full_number_it_was_filed_with(register: Register) -> None:
    receipt = await filed(register)
    assert [one.receipt for one in await register.by_phone("+82 10 1234 5678")] == [receipt]
    assert await register.by_phone("010-1234-5679") == []


async def test_looking_at_who_it_was_leaves_a_trace(register: Register) -> None:
    receipt = await filed(register)
    assert await register.contact(receipt, actor="kim", role="officer", at=NOW) == PERSON
    *_, last = await register.history(receipt)
    assert (last.action, last.actor, last.params) == ("view", "kim", {"what": "contact"})
    assert register.told(last, "ko") == ""
    with pytest.raises(ComplaintError) as caught:
        await register.contact(receipt, actor="caller", role="caller", at=NOW)
    assert caught.value.code == "wrong_role"
    assert len(await register.history(receipt)) == 2


async def test_no_event_and_no_table_holds_who_it_was(register: Register, stored: Settings) -> None:
    receipt = await filed(register, what="김순자예요, 010-1234-5678로 전화 주세요")
    await register.contact(receipt, actor="kim", role="officer", at=NOW)
    await register.act(receipt, act("withdraw", "caller"))
    events = [
        json.dumps([e.params, e.changes, e.actor], ensure_ascii=False)
        for e in await register.history(receipt)
    ]
    engine = await open_database(stored)
    async with engine.connect() as connection:
        row = (await connection.execute(text("SELECT * FROM complaint"))).all()
    await engine.dispose()
    kept = f"{events}{row}"
    for secret in ("1234-5678", "12345678", "가좌동 12"):
        assert secret not in kept
    assert "김순자" not in "".join(events)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (act("answer", outcome="granted", answer="끝"), "not_possible"),
        (act("accept", "caller"), "wrong_role"),
        (act("accept", department="moon"), "unknown_department"),
        (act("merge", into="123456786"), "unknown_receipt"),
    ],
)
async def test_what_may_not_be_done_changes_nothing(register: Register, wanted: Act, code: str) -> None:
    receipt = await filed(register)
    with pytest.raises(ComplaintError) as caught:
        await register.act(receipt, wanted)
    assert caught.value.code == code
    assert (await register.get(receipt)).version == 1


async def test_a_transfer_gives_a_number_to_call(register: Register) -> None:
    receipt = await filed(register)
    await register.act(receipt, act("transfer", to="water", why="물이 새는 일이에요."))
    *_, last = await register.history(receipt)
    assert (
        register.told(last, "ko") == "물이 새는 일이에요, 그래서 하수과에서 이어서 맡고, 전화는 120번이에요."
    )


async def test_one_goes_into_another_but_not_round_in_circles(register: Register) -> None:
    one, other = await filed(register), await filed(register)
    assert (await register.act(one, act("merge", into=other))).merged_into == other
    for into, code in ((one, "merged_already"), (other, "merged_into_itself")):
        with pytest.raises(ComplaintError) as caught:
            await register.act(other, act("merge", into=into))
        assert caught.value.code == code


async def test_two_of_the_staff_at_once(register: Register) -> None:
    receipt = await filed(register)
    tried = await asyncio.gather(
        *(register.act(receipt, act("accept"), version=1) for _ in range(4)), return_exceptions=True
    )
    lost = [one for one in tried if isinstance(one, Exception)]
    assert len(lost) == 3
    assert all(isinstance(one, StoreError) and one.code == "changed_meanwhile" for one in lost)


async def test_unknown_numbers_and_categories(register: Register) -> None:
    for wanted in (register.get("000000000"), filed(register, category="ufo")):
        with pytest.raises(ComplaintError) as caught:
            await wanted
        assert caught.value.code in {"unknown_receipt", "unknown_category"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": ""},
        {"what": "가" * 4001},
        {"latitude": 91.0},
        {"contact": {"phone": "call me"}},
        {"contact": {"email": "somebody"}},
        {"place": "가" * 201},
        {"nickname": "순자"},
    ],
)
def test_a_filing_that_makes_no_sense_is_refused_without_repeating_it(wrong: dict[str, Any]) -> None:
    with pytest.raises(ComplaintError) as caught:
        filing(**wrong)
    assert caught.value.code == "filing_invalid"
    assert "순자" not in caught.value.message
    assert "call me" not in caught.value.message


async def test_what_a_category_does_not_ask_is_not_kept(register: Register) -> None:
    receipt = await filed(register, answers={"pole_number": "서른두 번"})
    assert (await register.get(receipt)).answers == {"pole_number": "서른두 번"}
    with pytest.raises(ComplaintError) as caught:
        await filed(register, answers={"shoe_size": "240"})
    assert caught.value.code == "unknown_field"


async def test_what_is_in_the_file_on_disk(register: Register, stored: Settings, tmp_path: Path) -> None:
    await filed(register)
    for path in (tmp_path / "var").iterdir():
        assert PERSON.phone.encode() not in path.read_bytes()
        assert PERSON.name.encode() not in path.read_bytes()
