"""What the tests of the pages about the desk itself share."""

import re
from typing import Any

from staff_world import Browser, World

from voicebot.store.ledger import Ledger

__all__ = ["EVIL", "lines", "officer", "seen"]

EVIL = '"><script>evil(1)</script>'


async def officer(world: World, name: str = "kim", role: str = "faq_officer") -> Browser:
    await world.person(name, role, second=role == "administrator")
    browser = world.browser()
    await browser.sign_in(name)
    return browser


def seen(page: str) -> str:
    """The version that a page was drawn with."""
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found
    return found[1]


async def lines(world: World, chapter: str) -> dict[str, Any]:
    return {key: dict(content) for key, content in (await Ledger(world.engine).lines(chapter)).items()}
