"""Open311 GeoReport v2 as its text says: fields, formats, defaults, errors."""

import datetime as dt
import json
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from doors_world import KEY, LIGHT, NOW, World
from hypothesis import given
from hypothesis import strategies as st

from voicebot.channels.open311.formats import answer
from voicebot.civic.complaints.receipt import is_receipt, new_receipt

FORM = {
    "api_key": KEY,
    "service_code": "street_light",
    "address_string": "가좌시장 앞",
    "description": "가로등이 나갔어요, 010-1234-5678로 전화 주세요",
}
PERSON = {"last_name": "김", "first_name": "순자", "phone": "010-1234-5678", "attribute[consent]": "yes"}
REQUEST = [
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime", "expected_datetime",
    "address", "address_id", "zipcode", "lat", "long", "media_url",
]  # fmt: skip
"""GeoReport v2, GET Service Request: the fields, in its order."""


def wrong(response: Any, code: int, word: str = "") -> None:
    """An array of code and description, in the format that was asked for."""
    assert response.status_code == code
    if response.headers["content-type"].startswith("application/json"):
        rows = response.json()
    else:
        root = Xml.fromstring(response.text)
        assert (root.tag, [child.tag for child in root]) == ("errors", ["error"])
        rows = [{"code": int(root[0].findtext("code") or 0), "description": root[0].findtext("description")}]
    assert [set(row) for row in rows] == [{"code", "description"}]
    assert rows[0]["code"] == code
    assert word in rows[0]["description"]


async def post(world: World, **more: str) -> Any:
    return await world.open311.post("/requests.json", data={**FORM, **more})


async def filed(world: World, **more: str) -> str:
    response = await post(world, **more)
    assert response.status_code == 200, response.text
    return str(response.json()[0]["service_request_id"])


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


async def spread(world: World) -> list[str]:
    """Requests of 100, 50 and 0 days ago; the newest is closed; the second is of another kind."""
    ids = []
    for days, code in ((100, "street_light"), (50, "road"), (0, "street_light")):
        world.office.time = NOW - dt.timedelta(days=days)
        ids.append(await filed(world, service_code=code))
    await world.answered(ids[-1])
    return ids


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, [2, 1]),
        ({"status": ""}, [2, 1]),
        ({"status": "open"}, [1]),
        ({"status": "closed"}, [2]),
        ({"status": "open,closed"}, [2, 1]),
        ({"service_code": "road"}, [1]),
        ({"service_code": "road,street_light"}, [2, 1]),
        ({"start_date": "2026-08-01T00:00:00Z"}, [1, 0]),
        ({"start_date": "2026-11-23T00:00:00+09:00"}, [2]),
        ({"end_date": "2026-11-01T00:00:00+09:00"}, [1, 0]),
        ({"start_date": "2026-10-01T00:00:00Z", "end_date": "2026-11-01T00:00:00Z"}, [1]),
        ({"start_date": "2027-01-01T00:00:00Z"}, []),
        ({"page_size": "1"}, [2]),
        ({"page_size": "1", "page": "2"}, [1]),
    ],
)
async def test_filters_and_defaults(world: World, params: dict[str, str], found: list[int]) -> None:
    ids = await spread(world)
    rows = (await world.open311.get("/requests.json", params=params)).json()
    assert [row["service_request_id"] for row in rows] == [ids[at] for at in found]


async def test_asking_by_number_overrides_everything(both: World) -> None:
    ids = await spread(both)
    asked = {"service_request_id": f"{ids[0]}, {ids[2]},{new_receipt()},\x00", "status": "open"}
    rows = (await both.open311.get("/requests.json", params=asked)).json()
    assert {row["service_request_id"] for row in rows} == {ids[0], ids[2]}


async def test_a_plus_that_nobody_escaped_is_understood(world: World) -> None:
    receipt = await filed(world)
    rows = (await world.open311.get("/requests.json?start_date=2026-11-23T00:00:00+09:00")).json()
    assert [row["service_request_id"] for row in rows] == [receipt]


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"start_date": "2026-11-23"}, 400),
        ({"start_date": "2026-11-23T00:00:00"}, 400),
        ({"end_date": "yesterday"}, 400),
        ({"end_date": "0001-01-01T00:00:00+09:00"}, 400),
        ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-11-01T00:00:00Z"}, 400),
        ({"start_date": "2026-11-02T00:00:00Z", "end_date": "2026-11-01T00:00:00Z"}, 400),
        ({"status": "received"}, 400),
        ({"page_size": "1001"}, 400),
        ({"page": "0"}, 400),
        ({"service_code": "ufo"}, 404),
        ({"jurisdiction_id": "elsewhere.kr"}, 404),
        ({"api_key": "guess"}, 403),
    ],
)
@pytest.mark.parametrize("form", ["json", "xml"])
async def test_bad_questions(world: World, params: dict[str, str], code: int, form: str) -> None:
    wrong(await world.open311.get(f"/requests.{form}", params=params), code)


@pytest.mark.parametrize(
    ("more", "code", "word"),
    [
        ({"api_key": ""}, 403, "api_key"),
        ({"api_key": "guess"}, 403, "api_key"),
        ({"jurisdiction_id": "elsewhere.kr"}, 404, "jurisdiction_id"),
        ({"service_code": "ufo"}, 404, "ufo"),
        ({"service_code": ""}, 400, "service_code"),
        ({"address_string": ""}, 400, "address_string"),
        ({"address_string": "", "address_id": "12"}, 400, "address_id"),
        ({"lat": "37.5"}, 400, "long"),
        ({"lat": "nan", "long": "126.7"}, 400, "lat"),
        ({"lat": "35.18", "long": "129.08"}, 400, "district"),
        ({"lat": "137.5", "long": "126.7"}, 400, "latitude"),
        ({"description": "가" * 4001}, 400, "what"),
        ({"description": "가" * 10_000}, 400, "too big"),
        ({"description": "<b>가로등</b>"}, 400, "HTML"),
        ({"attribute[shoe_size]": "240"}, 400, "shoe_size"),
        ({"phone": "010-1234-5678"}, 400, "agree"),
        ({"phone": "010-1234-5678", "attribute[consent]": "no"}, 400, "agree"),
        ({"email": "nobody", "attribute[consent]": "yes"}, 400, "email"),
    ],
)
async def test_bad_filings(world: World, more: dict[str, str], code: int, word: str) -> None:
    response = await post(world, **more)
    wrong(response, code, word)
    assert "1234" not in response.text
    assert await world.office.register.page(where=[]) == []


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=%ff&b=%fe", b"&".join(b"a=1" for _ in range(60)), b""])
async def test_bodies_that_are_no_form(world: World, body: bytes) -> None:
    response = await world.open311.post("/requests.xml", content=body)
    wrong(response, 403 if body == b"" else 400)


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


@pytest.mark.parametrize(
    "path",
    [
        "/services/ufo.json", "/services/ufo.xml", "/requests/123456789.json", "/requests/x.xml",
        "/services.html", "/requests.yaml", "/nothing", "/", "/requests/%00.json", "/requests/%0A.json",
        "/services.json?jurisdiction_id=elsewhere.kr",
    ],
)  # fmt: skip
async def test_what_is_not_there(world: World, path: str) -> None:
    wrong(await world.open311.get(path), 404)


async def test_a_jurisdiction_need_not_be_named_but_may(world: World) -> None:
    for name in ("", "desk.example.kr"):
        assert (
            await world.open311.get("/services.json", params={"jurisdiction_id": name})
        ).status_code == 200


async def test_nobody_files_where_no_keys_are_set(world: World) -> None:
    world.settings.open311.keys.clear()
    wrong(await post(world), 403, "api_key")
    wrong(await post(world, api_key=""), 403, "api_key")


async def test_before_the_desk_is_open(world: World) -> None:
    world.open = False
    wrong(await world.open311.get("/services.xml"), 400, "not running")


async def test_a_failure_tells_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of 김순자")

    monkeypatch.setattr(world.office, "file", broken)
    response = await post(world)
    wrong(response, 500)
    assert "secret" not in response.text


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=50))
def test_xml_holds_any_text(text: str) -> None:
    row = {"description": text}
    sent = answer("service_requests", [row], "xml").body
    root = Xml.fromstring(bytes(sent).decode("utf-8"))
    assert root[0].tag == "request"
    kept = (root.findtext("request/description") or "").replace("\r\n", "\n")
    assert kept == "".join(c for c in kept if c in "\t\n\r\x85" or c >= " ")
    assert len(kept) <= len(text)


def test_json_keeps_what_xml_keeps() -> None:
    row = {"metadata": True, "zipcode": None, "lat": 37.5, "description": "가 & <나>"}
    assert json.loads(bytes(answer("services", [row], "json").body)) == [row]
    root = Xml.fromstring(bytes(answer("services", [row], "xml").body))
    assert [child.text for child in root[0]] == ["true", None, "37.5", "가 & <나>"]
