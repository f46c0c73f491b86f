"""Journeys 1 and 7 at the kiosk, with its screen hidden, against a real desk: by keys, and by voice alone."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from web_chromium import chromium, hears, installed

from voicebot.audio import Audio
from voicebot.audio.encode import write_wav
from voicebot.audio.resample import resample
from voicebot.bench.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.models]
SLOW_MS = 90_000


def begin(page: Page, desk: Service) -> None:
    """Somebody lifts the handset and hides the screen; the desk greets, as the day and the hour have it."""
    page.context.grant_permissions(["microphone"], origin=desk.url)
    page.goto(f"{desk.url}/kiosk")
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("F9")
    page.keyboard.press("F8")
    expect(page.locator("#captions")).to_contain_text(re.compile("[가-힣]{2}"), timeout=SLOW_MS)
    expect(page.locator("#cover")).to_be_visible()


def test_at_the_kiosk_a_question_is_asked_and_answered_without_its_screen(
    desk: Service, say: Any, tmp_path: Path
) -> None:
    if installed() is None:
        pytest.skip("Debian's chromium is not installed: apt install chromium")
    question = resample(say("여권을 새로 만들려면 어떻게 해요?"), 48000)
    # The desk does not listen while it greets or answers: there is time for that before each asking.
    quiet = Audio.silence(20, 48000)
    write_wav(tmp_path / "microphone.wav", Audio.join([quiet, question, quiet]))
    with chromium(*hears(tmp_path / "microphone.wav")) as browser:
        page = browser.new_page(viewport={"width": 1080, "height": 1920})
        begin(page, desk)
        expect(page.locator("#heard-words")).to_contain_text("여권", timeout=SLOW_MS)
        expect(page.locator("#captions")).to_contain_text("여권", timeout=SLOW_MS)
        page.keyboard.press("F10")
        expect(page.locator("html")).to_have_attribute("data-screen", "over")
        assert "여권을 새로" not in page.locator("#reply").inner_text()


def test_at_the_kiosk_a_number_chooses_from_the_first_screen(desk: Service) -> None:
    if installed() is None:
        pytest.skip("Debian's chromium is not installed: apt install chromium")
    with chromium("--use-fake-ui-for-media-stream", "--deny-permission-prompts") as browser:
        page = browser.new_page(viewport={"width": 1024, "height": 600})
        begin(page, desk)
        tile = page.get_by_role("button", name=re.compile("여권")).first.inner_text()
        page.keyboard.press(re.findall(r"\d", tile)[0])  # the most asked come first, so its number changes
        expect(page.locator("#captions")).to_contain_text("여권", timeout=SLOW_MS)
        page.keyboard.press("End")
        expect(page.locator("html")).to_have_attribute("data-screen", "over")
