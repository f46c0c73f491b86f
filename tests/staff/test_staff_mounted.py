"""The console as the desk serves it."""

from pathlib import Path

import httpx

from voicebot.app import create_app
from voicebot.settings import Settings, Weather


async def test_it_is_there_with_headers_of_its_own_while_the_desk_opens(tmp_path: Path) -> None:
    nobody = Weather(sources=[], air=[])
    app = create_app(Settings(data_dir=tmp_path, database_url=None, warm_cache=False, weather=nobody))
    wire = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=wire, base_url="http://desk") as client:
        page = await client.get("/staff/")
        script = await client.get("/static/vendor/htmx.min.js")
        licence = await client.get("/static/vendor/htmx.LICENSE")
    await app.state.desk.close()
    assert page.status_code == 503
    assert page.headers.get_list("content-security-policy")[0].startswith("default-src 'none'")
    assert len(page.headers.get_list("content-security-policy")) == 1
    assert page.headers["cache-control"] == "no-store"
    assert script.status_code == licence.status_code == 200
