"""Who comes to a kiosk is greeted once, and not again when the connection comes back."""

import pytest
from test_channels_bad_input import START, opened

from voicebot.bench.service import Service

pytestmark = pytest.mark.models


async def test_a_greeting_follows_the_sessions_beginning_and_comes_once(desk: Service) -> None:
    async with opened(desk) as raw:
        await raw.send(START | {"channel": "kiosk"})
        created = await raw.until("session.created")
        reply = await raw.until("response.created")
        assert (reply["kind"], reply["seq"]) == ("greeting", created["seq"] + 1)
        assert len(reply["sentences"]) == 2
        done = await raw.until("response.done")
        raw.socket.transport.abort()
    fields = {
        "session_id": created["session_id"],
        "token": created["resume_token"],
        "last_event_seq": done["seq"],
        "last_audio_in_seq": -1,
    }
    async with opened(desk) as raw:
        await raw.send(START | {"channel": "kiosk", "resume": fields})
        await raw.until("session.created")
        await raw.send({"type": "input_text", "text": "오늘 며칠이에요?"})
        kinds = [(await raw.until("response.created"))["kind"] for _ in range(1)]
        while kinds[-1] != "answer":
            kinds.append((await raw.until("response.created"))["kind"])
        assert kinds.count("greeting") <= 1  # what was left unheard of it, at most


async def test_a_page_is_not_spoken_to_unasked(desk: Service) -> None:
    async with opened(desk) as raw:
        await raw.send(START | {"channel": "browser"})
        await raw.until("session.created")
        await raw.send({"type": "input_text", "text": "오늘 며칠이에요?"})
        assert (await raw.until("response.created"))["kind"] == "answer"
