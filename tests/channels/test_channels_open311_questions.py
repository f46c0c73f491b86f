"""Open311 GeoReport v2: asking for requests, and the defaults and bounds of what may be asked."""

import datetime as dt

import pytest
from doors_world import NOW, World
from open311_world import filed, wrong

from voicebot.civic.complaints.receipt import new_receipt


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
