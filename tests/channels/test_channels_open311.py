"""Open311 GeoReport v2 as its text says: services, filing, and what is told of a request."""

import datetime as dt
from xml.etree import ElementTree as Xml

from doors_world import KEY, LIGHT, NOW, World
from open311_world import FORM, PERSON, filed, post, wrong

from voicebot.civic.complaints.receipt import is_receipt

REQUEST = [
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime", "expected_datetime",
    "address", "address_id", "zipcode", "lat", "long", "media_url",
]  # fmt: skip
"""GeoReport v2, GET Service Request: the fields, in its order."""


async def test_services_are_the_categories(world: World) -> None:
    rows = (await world.open311.get("/services.json")).json()
    assert [row["service_code"] for row in rows] == [one.id for one in world.office.categories.categories]
    assert list(rows[0]) == [
        "service_code", "service_name", "description", "metadata", "type", "keywords", "group"
    ]  # fmt: skip
    assert (rows[0]["service_name"], rows[0]["metadata"], rows[0]["type"]) == ("가로등", True, "realtime")
    assert (rows[0]["keywords"], rows[0]["group"]) == ("가로등,Street light", "도로과")


async def test_xml_is_as_the_standard_shows_it(world: World) -> None:
    response = await world.open311.get("/services.xml", headers={"Accept-Language": "en"})
    assert response.headers["content-type"] == "text/xml; charset=utf-8"
    assert response.text.startswith('<?xml version="1.0" encoding="utf-8"?>')
    root = Xml.fromstring(response.text)
    assert (root.tag, root[0].tag) == ("services", "service")
    assert [root[0].findtext(tag) for tag in ("service_code", "metadata", "group")] == [
        "street_light", "true", "the road department"
    ]  # fmt: skip


async def test_a_definition_asks_the_extra_questions_and_for_consent(world: World) -> None:
    body = (await world.open311.get("/services/street_light.json")).json()
    assert list(body) == ["service_code", "attributes"]
    assert [(one["code"], one["datatype"], one["order"], one["required"]) for one in body["attributes"]] == [
        ("pole_number", "string", 1, False),
        ("consent", "singlevaluelist", 2, False),
        ("join", "string", 3, False),
    ]
    assert set(body["attributes"][0]) == {
        "variable", "code", "datatype", "required", "datatype_description", "order", "description", "values",
    }  # fmt: skip
    root = Xml.fromstring((await world.open311.get("/services/street_light.xml")).text)
    assert [value.findtext("key") for value in root.findall("attributes/attribute/values/value")] == [
        "yes",
        "no",
    ]


async def test_a_request_is_filed_and_read_again(both: World) -> None:
    posted = await both.open311.post(
        "/requests.xml",
        data={**FORM, **PERSON, "attribute[pole_number]": "32", "lat": "37.5453", "long": "126.6759"},
    )
    root = Xml.fromstring(posted.text)
    assert [child.tag for child in root[0]] == ["service_request_id", "service_notice", "account_id"]
    receipt = root[0].findtext("service_request_id") or ""
    assert is_receipt(receipt)
    complaint = await both.office.register.get(receipt)
    assert (complaint.kind, complaint.channel, complaint.answers) == (
        "petition",
        "open311",
        {"pole_number": "32"},
    )
    rows = (await both.open311.get(f"/requests/{receipt}.json", params={"api_key": KEY})).json()
    assert [list(row) for row in rows] == [REQUEST]
    assert rows[0] == {
        "service_request_id": receipt,
        "status": "open",
        "status_notes": "민원을 받았어요, 늦어도 12월 1일 화요일까지 답해 드릴게요.",
        "service_name": "가로등",
        "service_code": "street_light",
        "description": "가로등이 나갔어요, ●●●-●●●●-●●●●로 전화 주세요",
        "agency_responsible": "도로과",
        "service_notice": "전선이 늘어져 있으면 만지지 말고 바로 119에 알려 주세요.",
        "requested_datetime": "2026-11-23T10:00:00+09:00",
        "updated_datetime": "2026-11-23T10:00:00+09:00",
        "expected_datetime": "2026-12-01T18:00:00+09:00",
        "address": "가좌시장 앞",
        "address_id": None,
        "zipcode": None,
        "lat": 37.5453,
        "long": 126.6759,
        "media_url": None,
    }
    history = await both.office.register.history(receipt)
    assert history[0].actor == "open311:bus-app"


async def test_without_a_key_it_is_told_where_it_stands_but_not_what_was_said(world: World) -> None:
    receipt = await filed(world)
    for path in ("/requests.json", f"/requests/{receipt}.json"):
        response = await world.open311.get(path)
        assert response.json()[0]["status"] == "open"
        assert [response.json()[0][name] for name in ("description", "address", "lat", "long")] == [None] * 4
        assert "가좌시장" not in response.text
    wrong(await world.open311.get("/requests.json", params={"api_key": "guess"}), 403, "api_key")


async def test_open_and_closed_with_the_sentence(world: World) -> None:
    receipt = await filed(world)
    world.office.time = NOW + dt.timedelta(days=1)
    await world.answered(receipt)
    world.office.time = NOW + dt.timedelta(days=2)
    row = (await world.open311.get(f"/requests/{receipt}.json")).json()[0]
    assert (row["status"], row["status_notes"]) == ("closed", "답이 나왔어요, 말씀하신 대로 하기로 했어요.")
    assert row["updated_datetime"] == "2026-11-24T10:00:00+09:00"
    assert row["expected_datetime"] is None


async def test_staff_who_look_at_a_contact_change_nothing_that_is_told(world: World) -> None:
    receipt = await filed(world, **PERSON)
    later = NOW + dt.timedelta(hours=3)
    await world.office.register.contact(receipt, actor="kim", role="officer", at=later)
    row = (await world.open311.get(f"/requests/{receipt}.json")).json()[0]
    assert row["updated_datetime"] == "2026-11-23T10:00:00+09:00"


async def test_a_description_is_optional(world: World) -> None:
    receipt = await filed(world, description="")
    assert (await world.office.register.get(receipt)).what == "가로등"


async def test_names_are_put_together_as_they_are_said(world: World) -> None:
    for first, last, whole in (("순자", "김", "김순자"), ("John", "Smith", "John Smith")):
        receipt = await filed(world, first_name=first, last_name=last, **{"attribute[consent]": "yes"})
        contact = await world.office.register.contact(receipt, actor="kim", role="officer", at=NOW)
        assert contact.name == whole


async def test_one_key_files_once_for_each_partner(world: World) -> None:
    tried = [
        await world.open311.post("/requests.json", data=FORM, headers={"Idempotency-Key": "one press"})
        for _ in range(2)
    ]
    assert tried[0].json() == tried[1].json()
    other = await world.open311.post(
        "/requests.json", data={**FORM, "description": "다른 일"}, headers={"Idempotency-Key": "one press"}
    )
    wrong(other, 400, "key")
    assert len(await world.office.register.page(where=[])) == 1


async def test_a_token_gives_the_number(world: World) -> None:
    posted = await post(world)
    receipt, token = posted.json()[0]["service_request_id"], posted.headers["watch-token"]
    found = await world.open311.get(f"/tokens/{token}.json")
    assert found.json() == [{"service_request_id": receipt, "token": token}]
    root = Xml.fromstring((await world.open311.get(f"/tokens/{token}.xml")).text)
    assert (root.tag, root[0].findtext("service_request_id")) == ("service_requests", receipt)
    own = await world.rest.get(f"/complaints/{receipt}", headers={"Authorization": f"Bearer {token}"})
    assert own.json()["place"] == LIGHT["place"]
    for made_up in (receipt, "x", token[:-4], "한글"):
        wrong(await world.open311.get(f"/tokens/{made_up}.json"), 404, "token")


async def test_a_jurisdiction_need_not_be_named_but_may(world: World) -> None:
    for name in ("", "desk.example.kr"):
        assert (
            await world.open311.get("/services.json", params={"jurisdiction_id": name})
        ).status_code == 200
