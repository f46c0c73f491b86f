"""The screens on which the journeys are walked."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

__all__ = ["KIOSKS", "PAGES", "Size"]


@dataclass(frozen=True, slots=True)
class Size:
    """A screen.

    Attributes:
        width: in CSS pixels.
        height: too.
        path: of the page that is shown on it.
        inches: its diagonal, where the page goes by millimetres.
        zoom: device pixels of a CSS pixel.
    """

    width: int
    height: int
    path: str = "/"
    inches: float = 0.0
    zoom: float = 1.0

    def context(self, browser: Browser) -> BrowserContext:
        """A browser with this screen, and nothing remembered but how large it is."""
        context = browser.new_context(
            viewport={"width": self.width, "height": self.height},
            screen={"width": self.width, "height": self.height},
            device_scale_factor=self.zoom,
            has_touch=True,
            permissions=["microphone"],
            service_workers="block",
            locale="ko-KR",
        )
        if self.inches:
            per_mm = hypot(self.width, self.height) / (self.inches * 25.4)
            context.add_init_script(f"localStorage.setItem('voicebot.kiosk.size', '{per_mm:.4f}');")
        return context


KIOSKS = {
    "1080x1920": Size(1080, 1920, "/kiosk", 21.5),
    "1024x600": Size(1024, 600, "/kiosk", 10.1),
}
PAGES = {
    "390": Size(390, 844),
    "768": Size(768, 1024),
    "1280": Size(1280, 900),
    "1280 at 400 %": Size(320, 225, zoom=4.0),
}
