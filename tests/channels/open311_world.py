"""Filing through Open311, and what an error of it looks like."""

from typing import Any
from xml.etree import ElementTree as Xml

from doors_world import KEY, World

FORM = {
    "api_key": KEY,
    "service_code": "street_light",
    "address_string": "가좌시장 앞",
    "description": "가로등이 나갔어요, 010-1234-5678로 전화 주세요",
}
PERSON = {"last_name": "김", "first_name": "순자", "phone": "010-1234-5678", "attribute[consent]": "yes"}


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
