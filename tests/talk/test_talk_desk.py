"""A desk that has not loaded its models yet knows the day, and its page greets."""

from pathlib import Path

import httpx
import pytest

from voicebot.app import create_app
from voicebot.settings import Settings, Weather
from voicebot.talk.desk import Desk


@pytest.fixture
def alone(tmp_path: Path) -> Settings:
    """Settings of a desk that asks nobody outside."""
    return Settings(data_dir=tmp_path / "var", warm_cache=False, weather=Weather(sources=[], air=[]))


def test_a_desk_knows_the_day_before_its_models(alone: Settings) -> None:
    desk = Desk(alone)
    answer = desk.guide.hear("오늘 며칠이에요", "ko")
    assert answer
    assert answer.reply.sentences[0].startswith("오늘은 ")
    assert desk.greeter.reply("ko", "phone").sentences[0].startswith("안녕하세요.")
    assert desk.weather.fresh() is None
    assert desk.weather_credit == ""


async def test_the_page_greets_in_both_languages(alone: Settings) -> None:
    transport = httpx.ASGITransport(create_app(alone))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
        page = (await client.get("/")).text
    shown = page.split('id="greeting"')[1].split("</p>")[0]
    assert "data-ko=" in shown
    assert 'data-en="' in shown
    assert 'data-en=""' not in shown


async def test_the_page_leads_to_the_districts_own_where_officers_have_said_so(alone: Settings) -> None:
    app = create_app(alone)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk") as client:
        assert "구청 누리집" not in (await client.get("/")).text
        desk = app.state.desk
        own = desk.district.desk.model_copy(update={"site": "https://www.example.go.kr/main"})
        desk.district = desk.district.model_copy(update={"desk": own})
        assert '<a href="https://www.example.go.kr/main"' in (await client.get("/")).text
