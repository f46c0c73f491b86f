"""The doors of the real application, without its models, against their own OpenAPI documents."""

import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from pydantic import SecretStr

from voicebot.app import create_app
from voicebot.channels.open311.door import open311_door
from voicebot.channels.rest.door import rest_door
from voicebot.settings import Limits, Open311, Settings
from voicebot.talk.desk import Desk

schemathesis = pytest.importorskip("schemathesis")

KEY = "partner-key-1"
EXAMPLES = int(os.environ.get("VOICEBOT_TEST_EXAMPLES", "20"))
"""For each operation: 20 take about half a minute in all on two cores; more are for once in a while."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An application on a port of its own, with the store and no models; nobody is locked out."""
    folder = tmp_path_factory.mktemp("doors")
    settings = Settings(
        data_dir=folder / "var",
        database_url=None,
        keys=[],
        limits=Limits(wrong_tries=1_000_000),
        open311=Open311(keys={"tester": SecretStr(KEY)}),
    )
    with pytest.MonkeyPatch.context() as patch, socket.socket() as listening:
        patch.setattr(Desk, "open", Desk._open_store)
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="critical"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        _until_open(f"{base}/open311/v2/services.json")
        yield base
        server.should_exit = True
        thread.join(20)


def _until_open(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx.get(url, timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("the doors did not open")


_OPENAPI = pytest.importorskip("schemathesis.specs.openapi.checks")
CHECKS = [
    schemathesis.checks.not_a_server_error,
    _OPENAPI.status_code_conformance,
    _OPENAPI.content_type_conformance,
    _OPENAPI.response_headers_conformance,
    _OPENAPI.response_schema_conformance,
]
BOUNDED = hypothesis_settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def tried(operation: Any, mode: Any, **fixed: Any) -> int:
    """Call one operation with data of one kind, some of it fixed; the number of calls."""
    calls = 0

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode, **fixed))
    def call(case: Any) -> None:
        nonlocal calls
        calls += 1
        if isinstance(case.body, dict) and "api_key" in case.body:
            case.body |= {"api_key": KEY, "service_code": "road"}  # so that it is not refused at once
        case.call_and_validate(checks=CHECKS)

    call()
    return calls


def operations(url: str, door: str) -> list[Any]:
    schema = schemathesis.openapi.from_url(f"{url}/{door}/openapi.json")
    return [one.ok() for one in schema.get_all_operations()]


@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
@pytest.mark.parametrize("door", ["v1", "open311/v2"])
def test_a_door_answers_as_it_is_documented(url: str, door: str, mode: str) -> None:
    for operation in operations(url, door):
        assert tried(operation, schemathesis.GenerationMode[mode]) > 0, operation.label


def test_the_documents_name_every_route(url: str) -> None:
    """What is not in the document is not tried above."""
    doors = {
        "v1": rest_door(lambda: None, Limits()),
        "open311/v2": open311_door(lambda: None, Settings(database_url=None, keys=[])),
    }
    for door, app in doors.items():
        routes = {(way.upper(), one.path) for one in _routes(app.routes) for way in one.methods or ()}
        assert {(one.method.upper(), one.path) for one in operations(url, door)} == routes
        assert len(routes) >= 6


def _routes(routes: Any) -> Iterator[APIRoute]:
    """Those of a door and of the routers that it includes."""
    for one in routes:
        if isinstance(one, APIRoute):
            yield one
        elif router := getattr(one, "original_router", None):
            yield from _routes(router.routes)


@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
def test_the_owner_is_answered_as_it_is_documented(url: str, mode: str) -> None:
    owned = [one for one in operations(url, "v1") if "{receipt}" in one.path]
    for operation in owned:
        if mode == "POSITIVE" or len(operation.body):  # without a body there is nothing wrong to send
            filed = file(url)
            own = {"Authorization": f"Bearer {filed['watch_token']}"}
            known = {"path_parameters": {"receipt": filed["receipt"]}, "headers": own}
            assert tried(operation, schemathesis.GenerationMode[mode], **known) > 0, operation.label


def file(url: str) -> dict[str, str]:
    """File something and give what came back."""
    sent = httpx.post(
        f"{url}/v1/complaints",
        json={"category": "road", "what": "길이 파였어요"},
        headers={"Idempotency-Key": str(uuid.uuid4())},
        timeout=60,
    )
    assert sent.status_code == 201
    assert sent.headers["x-content-type-options"] == "nosniff"
    body: dict[str, str] = sent.json()
    return body


def test_both_doors_are_in_the_application_beside_its_pages(url: str) -> None:
    receipt = file(url)["receipt"]
    rows = httpx.get(f"{url}/open311/v2/requests/{receipt}.json").json()
    assert [row["service_request_id"] for row in rows] == [receipt]
    assert httpx.get(f"{url}/healthz").json() == {"status": "ok"}
    assert httpx.get(f"{url}/v1/nothing").headers["content-type"] == "application/problem+json"
