"""Journeys 4 and 5 in a real Chromium, by voice alone: a complaint is filed, and its page shows it."""

from __future__ import annotations

import base64
import json

import pytest
from playwright.sync_api import Page, WebSocket, expect
from web_chromium import CHROMIUM, chromium

from voicebot.audio import Audio
from voicebot.audio.encode import wav_bytes
from voicebot.bench.pauses import Voices
from voicebot.bench.service import Service
from voicebot.bench.talker import Talker, read_scripts
from voicebot.bench.telling_aloud import Mouth, number_reader
from voicebot.client.caller import OUT_RATE, Answer, note
from voicebot.speak.kokoro import Kokoro

pytestmark = [pytest.mark.browser, pytest.mark.models, pytest.mark.timeout(900)]
SLOW_MS = 120_000
MICROPHONE = """
const voice = new AudioContext(), into = voice.createMediaStreamDestination();
navigator.mediaDevices.getUserMedia = async () => into.stream;
window.say = async (wav) => {
  const bytes = Uint8Array.from(atob(wav), (letter) => letter.charCodeAt(0));
  await voice.resume();
  const source = voice.createBufferSource();
  source.buffer = await voice.decodeAudioData(bytes.buffer);
  source.connect(into);
  source.start();
};
"""
"""A microphone into which a WAV file is said when it is the caller's turn; silence else."""


class Line:
    """What the desk sends to the page: its words, and its sound, as the person at the page has them."""

    def __init__(self, page: Page) -> None:
        self.answer, self.sounds, self.replies = Answer(), list[Audio](), 0
        page.on("websocket", self._opened)

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._came)

    def _came(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            self.sounds.append(Audio.from_pcm16(frame[4:], OUT_RATE))
            return
        event = json.loads(frame)
        if event["type"] == "response.created":
            self.answer, self.sounds = Answer(), []
        note(self.answer, event)
        self.replies += event["type"] == "response.done" and bool(self.answer.sentences)

    def heard(self) -> Answer:
        """The last reply with all of its sound."""
        self.answer.sound = Audio.join(self.sounds) if self.sounds else self.answer.sound
        return self.answer


def tells(page: Page, line: Line, talker: Talker, mouth: Mouth, phone: str) -> None:
    """Say the first thing, then answer the desk aloud until it has filed."""
    button, filed = page.locator("#talk"), page.locator("#filed")
    words = talker.says([])
    button.click()
    while words is not None:
        expect(button).to_have_attribute("data-phase", "listening", timeout=SLOW_MS)
        before = line.replies
        wav = wav_bytes(mouth.says(words)[0])
        page.evaluate("(wav) => say(wav)", base64.b64encode(wav).decode())
        _wait_for_reply(page, line, before)
        expect(button).to_have_attribute("data-phase", "listening", timeout=SLOW_MS)
        if filed.is_visible():
            return
        answer = line.heard()
        words = talker.says(answer.sentences, right=mouth.knows(answer, phone))


def _wait_for_reply(page: Page, line: Line, before: int) -> None:
    """Let the page go on until there is one reply more."""
    for _ in range(SLOW_MS // 100):
        if line.replies > before:
            return
        page.wait_for_timeout(100)
    raise AssertionError("no reply came")


def test_journeys_4_and_5_by_voice_alone_to_the_receipt_and_its_page(desk: Service) -> None:
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed: apt install chromium")
    script = read_scripts()[0]
    mouth = Mouth(Voices(Kokoro(threads=1)), reads=number_reader())
    with chromium("--autoplay-policy=no-user-gesture-required") as browser:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.add_init_script(MICROPHONE)
        line = Line(page)
        page.goto(desk.url)
        tells(page, line, Talker(script), mouth, script.filed["phone"])
        receipt = "".join(page.locator("#filed .digits span").all_inner_texts())
        assert len(receipt) == 9
        page.locator("#filed [data-part=track]").click()
        expect(page.locator("main")).to_contain_text("민원을 받았어요", timeout=SLOW_MS)
        expect(page.locator("main")).to_contain_text("가로등")
