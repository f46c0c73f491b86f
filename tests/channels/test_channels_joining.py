"""Joining by REST and Open311: offered with a draft, kept once, taken back; the first caller stays hidden."""

import uuid
from typing import Any

import httpx
import pytest
from doors_world import KEY, LIGHT, PERSON, World, bearer

ME = {"contact": {"phone": "010-9876-5432"}, "consent": True}


async def draft(world: World, **more: Any) -> Any:
    response = await world.rest.post("/complaints/draft", json={**LIGHT, **more})
    assert response.status_code == 200, response.text
    return response.json()


async def join(world: World, receipt: str, key: str = "", **more: Any) -> httpx.Response:
    headers = {"Idempotency-Key": key or str(uuid.uuid4())}
    return await world.rest.post(f"/complaints/{receipt}/join", json={**ME, **more}, headers=headers)


async def named(world: World) -> str:
    """A complaint of somebody who said who they are."""
    filed = await world.file(contact=PERSON, consent=True, what="우리 집 102동 303호 앞 가로등이 나갔어요")
    return str(filed.json()["receipt"])


async def test_a_draft_keeps_nothing_and_tells_of_the_same_trouble(world: World) -> None:
    assert (await draft(world))["similar"] is None
    assert await world.office.register.page([]) == []
    receipt = await named(world)
    told = await draft(world, place="가좌시장 뒤편")
    similar = told["similar"]
    assert similar["status"]["receipt"] == receipt
    assert (similar["people"], similar["ask"]) == (1, "이미 한 분이 알려 주셨어요. 함께 알림 받으시겠어요?")
    assert len(await world.office.register.page([])) == 1


async def test_nothing_of_the_first_caller_shows(world: World) -> None:
    receipt = await named(world)
    seen = str(await draft(world)) + (await join(world, receipt)).text
    for word in ("김순자", "1234", "303", "우리 집", "가좌시장", "watch_token"):
        assert word not in seen


async def test_joining_twice_with_one_key_counts_once(world: World) -> None:
    receipt, key = await named(world), str(uuid.uuid4())
    first, again = [await join(world, receipt, key) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["people"] == again.json()["people"] == 2
    assert first.json()["say"] == "네, 함께하신 것으로 적었어요."
    assert (await draft(world))["similar"]["ask"].startswith("이미 두 분이 알려 주셨어요.")


async def test_leaving_leaves_the_complaint(world: World) -> None:
    receipt = await named(world)
    token = (await join(world, receipt)).json()["join_token"]
    left = await world.rest.post(f"/complaints/{receipt}/leave", headers=bearer(token))
    assert (left.status_code, left.json()) == (200, {"receipt": receipt, "people": 1})
    assert (await world.rest.get(f"/complaints/{receipt}")).json()["state"] == "received"


async def test_the_token_of_who_joined_opens_nothing(world: World) -> None:
    receipt = await named(world)
    token = (await join(world, receipt)).json()["join_token"]
    for ask in ("withdraw", "reopen"):
        refused = await world.rest.post(f"/complaints/{receipt}/{ask}", headers=bearer(token))
        assert refused.json()["type"].endswith("token-wrong")
    assert (await world.rest.get(f"/complaints/{receipt}", headers=bearer(token))).status_code == 401


async def problem(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["type"].rpartition(":")[2]


async def test_what_cannot_be_joined(world: World) -> None:
    receipt, other = await named(world), await named(world)
    assert await problem(await join(world, "000000000")) == (404, "unknown-receipt")
    assert await problem(await join(world, "123456789")) == (422, "receipt-misheard")
    assert await problem(await join(world, receipt, consent=False)) == (422, "consent-missing")
    assert await problem(await join(world, receipt, key="short")) == (422, "invalid")
    assert await problem(await join(world, receipt, surprise=1)) == (422, "invalid")
    key = str(uuid.uuid4())
    await join(world, receipt, key)
    assert await problem(await join(world, other, key)) == (422, "key-reused")
    await world.answered(receipt)
    assert await problem(await join(world, receipt)) == (409, "not-possible")
    nobody = await world.rest.post(f"/complaints/{receipt}/leave")
    assert await problem(nobody) == (401, "token-missing")
    foreign = (await join(world, other)).json()["join_token"]
    wrong = await world.rest.post(f"/complaints/{receipt}/leave", headers=bearer(foreign))
    assert await problem(wrong) == (401, "token-wrong")


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"category": "ufo"}, "unknown-category"),
        ({"answers": {"ufo": "1"}}, "unknown-field"),
        ({"contact": PERSON}, "consent-missing"),
        ({"latitude": 35.1, "longitude": 129.0}, "place-outside"),
        ({"occurred": "2027-01-01"}, "future"),
    ],
)
async def test_a_draft_is_refused_as_its_filing_would_be(
    world: World, more: dict[str, Any], kind: str
) -> None:
    refused = await world.rest.post("/complaints/draft", json={**LIGHT, **more})
    assert await problem(refused) == (422, kind)


async def posted(world: World, **fields: str) -> httpx.Response:
    form = {"api_key": KEY, "service_code": "street_light", "address_string": "가좌시장 앞", **fields}
    return await world.open311.post("/requests.json", data=form, headers={"Idempotency-Key": "k" * 16})


async def test_open311_joins_by_an_attribute(world: World) -> None:
    receipt = await named(world)
    asked = {"attribute[join]": receipt, "phone": "010-9876-5432", "attribute[consent]": "yes"}
    for _ in range(2):
        joined = await posted(world, **asked)
        assert joined.json()[0]["service_request_id"] == receipt
        assert joined.json()[0]["service_notice"] == "네, 함께하신 것으로 적었어요."
        assert "Watch-Token" not in joined.headers
    assert await world.office.joining.people(receipt) == 2
    assert len(await world.office.register.page([])) == 1
    left = await world.rest.post(f"/complaints/{receipt}/leave", headers=bearer(joined.headers["Join-Token"]))
    assert left.json()["people"] == 1


async def test_open311_refuses_what_it_cannot_join(world: World) -> None:
    receipt = await named(world)
    for fields, status in (
        ({"attribute[join]": "000000000"}, 404),
        ({"attribute[join]": "12"}, 400),
        ({"attribute[join]": receipt, "phone": "010-9876-5432"}, 400),
        ({"attribute[join]": receipt, "phone": "x", "attribute[consent]": "yes"}, 400),
    ):
        assert (await posted(world, **fields)).status_code == status, fields
    assert await world.office.joining.people(receipt) == 1


async def test_open311_asks_for_it_only_where_it_makes_sense(world: World) -> None:
    for code, offered in (("street_light", True), ("welfare", False)):
        told = (await world.open311.get(f"/services/{code}.json")).json()["attributes"]
        assert ("join" in {one["code"] for one in told}) is offered
