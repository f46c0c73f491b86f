"""The desk without models, as a kiosk meets it: it greets, takes keys, and serves the real kiosk door."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import numpy as np
from fastapi import WebSocketDisconnect
from fastapi.templating import Jinja2Templates
from playwright.sync_api import Page
from web_fake_desk import CHOICES, PASSPORT, WEB, Call, FakeDesk

from voicebot.channels.kiosk.door import kiosk_door
from voicebot.civic.faq import load_faq
from voicebot.civic.overlay.menu import Choice, Item, menu
from voicebot.settings import Kiosk, project_dir

SCREENS = {
    "tall": {"width": 1080, "height": 1920, "inches": 21.5},
    "large": {"width": 1080, "height": 1920, "inches": 32.0},
    "small": {"width": 1024, "height": 600, "inches": 10.1},
}
"""Three screens that kiosks have, and their diagonals."""
GREETING = ("안녕하세요. 말로 묻는 창구예요.", "무엇을 도와드릴까요?")
COMPLAINT = {
    "what": "가로등이 나갔어요",
    "category": "street_light",
    "category_name": "가로등",
    "place": "가좌동",
}


class KioskDesk(FakeDesk):
    """What the kiosk talks to; it is also what the kiosk's door needs of the real desk."""

    phone = "120"

    def __init__(self, kiosk: Kiosk | None = None) -> None:
        super().__init__()
        self.faq = load_faq(project_dir() / "faq")
        self.chosen: dict[str, Choice] = {}
        self.doors.append(kiosk_door(self, kiosk or Kiosk(), Jinja2Templates(WEB / "templates")))

    def menu(self, language: str, most: int = 7) -> list[Item]:
        return menu(self.chosen, Kiosk().topics, self.faq.entries(language), most)

    def name(self, language: str) -> str:
        return "인천 서구 말로 묻는 창구" if language == "ko" else "Incheon Seo-gu voice desk"

    async def _session_start(self, call: Call, event: Any) -> None:
        await super()._session_start(call, event)
        if not event.resume:
            await self.reply(call, kind="greeting", sentences=GREETING)

    async def _event(self, call: Call, text: str) -> None:
        """A page that has gone hears no more; what it said before that is still to be read."""
        with suppress(WebSocketDisconnect, RuntimeError):
            await super()._event(call, text)

    async def _heard(self, call: Call, frame: bytes) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):
            await super()._heard(call, frame)

    async def _input_key(self, call: Call, event: Any) -> None:
        if self.answers:
            await self.reply(call, kind="answer", sentences=PASSPORT)

    async def _input_choice(self, call: Call, event: Any) -> None:
        looked_at = next((c["sentence"] for c in CHOICES if c["id"] == event.choice_id), None)
        if event.preview and looked_at:
            await self.reply(call, kind="choices", sentences=(looked_at,), choices=CHOICES)
        else:
            await super()._input_choice(call, event)

    async def _command(self, call: Call, event: Any) -> None:
        await self.reply(call, kind="notice", sentences=("네, 알겠어요.",))

    def complain(self) -> None:
        """Bring the interview to the reading back."""
        self.call.now("complaint.draft", form={**COMPLAINT, "asking": "readback"}, say="")
        self.call.now("complaint.readback", summary="가좌동 가로등이 나갔어요.", say="")


def kiosk_page(opened: Any, screen: str, **options: Any) -> Page:
    """The kiosk on one of the screens, calibrated to it."""
    size = SCREENS[screen]
    pixels = {"width": size["width"], "height": size["height"]}
    per_mm = float(np.hypot(size["width"], size["height"]) / (size["inches"] * 25.4))
    keep = f"localStorage.setItem('voicebot.kiosk.size', '{per_mm:.4f}');"
    init = keep + options.pop("init", "")
    page: Page = opened("/kiosk", init=init, viewport=pixels, screen=pixels, has_touch=True, **options)
    page.wait_for_selector("html[data-ready]")
    return page


def on_screen(page: Page, name: str) -> None:
    """Wait until a screen is shown."""
    page.wait_for_selector(f"html[data-screen={name}]", state="attached")


def begin(page: Page) -> None:
    """Somebody touches the screen."""
    page.tap("#start")
    on_screen(page, "talk")
    page.wait_for_selector("#home:visible")
