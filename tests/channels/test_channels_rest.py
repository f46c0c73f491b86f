"""Complaints by REST: filed once, followed by the number, owned by the token."""

import asyncio
import datetime as dt
import uuid
from typing import Any

import pytest
from doors_world import LIGHT, PERSON, World, bearer

from voicebot.channels.rest.problems import PROBLEMS
from voicebot.civic.complaints.receipt import grouped, is_receipt, new_receipt

URN = "urn:voicebot:problem:"
PUBLIC = {
    "receipt", "kind", "category", "category_name", "state", "state_name", "say", "department_name",
    "filed_at", "changed_at", "due_at",
}  # fmt: skip


def problem(response: Any, name: str) -> dict[str, Any]:
    """The body, once it is clear that it is this problem in every way."""
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert (body["type"], body["status"], response.status_code) == (
        f"{URN}{name}", PROBLEMS[name].status, PROBLEMS[name].status,
    )  # fmt: skip
    assert body["title"] == PROBLEMS[name].ko
    return body


async def filed(world: World, **more: Any) -> tuple[str, dict[str, str]]:
    body = (await world.file(**more)).json()
    return body["receipt"], bearer(body["watch_token"])


async def test_a_complaint_is_filed_with_its_number_its_day_and_its_token(both: World) -> None:
    response = await both.file(contact=PERSON, consent=True, answers={"pole_number": "32"})
    assert response.status_code == 201
    body = response.json()
    assert set(body) == PUBLIC | {"grouped", "spoken", "kind_name", "means", "notice", "watch_token", "track"}
    assert is_receipt(body["receipt"])
    assert response.headers["location"] == f"/v1/complaints/{body['receipt']}"
    assert (body["kind"], body["kind_name"], body["state"]) == ("petition", "민원", "received")
    assert body["due_at"] == "2026-12-01T18:00:00+09:00"
    assert body["say"] == "민원을 받았어요, 늦어도 12월 1일 화요일까지 답해 드릴게요."
    assert body["grouped"] == grouped(body["receipt"])


async def test_without_a_name_it_is_a_report_and_that_is_said(world: World) -> None:
    body = (await world.file()).json()
    assert (body["kind"], body["kind_name"], body["due_at"]) == ("report", "제보", None)
    assert "답을 드릴 기한은 없어요" in body["means"]


async def test_with_the_number_alone_only_the_status_is_told(both: World) -> None:
    receipt, _ = await filed(both, contact=PERSON, consent=True, occurred="어젯밤부터")
    for spelling in (receipt, grouped(receipt), f"{receipt[:4]}-{receipt[4:]}"):
        response = await both.rest.get(f"/complaints/{spelling}")
        assert response.status_code == 200
        assert set(response.json()) == PUBLIC
        assert not [
            word for word in (LIGHT["what"], LIGHT["place"], "김순자", "어젯밤") if word in response.text
        ]


async def test_with_the_token_all_is_told_but_what_is_sealed(both: World) -> None:
    receipt, token = await filed(
        both, contact=PERSON, consent=True, what="등이 나갔어요, 010-1234-5678로 전화 주세요"
    )
    body = (await both.rest.get(f"/complaints/{receipt}", headers=token)).json()
    assert body["what"] == "등이 나갔어요, ●●●-●●●●-●●●●로 전화 주세요"
    assert (body["place"], body["has_contact"], body["possible"]) == (LIGHT["place"], True, ["withdraw"])
    assert [change["action"] for change in body["history"]] == ["file"]
    assert "김순자" not in str(body)


async def test_from_a_question_to_stars(both: World) -> None:
    receipt, token = await filed(both, contact=PERSON, consent=True)
    await both.staff(receipt, "accept")
    await both.staff(receipt, "ask", question="몇 번 가로등인가요?")
    asked = (await both.rest.get(f"/complaints/{receipt}", headers=token)).json()
    assert asked["history"][-1]["question"] == "몇 번 가로등인가요?"
    assert (asked["state"], asked["due_at"], asked["possible"]) == ("need_info", None, ["reply", "withdraw"])
    told = await both.rest.post(
        f"/complaints/{receipt}/information", json={"text": "32번이요, 010-9876-5432"}, headers=token
    )
    assert (told.status_code, told.json()["state"]) == (200, "in_progress")
    assert told.json()["replies"] == ["32번이요, ●●●-●●●●-●●●●"]
    await both.staff(receipt, "answer", outcome="granted", answer="전구를 갈았어요")
    rated = await both.rest.post(f"/complaints/{receipt}/rating", json={"stars": 5}, headers=token)
    assert (rated.json()["state"], rated.json()["stars"], rated.json()["outcome"]) == ("rated", 5, "granted")
    assert rated.json()["history"][-2]["answer"] == "전구를 갈았어요"
    again = await both.rest.post(f"/complaints/{receipt}/reopen", headers=token)
    assert (again.json()["state"], again.json()["stars"]) == ("reopened", None)


async def test_an_answer_is_objected_to_in_sixty_days_or_never(world: World) -> None:
    receipt, token = await filed(world)
    await world.answered(receipt, "refused")
    world.office.time += dt.timedelta(days=61)
    problem(await world.rest.post(f"/complaints/{receipt}/reopen", headers=token), "reopen-late")


async def test_what_is_withdrawn_stays_so(world: World) -> None:
    receipt, token = await filed(world)
    done = await world.rest.post(f"/complaints/{receipt}/withdraw", headers=token)
    assert (done.status_code, done.json()["state"], done.json()["possible"]) == (200, "withdrawn", [])
    problem(await world.rest.post(f"/complaints/{receipt}/withdraw", headers=token), "not-possible")


@pytest.mark.parametrize("action", ["accept", "assign", "answer", "transfer", "extend", "merge"])
async def test_what_is_for_staff_is_not_there_for_residents(world: World, action: str) -> None:
    receipt, token = await filed(world)
    response = await world.rest.post(f"/complaints/{receipt}/{action}", json={}, headers=token)
    problem(response, "not-found")
    assert (await world.office.register.get(receipt)).version == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [("rating", {"stars": 3}), ("reopen", None), ("information", {"text": "여기요"})],
)
async def test_what_cannot_be_done_yet_is_refused(world: World, path: str, body: Any) -> None:
    receipt, token = await filed(world)
    problem(await world.rest.post(f"/complaints/{receipt}/{path}", json=body, headers=token), "not-possible")


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"contact": PERSON}, "consent-missing"),
        ({"what": "가" * 10_000}, "invalid"),
        ({"what": ""}, "invalid"),
        ({"what": "\u0000"}, "invalid"),
        ({"place": "가" * 201}, "invalid"),
        ({"nickname": "순자"}, "invalid"),
        ({"contact": {"phone": "call me"}}, "invalid"),
        ({"latitude": "NaN", "longitude": 126.7}, "invalid"),
        ({"answers": {str(n): "x" for n in range(11)}}, "invalid"),
        ({"latitude": 37.5}, "place-incomplete"),
        ({"latitude": 35.18, "longitude": 129.08}, "place-outside"),
        ({"latitude": -37.5453, "longitude": 126.6759}, "place-outside"),
        ({"occurred": "2026-11-24"}, "future"),
        ({"occurred": "2026-11-23T10:01:00+09:00"}, "future"),
        ({"category": "ufo"}, "unknown-category"),
        ({"answers": {"shoe_size": "240"}}, "unknown-field"),
    ],
)
async def test_bad_filings_are_refused_and_nothing_is_kept(world: World, more: Any, name: str) -> None:
    body = problem(await world.file(**more), name)
    assert "순자" not in str(body).replace("nickname", "")
    assert "call me" not in str(body)
    assert await world.office.register.page(where=[]) == []


async def test_words_days_and_places_in_the_district_are_taken(world: World) -> None:
    for occurred in ("2026-11-23", "2026-11-23T09:59:00+09:00", "어젯밤부터", "0001-01-01T00:00:00+14:00"):
        response = await world.file(occurred=occurred, latitude=37.5935, longitude=126.6755)
        assert response.status_code == 201, response.text


async def test_control_characters_are_left_out(both: World) -> None:
    receipt, _ = await filed(both, what="불이\u0000 \ud800나갔어요".encode("utf-8", "ignore").decode())
    assert (await both.office.register.get(receipt)).what == "불이 나갔어요"


async def test_a_retry_files_nothing_new(both: World) -> None:
    key = str(uuid.uuid4())
    tried = await asyncio.gather(*(both.file(key, contact=PERSON, consent=True) for _ in range(5)))
    assert {response.status_code for response in tried} == {201}
    assert len({response.json()["receipt"] for response in tried}) == 1
    assert len(await both.office.register.page(where=[])) == 1
    problem(await both.file(key, what="다른 일이에요"), "key-reused")


@pytest.mark.parametrize("key", [None, "short", "한글열쇠" * 8, "x" * 129, "a b c d e f g h i j"])
async def test_a_filing_has_a_name(world: World, key: str | None) -> None:
    headers = [] if key is None else [(b"Idempotency-Key", key.encode())]
    response = await world.rest.post("/complaints", json=LIGHT, headers=headers)
    assert problem(response, "invalid")["errors"][0]["field"].lower() == "idempotency-key"


async def test_a_token_is_for_one_complaint_only(world: World) -> None:
    mine, token = await filed(world)
    other, _ = await filed(world)
    problem(await world.rest.get(f"/complaints/{other}", headers=token), "token-wrong")
    problem(await world.rest.post(f"/complaints/{other}/withdraw", headers=token), "token-wrong")
    missing = await world.rest.post(f"/complaints/{mine}/withdraw")
    problem(missing, "token-missing")
    assert missing.headers["www-authenticate"] == "Bearer"
    assert (await world.office.register.get(other)).state == "received"


@pytest.mark.parametrize("token", ["x", "gAAAAAB", "é" * 40, "=" * 200, '{"watch": "1"}'])
async def test_a_made_up_token_opens_nothing(world: World, token: str) -> None:
    receipt, _ = await filed(world)
    headers = [(b"Authorization", f"Bearer {token}".encode("latin-1"))]
    problem(await world.rest.get(f"/complaints/{receipt}", headers=headers), "token-wrong")


async def test_a_sealed_contact_is_no_token(world: World) -> None:
    receipt, _ = await filed(world, contact=PERSON, consent=True)
    row = await world.office.register._store.by_receipt(receipt)
    assert row is not None
    assert row.contact is not None
    problem(await world.rest.get(f"/complaints/{receipt}", headers=bearer(row.contact)), "token-wrong")


async def test_five_wrong_numbers_and_the_asker_waits(world: World) -> None:
    receipt, token = await filed(world)
    for _ in range(5):
        problem(await world.rest.get(f"/complaints/{new_receipt()}"), "unknown-receipt")
    locked = await world.rest.get(f"/complaints/{receipt}", headers=token)
    problem(locked, "locked")
    assert 1 <= int(locked.headers["retry-after"]) <= 900
    problem(await world.rest.post(f"/complaints/{receipt}/withdraw", headers=token), "locked")
    async with world.client("/v1", "192.0.2.2") as neighbour:
        assert (await neighbour.get(f"/complaints/{receipt}")).status_code == 200
    assert (await world.file()).status_code == 201


async def test_wrong_tokens_count_as_wrong_tries_and_right_ones_take_nothing_back(world: World) -> None:
    receipt, token = await filed(world)
    for _ in range(5):
        await world.rest.get(f"/complaints/{receipt}", headers=bearer("made-up"))
        last = await world.rest.get(f"/complaints/{receipt}", headers=token)
    problem(last, "locked")


async def test_a_slip_of_the_finger_costs_nothing(world: World) -> None:
    receipt, _ = await filed(world)
    slipped = receipt[:-1] + str((int(receipt[-1]) + 1) % 10)
    for _ in range(10):
        problem(await world.rest.get(f"/complaints/{slipped}"), "receipt-misheard")
        problem(await world.rest.get("/complaints/12345678"), "receipt-incomplete")
    assert (await world.rest.get(f"/complaints/{receipt}")).status_code == 200


async def test_a_body_without_end_is_cut_off(world: World) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        while sent < 10_000_000:
            sent += 1000
            yield b" " * 1000

    headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": "application/json"}
    problem(await world.rest.post("/complaints", content=endless(), headers=headers), "too-big")
    assert sent <= world.settings.limits.body_bytes + 2000


@pytest.mark.parametrize("body", [b"\xff\xfe{", b"[" * 60_000, b'{"what": ' + b"9" * 5000 + b"}"])
async def test_what_is_no_json_is_refused(world: World, body: bytes) -> None:
    headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": "application/json"}
    response = await world.rest.post("/complaints", content=body, headers=headers)
    assert response.status_code in (400, 422)
    assert response.json()["type"] in (f"{URN}unreadable", f"{URN}invalid")


async def test_english_where_it_is_asked_for(world: World) -> None:
    headers = {"Accept-Language": "en-GB,en;q=0.9,ko;q=0.5"}
    wrong = await world.rest.get(f"/complaints/{new_receipt()}", headers=headers)
    assert wrong.json()["title"] == PROBLEMS["unknown-receipt"].en
    assert wrong.headers["content-language"] == "en"
    receipt, _ = await filed(world)
    told = (await world.rest.get(f"/complaints/{receipt}", headers=headers)).json()
    assert (told["category_name"], told["state_name"]) == ("Street light", "Received")


async def test_before_the_desk_is_open(world: World) -> None:
    world.open = False
    response = await world.file()
    problem(response, "not-ready")
    assert response.headers["retry-after"] == "2"


async def test_a_failure_tells_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of 김순자")

    monkeypatch.setattr(world.office, "file", broken)
    response = await world.file()
    problem(response, "internal")
    assert "secret" not in response.text


async def test_addresses_that_are_none(world: World) -> None:
    for path in ("/nothing", "/", "/complaints/%0A/withdraw", "/complaints/a/b%0Ac"):
        problem(await world.rest.get(path), "method-not-allowed" if "withdraw" in path else "not-found")
    problem(await world.rest.put("/complaints"), "method-not-allowed")


async def test_a_category_that_was_given_up_can_still_be_followed(world: World) -> None:
    receipt, _ = await filed(world)
    left = tuple(one for one in world.office.categories.categories if one.id != "street_light")
    world.office.categories = world.office.categories.model_copy(update={"categories": left})
    assert (await world.rest.get(f"/complaints/{receipt}")).json()["category"] == "other"


async def test_every_problem_is_documented_where_it_can_happen(world: World) -> None:
    document = (await world.rest.get("/openapi.json")).json()
    said = str(document["paths"])
    unnamed = {
        "not-found",
        "method-not-allowed",
        "internal",
        "photo-unasked",
    }  # the last: of the talk's own door
    assert [name for name in PROBLEMS if f"`{name}`" not in said and name not in unnamed] == []
    for methods in document["paths"].values():
        for operation in methods.values():
            wrong = [row for code, row in operation["responses"].items() if code >= "400"]
            assert all(list(row["content"]) == ["application/problem+json"] for row in wrong)


async def test_neither_the_database_nor_the_logs_hold_what_was_personal(
    world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    words = "김순자예요, 제 번호는 공일공 일이삼사 오육칠팔이고 주민번호는 480101-2345678이에요"
    receipt, token = await filed(world, what=words, contact=PERSON | {"address": "가좌동 12-3"}, consent=True)
    await world.file(contact=PERSON)  # refused
    await world.staff(receipt, "accept")
    await world.staff(receipt, "ask", question="연락처가 010-1234-5678 맞나요?")
    more = {"text": "네 010-1234-5678 맞아요"}
    assert (await world.rest.post(f"/complaints/{receipt}/information", json=more, headers=token)).is_success
    kept = b"".join(path.read_bytes() for path in world.settings.data_dir.iterdir())
    written = "".join(capfd.readouterr())
    for secret in ("1234-5678", "12345678", "일이삼사", "2345678", "가좌동 12-3", token["Authorization"][7:]):
        assert secret.encode() not in kept
        assert secret not in written
    assert receipt.encode() in kept
