"""Photos by REST and Open311: who may add, see and remove them, and what is refused before it is read."""

from typing import Any

import httpx
import pytest
from doors_world import KEY, World, bearer
from pictures import heic, photo, with_place, zipped

MEGABYTE = 1024 * 1024


async def filed(world: World) -> tuple[str, str]:
    told = (await world.file()).json()
    return told["receipt"], told["watch_token"]


async def add(world: World, receipt: str, token: str, content: bytes, name: str = "a.jpg") -> httpx.Response:
    part = {"photo": (name, content, "image/jpeg")}
    return await world.rest.post(f"/complaints/{receipt}/attachments", files=part, headers=bearer(token))


def kind(response: httpx.Response) -> str:
    return str(response.json()["type"]).rpartition(":")[2]


async def test_the_owner_adds_sees_and_removes_a_photo(world: World) -> None:
    receipt, token = await filed(world)
    added = await add(world, receipt, token, with_place())
    assert (added.status_code, added.json()["kind"], added.json()["media"]) == (201, "photo", "image/jpeg")
    at = f"/complaints/{receipt}/attachments"
    (listed,) = (await world.rest.get(at, headers=bearer(token))).json()
    assert listed == added.json()
    shown = await world.rest.get(f"{at}/{listed['name']}", headers=bearer(token))
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")
    assert len(shown.content) == listed["size"]
    assert b"Secret" not in shown.content
    assert shown.headers["Cache-Control"] == "private, no-store"
    gone = await world.rest.delete(f"{at}/{listed['name']}", headers=bearer(token))
    assert gone.status_code == 204
    assert (await world.rest.get(f"{at}/{listed['name']}", headers=bearer(token))).status_code == 404
    folder = world.settings.data_dir / "attachments"
    assert list(folder.iterdir()) == []
    actions = [event.action for event in await world.office.register.history(receipt)]
    assert actions == ["file", "attach", "detach"]


async def test_nobody_else_sees_it(world: World) -> None:
    receipt, token = await filed(world)
    name = (await add(world, receipt, token, photo())).json()["name"]
    other, foreign = await filed(world)
    at = f"/complaints/{receipt}/attachments/{name}"
    assert (await world.rest.get(at)).status_code == 401
    assert (await world.rest.get(at, headers=bearer(foreign))).status_code == 401
    stolen = f"/complaints/{other}/attachments/{name}"
    assert (await world.rest.get(stolen, headers=bearer(foreign))).status_code == 404
    assert (await world.rest.delete(stolen, headers=bearer(foreign))).status_code == 404
    assert (await world.client("").get(f"/static/{name}")).status_code == 404


@pytest.mark.parametrize(
    ("content", "status", "name"),
    [
        (zipped(), 415, "photo-format"),
        (heic(), 415, "photo-heic"),
        (b"", 415, "photo-format"),
        (photo()[:200], 422, "photo-broken"),
    ],
    ids=["a ZIP named .jpg", "HEIC", "nothing", "cut short"],
)
async def test_what_is_no_photo_is_refused_in_words(
    world: World, content: bytes, status: int, name: str
) -> None:
    receipt, token = await filed(world)
    refused = await add(world, receipt, token, content)
    assert (refused.status_code, kind(refused)) == (status, name)
    assert refused.json()["title"].endswith("주세요.")
    assert (await world.rest.get(f"/complaints/{receipt}/attachments", headers=bearer(token))).json() == []


async def test_there_is_room_for_three(world: World) -> None:
    receipt, token = await filed(world)
    for _ in range(3):
        assert (await add(world, receipt, token, photo())).status_code == 201
    refused = await add(world, receipt, token, photo())
    assert (refused.status_code, kind(refused)) == (409, "photos-enough")


async def test_nothing_is_added_to_what_was_withdrawn(world: World) -> None:
    receipt, token = await filed(world)
    await world.rest.post(f"/complaints/{receipt}/withdraw", headers=bearer(token))
    assert (await add(world, receipt, token, photo())).status_code == 409


class Asked:
    """A request of 50 MB that counts how much of it was wanted."""

    def __init__(self, *, says: bool) -> None:
        self.headers = [(b"content-type", b"multipart/form-data; boundary=x")]
        if says:
            self.headers.append((b"content-length", str(50 * MEGABYTE).encode()))
        self.read = 0
        self.status = 0

    async def receive(self) -> dict[str, Any]:
        head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
        body = head if self.read == 0 else bytes(MEGABYTE // 4)
        self.read += len(body)
        return {"type": "http.request", "body": body, "more_body": self.read < 50 * MEGABYTE}

    async def send(self, message: Any) -> None:
        self.status = message.get("status", self.status)


@pytest.mark.parametrize(("says", "most"), [(True, 0), (False, 11 * MEGABYTE)])
@pytest.mark.parametrize("path", ["/v1/complaints/{}/attachments", "/open311/v2/requests.json"])
async def test_fifty_megabytes_are_refused_without_reading_them(
    world: World, says: bool, most: int, path: str
) -> None:
    receipt, token = await filed(world)
    asked = Asked(says=says)
    where = path.format(receipt)
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": where, "raw_path": where.encode(), "query_string": b"", "root_path": "",
        "headers": [*asked.headers, (b"authorization", f"Bearer {token}".encode())],
        "client": ("192.0.2.1", 1234), "server": ("desk", 80), "state": {},
    }  # fmt: skip
    await world.app(scope, asked.receive, asked.send)
    assert asked.status == (413 if "/v1/" in path else 400)
    assert asked.read <= most


async def test_only_forms_with_a_photo_may_be_long(world: World) -> None:
    receipt, token = await filed(world)
    long = await world.rest.post(
        f"/complaints/{receipt}/attachments",
        content=bytes(100_000),
        headers={**bearer(token), "Content-Type": "application/x-www-form-urlencoded"},
    )
    assert long.status_code == 413


async def test_open311_takes_a_photo_with_the_request_once(world: World) -> None:
    form = {"api_key": KEY, "service_code": "street_light", "address_string": "가좌시장 앞"}
    headers = {"Idempotency-Key": "k" * 16}
    for _ in range(2):
        told = await world.open311.post(
            "/requests.json",
            data=form,
            files={"media": ("a.png", photo("PNG"), "image/png")},
            headers=headers,
        )
        assert told.status_code == 200, told.text
    receipt = told.json()[0]["service_request_id"]
    kept = await world.office.attaching.listed(receipt)
    assert [(one.kind, one.media) for one in kept] == [("photo", "image/jpeg")]
    seen = await world.rest.get(
        f"/complaints/{receipt}/attachments", headers=bearer(told.headers["Watch-Token"])
    )
    assert [one["name"] for one in seen.json()] == [kept[0].name]
    public = (await world.open311.get(f"/requests/{receipt}.json?api_key={KEY}")).json()[0]
    assert public["media_url"] is None


async def test_open311_files_nothing_with_what_is_no_photo(world: World) -> None:
    form = {"api_key": KEY, "service_code": "street_light", "address_string": "가좌시장 앞"}
    told = await world.open311.post("/requests.json", data=form, files={"media": ("a.jpg", zipped())})
    assert told.status_code == 400
    assert await world.office.register.page([]) == []
