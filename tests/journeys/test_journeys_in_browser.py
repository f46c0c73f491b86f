"""Journeys 1 to 3 in a real Chromium whose microphone is a WAV file, against a real desk."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
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
Talking = Callable[[str], AbstractContextManager[Page]]


@pytest.fixture
def talking(desk: Service, say: Any, tmp_path: Path) -> Talking:
    """A page at whose microphone a sentence is said once, and then silence."""
    if installed() is None:
        pytest.skip("Debian's chromium is not installed: apt install chromium")

    @contextmanager
    def opened(sentence: str) -> Iterator[Page]:
        quiet = Audio.silence(1.5, 48000)
        sound = Audio.join([quiet, resample(say(sentence), 48000), Audio.silence(60, 48000)])
        write_wav(tmp_path / "microphone.wav", sound)
        with chromium(*hears(tmp_path / "microphone.wav")) as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.context.grant_permissions(["microphone"], origin=desk.url)
            page.goto(desk.url)
            yield page

    return opened


def test_journey_1_press_ask_aloud_and_hear(talking: Talking) -> None:
    with talking("여권을 새로 만들려면 어떻게 해요?") as page:
        page.locator("#talk").click()
        expect(page.locator("#heard-words")).to_contain_text("여권", timeout=60_000)
        expect(page.locator("#captions")).to_contain_text("여권", timeout=60_000)
        expect(page.locator("#talk")).to_have_attribute("data-phase", "speaking", timeout=60_000)
        expect(page.locator("#controls")).to_be_visible()


def test_journey_2_choices_are_buttons_and_keys(talking: Talking) -> None:
    with talking("여권이요") as page:
        page.locator("#question").fill("여권")
        page.keyboard.press("Enter")
        choices = page.locator("#choices ol button")
        expect(choices).to_have_count(3, timeout=60_000)
        choices.first.click()
        expect(page.locator("#captions")).to_contain_text("여권", timeout=60_000)
        expect(choices).to_have_count(0, timeout=60_000)


def test_journey_3_what_nobody_knows_is_said_in_words(talking: Talking) -> None:
    with talking("비행기 표는 얼마예요?") as page:
        page.locator("#question").fill("비행기 표는 얼마예요?")
        page.keyboard.press("Enter")
        expect(page.locator("#captions")).to_contain_text("120", timeout=60_000)
