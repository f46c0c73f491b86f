"""An office from its first day: officers with browsers of their own, and a desk that callers reach."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, Page, expect

PASSWORDS = {
    "lee": "파란 우산과 고구마 두 개",
    "kim": "초록 지붕 아래 감나무",
    "park": "강가에 앉은 큰 두루미",
}


class Officer:
    """Somebody with a browser of their own."""

    def __init__(self, browser: Browser, url: str, name: str) -> None:
        self.name, self.url = name, f"{url}/staff"
        self.page: Page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()

    def accept(self, link: str) -> None:
        """Come by an invitation: a password, and the app where it is asked for."""
        page = self.page
        page.goto(link)
        page.fill("[name=new]", PASSWORDS[self.name])
        page.fill("[name=again]", PASSWORDS[self.name])
        page.click("main button[type=submit]")
        if page.locator("p.secret").count():
            page.fill("[name=code]", pyotp.TOTP(page.locator("p.secret").inner_text()).now())
            page.click("main form >> nth=0 >> button")
            page.get_by_role("link", name="적어 두었어요").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("안녕하세요")

    def invite(self, name: str, *boxes: str) -> str:
        """Invite an officer with these boxes ticked; their link."""
        page = self.page
        page.goto(f"{self.url}/people")
        page.fill("#name", name)
        page.fill("#shown", f"{name} 주무관")
        for box in boxes:
            page.get_by_label(box).check()
        page.get_by_role("button", name="초대 링크 만들기").click()
        return page.locator("#address").inner_text()

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.url}{path}")
        return self.page


def first_link(folder: Path, url: str) -> str:
    """What the operator types on the machine of the desk."""
    environment = {**os.environ, "VOICEBOT_DATA_DIR": str(folder / "var"), "VOICEBOT_STAFF__URL": url}
    command = [sys.executable, "-m", "voicebot", "staff", "invite", "lee", "--first"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = re.search(r"\S+/staff/link/[\w-]+", told.stdout)
    assert found, told.stdout
    return found[0]
