"""The walks on the pages: what they need is asked for, and what the page does not write is noticed."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from typer.testing import CliRunner

from voicebot.bench.kiosk.browser import chromium_on
from voicebot.bench.kiosk.by_hand import BY_HAND, pairs
from voicebot.bench.kiosk.by_words import BY_WORDS
from voicebot.bench.kiosk.by_writing import BY_WRITING
from voicebot.bench.kiosk.screen import Screen, WentWrong
from voicebot.bench.kiosk.sinks import Sinks, null_sinks
from voicebot.cli import app
from voicebot.errors import EngineError

CREATED = """{"type": "response.created", "interim": false, "kind": "choices", "more": false, "source": null,
  "sentences": ["무엇이요?", "1번, 하나."], "choices": [{"label": "하나", "sentence": "1번, 하나."}]}"""


class FakePage:
    """Says of its captions what it is told to, and tells the socket's listener."""

    def __init__(self, captions: list[str]) -> None:
        self.captions = captions
        self.heard: dict[str, Callable[[Any], None]] = {}

    def on(self, name: str, told: Callable[[Any], None]) -> None:
        self.heard[name] = told

    def evaluate(self, script: str) -> list[str]:
        return self.captions

    def wait_for_timeout(self, ms: float) -> None:
        pass


def stood_before(captions: list[str], monkeypatch: pytest.MonkeyPatch) -> tuple[Screen, Callable[[], None]]:
    page = FakePage(captions)
    screen = Screen(cast("Any", page))
    page.heard["websocket"](page)
    clock = iter(range(10_000))
    monkeypatch.setattr("voicebot.bench.kiosk.screen.time.monotonic", lambda: float(next(clock)))
    return screen, lambda: page.heard["framereceived"](CREATED)


def test_a_reply_is_what_the_desk_said_and_the_page_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, answers = stood_before(["무엇이요?"], monkeypatch)
    reply = screen.after(answers, "asked")
    assert (reply.kind, reply.choices) == ("choices", ("하나",))
    assert screen.lines == ["> asked", "< choices: 무엇이요? 1번, 하나."]


def test_what_is_said_and_not_written_goes_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, answers = stood_before(["1번, 하나."], monkeypatch)
    with pytest.raises(WentWrong, match="its words on the page"):
        screen.after(answers, "asked")


def test_a_desk_that_does_not_answer_goes_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, _ = stood_before([], monkeypatch)
    with pytest.raises(WentWrong, match="a reply to asked"):
        screen.after(lambda: None, "asked")


def test_every_journey_is_walked_in_every_way() -> None:
    assert [*BY_HAND] == [*BY_WORDS] == [*BY_WRITING] == [1, 2, 3, 4, 5, 6, 7]
    assert pairs("123456786") == ["12", "34", "56", "78", "6"]


def test_without_playwright_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    monkeypatch.setattr("voicebot.bench.chromium.shutil.which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(Sinks, "as_device", lambda self: None)
    with pytest.raises(EngineError, match="pip install playwright"), chromium_on(Sinks(tmp_path)):
        pass


def test_without_pulseaudio_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voicebot.bench.kiosk.sinks.shutil.which", lambda name: None)
    with pytest.raises(EngineError, match="apt install pulseaudio"), null_sinks(tmp_path):
        pass


def test_a_way_that_there_is_not_is_refused() -> None:
    refused = CliRunner().invoke(app, ["bench", "kiosk", "--way", "telepathy"])
    assert refused.exit_code == 2
    assert "touch, keys, voice, page" in refused.output
