"""Looking up, hearing, complaining and following on the pages of a real desk, without a script."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import httpx
import pytest
import soundfile

from voicebot.bench.service import Service

pytestmark = pytest.mark.models


@pytest.fixture
def client(desk: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.url, follow_redirects=True, timeout=120) as client:
        yield client


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("여권 새로 만들려면 어떻게 해요?", "passport-new"),
        ("종량재봉투", "trash-bag"),
        ("기초연굼", "basic-pension-who"),
        ("durnjs rkqt", "passport-fee"),
        ("pasport", "passport-new"),
    ],
)
def test_what_is_typed_with_slips_is_found(client: httpx.Client, typed: str, entry: str) -> None:
    found = client.get("/search", params={"q": typed, "lang": "en" if typed == "pasport" else "ko"})
    assert re.search(rf'class="result" href="/ask/{entry}[?"]', found.text)


def test_a_word_leads_to_an_answer_that_is_heard(client: httpx.Client) -> None:
    assert client.get("/ask/강아지").url.path == "/ask/pet-register"
    heard = client.get("/ask/pet-register/name.mp3")
    assert heard.headers["content-type"] == "audio/mpeg"
    assert 0.5 < soundfile.info(io.BytesIO(heard.content)).duration < 5


def test_a_complaint_is_written_filed_and_followed(client: httpx.Client) -> None:
    told = {"answer": "어제 저녁부터 가좌시장 앞 골목에 불이 안 들어와서 캄캄해요"}
    kinds = client.post("/complain/what", data=told)
    assert re.findall(r'name="answer" value="([a-z_]+)"', kinds.text)[0] == "street_light"
    place_and_time_are_known = client.post("/complain/category", data={"answer": "street_light"})
    if place_and_time_are_known.url.path == "/complain/join":  # another journey has told of it on this desk
        place_and_time_are_known = client.post("/complain/join", data={"answer": "no"})
    assert place_and_time_are_known.url.path == "/complain/extra-pole_number"
    client.post("/complain/extra-pole_number", data={"skip": "yes"})
    client.post("/complain/consent", data={"answer": "no"})
    done = client.post("/complain/check")
    receipt = re.findall(r'data-receipt="(\d{9})"', done.text)[0]
    assert "지금 여기예요" in client.post("/track", data={"number": receipt}).text
