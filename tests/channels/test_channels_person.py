"""What is kept about a person is given to them and forgotten, by who has the token and knows the number."""

import json
from typing import Any

import pytest
from doors_world import PERSON, World
from test_channels_rest import filed, problem

SAID = {"what": "집 앞 가로등이 나갔어요", "place": "가좌시장 앞", "occurred": "어젯밤부터"}


async def post(world: World, receipt: str, what: str, token: dict[str, str], **body: Any) -> Any:
    return await world.rest.post(f"/complaints/{receipt}/{what}", json=body, headers=token)


async def events(world: World, receipt: str) -> list[tuple[str, str, Any]]:
    return [(e.action, e.role, e.params) for e in await world.office.register.history(receipt)]


async def test_all_that_is_kept_is_given_and_that_it_was_is_kept(both: World) -> None:
    receipt, token = await filed(both, contact=PERSON, consent=True, **SAID)
    given = (await post(both, receipt, "export", token, phone="+82 10-1234-5678")).json()
    assert given["contact"] == PERSON
    assert {name: given["complaint"][name] for name in SAID} == SAID
    assert [event["action"] for event in given["history"]] == ["file", "export"]
    assert "actor" not in given["history"][0]
    assert (await events(both, receipt))[-1] == ("export", "caller", {"what": "all"})


@pytest.mark.parametrize("what", ["export", "erase"])
async def test_neither_without_the_token_nor_without_the_whole_number(world: World, what: str) -> None:
    receipt, token = await filed(world, contact=PERSON, consent=True)
    other, _ = await filed(world)
    for wrong in ("", "5678", "010-1234-567", "김순자"):
        problem(await post(world, receipt, what, token, phone=wrong), "phone-wrong")
    problem(await post(world, receipt, what, {}, phone=PERSON["phone"]), "token-missing")
    problem(await post(world, other, what, token, phone=PERSON["phone"]), "token-wrong")
    problem(await post(world, receipt, what, token, phone=PERSON["phone"]), "locked")
    assert (await world.office.register.get(receipt)).has_contact


async def test_while_it_is_open_only_who_filed_it_is_forgotten(both: World) -> None:
    receipt, token = await filed(both, contact=PERSON, consent=True, **SAID)
    told = (await post(both, receipt, "erase", token, phone=PERSON["phone"])).json()
    assert told["erased"] == ["contact"]
    assert "일이 끝나면" in told["say"]
    kept = await both.office.register.get(receipt)
    assert (kept.has_contact, kept.what) == (False, SAID["what"])
    assert await both.office.register.by_phone(PERSON["phone"]) == []
    await both.answered(receipt)
    told = (await post(both, receipt, "erase", token)).json()
    assert told["erased"] == ["contact", "words"]
    kept = await both.office.register.get(receipt)
    assert (kept.what, kept.place, kept.occurred, kept.state) == ("", "", "", "answered")


async def test_afterwards_nothing_personal_is_in_the_store_and_the_history_is_whole(world: World) -> None:
    receipt, token = await filed(world, contact=PERSON, consent=True, **SAID)
    await world.staff(receipt, "accept")
    await world.staff(receipt, "ask", question="몇 번인가요?")
    await world.rest.post(
        f"/complaints/{receipt}/information", json={"text": "서른두 번이래요"}, headers=token
    )
    await world.staff(receipt, "answer", outcome="granted", answer="갈았어요")
    assert (await post(world, receipt, "erase", token, phone=PERSON["phone"])).status_code == 200
    given = (await post(world, receipt, "export", token)).json()
    text = json.dumps(given, ensure_ascii=False)
    for gone in ("김순자", "1234-5678", "가좌시장", "서른두", "집 앞", "어젯밤"):
        assert gone not in text
    actions = [event["action"] for event in given["history"]]
    assert actions == ["file", "accept", "ask", "reply", "answer", "erase", "export"]
    assert (await events(world, receipt))[5] == ("erase", "caller", {"what": "contact, words"})
    assert (await world.rest.get(f"/complaints/{receipt}")).json()["state"] == "answered"


async def test_who_left_no_number_confirms_with_what_they_left(world: World) -> None:
    receipt, token = await filed(world, contact={"name": "김순자", "email": "kim@example.kr"}, consent=True)
    problem(await post(world, receipt, "erase", token, phone="lee@example.kr"), "phone-wrong")
    assert (await post(world, receipt, "erase", token, phone=" KIM@example.kr")).status_code == 200
    nobody, other = await filed(world)
    assert (await post(world, nobody, "erase", other)).json()["erased"] == ["contact"]


async def test_the_token_still_shows_where_it_stands(world: World) -> None:
    receipt, token = await filed(world, contact=PERSON, consent=True)
    await post(world, receipt, "erase", token, phone=PERSON["phone"])
    shown = await world.rest.get(f"/complaints/{receipt}", headers=token)
    assert (shown.status_code, shown.json()["has_contact"]) == (200, False)
