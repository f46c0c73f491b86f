"""Webhooks are told of every change: signed, in order, at least once, whatever they do to the desk."""

import asyncio
import base64
import datetime as dt
import hashlib
import hmac
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from doors_world import FAQ, NOW, PERSON
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from webhook_world import SECRET, Hook, listening

from voicebot.channels.webhook.postman import Postman, wait_s
from voicebot.civic.complaints.categories import load_categories
from voicebot.civic.complaints.changes import Act
from voicebot.civic.complaints.filing import Contact, made
from voicebot.civic.complaints.joining import Joiner
from voicebot.civic.complaints.office import Office
from voicebot.civic.district import load_district
from voicebot.settings import Outbox, Settings, Webhook, project_dir
from voicebot.store.database import open_database
from voicebot.store.keys import load_keyring
from voicebot.store.outbox import State

QUICK = {"tries": 3, "first_s": 0.01, "most_s": 0.02, "poll_s": 0.01}


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    async with listening() as made_:
        yield made_


@pytest.fixture
async def office(own_settings: Settings) -> AsyncIterator[Office]:
    webhooks = {"sms": {"url": "http://127.0.0.1:9/", "secret": SECRET, "contacts": True}}
    outbox = Outbox.model_validate({"webhooks": webhooks})
    own = own_settings.model_copy(update={"database_url": None, "keys": [], "outbox": outbox})
    engine = await open_database(own)
    yield Office(engine, load_keyring(own), load_district(FAQ), load_categories(FAQ), own)
    await engine.dispose()


@asynccontextmanager
async def sending(office: Office, hook: Hook, *, contacts: bool = False, **more: Any) -> AsyncIterator[None]:
    """A postman at work."""
    webhook = Webhook.model_validate({"url": hook.url, "secret": SECRET, "contacts": contacts})
    now = more.pop("now", lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=3650))
    outbox = Outbox.model_validate({**QUICK, **more})
    task = asyncio.create_task(Postman("sms", webhook, outbox, office.notices, now).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(true: Callable[[], object]) -> None:
    for _ in range(2000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


async def filed(office: Office, **more: Any) -> str:
    filing = made(category="street_light", what="가로등이 나갔어요", **more)
    return (await office.file(filing, key=None)).receipt


async def acted(office: Office, receipt: str, action: Any, **params: Any) -> None:
    await office.register.act(receipt, Act(action, "kim", "officer", NOW, params))


async def states(office: Office) -> list[State]:
    letters = await office.notices.outbox.listed(["waiting", "sent", "dead"], 100)
    return [letter.row.state for letter in reversed(letters)]  # type: ignore[misc]


async def all_in(office: Office, state: State) -> None:
    for _ in range(2000):
        if set(await states(office)) == {state}:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"never all {state}: {await states(office)}")


async def test_a_change_is_told_in_words_signed_and_in_order(office: Office, hook: Hook) -> None:
    receipt = await filed(office, contact=Contact(**PERSON), consent=True)
    await acted(office, receipt, "accept")
    await acted(office, receipt, "ask", question="몇 번 가로등인가요?")
    async with sending(office, hook):
        await all_in(office, "sent")
    assert hook.told == [(receipt, 1), (receipt, 2), (receipt, 3)]
    first, second, third = hook.requests
    signed = f"{second.headers['webhook-id']}.{second.headers['webhook-timestamp']}.".encode() + second.body
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    mac = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert second.headers["webhook-signature"] == f"v1,{mac}"
    assert second.headers["webhook-id"] not in (first.headers["webhook-id"], third.headers["webhook-id"])
    told = second.notice
    assert (told["state"], told["state_name"]["ko"]) == ("accepted", "접수")
    assert told["sentence"]["ko"] == "도로과에서 확인하고 맡기로 했어요."
    assert told["sentence"]["en"].startswith("The road department has looked at it")
    assert told["call"][2] == told["call"][4] == told["sentence"]["ko"]
    assert len(told["call"]) == 6
    assert "가로등인가요" not in " ".join(third.notice["call"])
    for request in hook.requests:
        assert "contact" not in request.notice
        assert "김순자" not in request.body.decode()
        assert "1234" not in request.body.decode().replace(receipt, "").replace(told["grouped"], "")


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        ("500", "status 500"),
        ("redirect", "status 307"),
        ("close", "RemoteProtocolError"),
        ("garbage", "RemoteProtocolError"),
        ("never", "timeout"),
    ],
)
async def test_what_is_not_taken_is_sent_again_under_the_same_key(
    office: Office, hook: Hook, trouble: str, error: str
) -> None:
    hook.answers = [trouble]
    hook.held = lambda _: len(hook.requests) > 1
    await filed(office)
    async with sending(office, hook, timeout_s=1.0 if trouble == "never" else 60.0):
        await until(lambda: len(hook.requests) > 1)
        (letter,) = await office.notices.outbox.listed(["waiting"], 9)
        assert letter.row.tries >= 1  # a machine that stalls may have tried once more
        assert letter.row.error == error
        hook.free.set()
        await all_in(office, "sent")
    assert {one.path for one in hook.requests} == {"/"}
    assert len({one.headers["webhook-id"] for one in hook.requests}) == 1
    assert len({one.body for one in hook.requests}) == 1


async def test_after_enough_tries_it_is_dead_and_the_next_goes_on(office: Office, hook: Hook) -> None:
    hook.answers = ["500"] * 3
    receipt = await filed(office)
    await acted(office, receipt, "accept")
    async with sending(office, hook):
        await until(lambda: len(hook.requests) == 4)
        for _ in range(500):
            if await states(office) == ["dead", "sent"]:
                break
            await asyncio.sleep(0.01)
        assert await states(office) == ["dead", "sent"]
        assert await office.notices.outbox.retry([], NOW) == 1
        await all_in(office, "sent")
    assert hook.told == [(receipt, 1)] * 3 + [(receipt, 2), (receipt, 1)]


async def test_a_slow_answer_holds_up_its_own_complaint_only(office: Office, hook: Hook) -> None:
    slow, other = await filed(office), await filed(office)
    await acted(office, slow, "accept")
    hook.held = lambda request: request.notice["receipt"] == slow
    async with sending(office, hook, timeout_s=60.0):
        await acted(office, other, "accept")
        await until(lambda: (other, 2) in hook.told and (slow, 1) in hook.told)
        assert (slow, 2) not in hook.told
        hook.free.set()
        await all_in(office, "sent")
    assert [one for one in hook.told if one[0] == slow] == [(slow, 1), (slow, 2)]


async def test_a_desk_that_stopped_half_way_sends_again_after_its_start(office: Office, hook: Hook) -> None:
    await filed(office)
    hook.held = lambda _: len(hook.requests) == 1
    async with sending(office, hook, timeout_s=60.0):
        await until(lambda: hook.requests)
    assert await states(office) == ["waiting"]
    later = lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=3651)  # noqa: E731 - its hold is over
    async with sending(office, hook, now=later):
        await all_in(office, "sent")
    assert len(hook.requests) == 2
    assert len({one.headers["webhook-id"] for one in hook.requests}) == 1


async def test_whom_to_reach_is_told_only_of_who_agreed_and_that_it_was_is_kept(
    office: Office, hook: Hook
) -> None:
    person = await filed(office, contact=Contact(**PERSON), consent=True)
    nobody = await filed(office)
    erased = await filed(office, contact=Contact(**PERSON), consent=True)
    await office.person.erase(erased, actor="caller", role="caller", at=NOW)
    async with sending(office, hook, contacts=True):
        await all_in(office, "sent")
    told = {one.notice["receipt"]: one.notice.get("contact") for one in hook.requests}
    assert told == {person: PERSON, nobody: None, erased: None}
    seen = [(e.action, e.actor, e.params) for e in await office.register.history(person)]
    assert seen[1:] == [("notify", "sms", {"what": "contact"})]
    assert "notify" not in [event.action for event in await office.register.history(nobody)]


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_waits_grow_and_end(failures: int, roll: float) -> None:
    outbox = Outbox()
    wait = wait_s(failures, outbox, roll)
    whole = min(3600.0, 5.0 * 2.0 ** min(failures - 1, 60))
    assert whole / 2 <= wait <= whole


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": "short"},
        {"secret": "whsec_c2hvcnQ="},
        {"url": "ftp://sms.example.kr/"},
        {"url": "http://sms.example.kr/", "contacts": True},
    ],
)
def test_a_webhook_that_is_not_safe_is_refused(wrong: dict[str, Any]) -> None:
    right = {"url": "https://sms.example.kr/", "secret": SECRET, "contacts": True}
    assert Webhook.model_validate(right).contacts
    with pytest.raises(ValidationError):
        Webhook.model_validate({**right, **wrong})


async def test_the_check_in_the_documents_knows_what_is_genuine(office: Office, hook: Hook) -> None:
    page = (project_dir() / "docs" / "webhooks.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.S)
    known: dict[str, Any] = {"base64": base64, "hmac": hmac, "time": time}
    exec(code, known)
    await filed(office)
    async with sending(office, hook):
        await all_in(office, "sent")
    (one,) = hook.requests
    assert known["genuine"](SECRET, one.headers, one.body)
    assert not known["genuine"](SECRET, one.headers, one.body + b" ")
    old = {**one.headers, "webhook-timestamp": str(int(one.headers["webhook-timestamp"]) - 600)}
    assert not known["genuine"](SECRET, old, one.body)


async def test_who_joined_and_whose_complaint_was_merged_are_told_too_until_they_leave(
    office: Office, hook: Hook
) -> None:
    receipt = await filed(office, contact=Contact(**PERSON), consent=True)
    merged = await filed(office, contact=Contact(name="박영수", phone="010-2222-3333"), consent=True)
    joiners = [Joiner(contact=Contact(phone=f"010-4444-555{n}"), consent=True) for n in range(2)]
    first, second = [
        await office.joining.join(receipt, one, actor="caller", key=None, at=NOW) for one in joiners
    ]
    await acted(office, merged, "accept")
    await acted(office, merged, "merge", into=receipt)
    await acted(office, receipt, "accept")
    await office.joining.leave(second.id, actor="caller", at=NOW)
    async with sending(office, hook, contacts=True):
        await all_in(office, "sent")
    accepted = [one.notice for one in hook.requests if one.notice["action"] == "accept"]
    reached = {(one["receipt"], one["contact"]["phone"]) for one in accepted}
    assert reached == {
        (receipt, PERSON["phone"]),
        (receipt, joiners[0].contact.phone),
        (merged, "010-2222-3333"),
    }
    assert first.receipt == receipt
    assert "555" + "1" not in "".join(one.body.decode() for one in hook.requests)
