"""Open311 GeoReport v2: what is refused, and how it is said."""

import pytest
from doors_world import World
from open311_world import post, wrong


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
