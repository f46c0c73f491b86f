"""The accessibility statement: every clause is there, each claim is shown by a test, and it can be read."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from fastapi.templating import Jinja2Templates
from fastapi.testclient import TestClient
from playwright.sync_api import Page
from pydantic import ValidationError
from web_chromium import chromium, installed

import voicebot
from voicebot.channels.accessibility.door import accessibility_door
from voicebot.channels.accessibility.markdown import NAMES, page
from voicebot.channels.accessibility.statement import Clause, Statement, statement
from voicebot.channels.static import static_files
from voicebot.languages import LANGUAGES, Language, table
from voicebot.settings import project_dir

ROOT = project_dir()
WEB = Path(voicebot.__file__).parent / "web"
KWCAG = {
    "5.1": [1], "5.2": [1], "5.3": [1, 2, 3], "5.4": range(1, 5), "6.1": range(1, 5), "6.2": [1, 2],
    "6.3": [1], "6.4": range(1, 5), "6.5": range(1, 5), "7.1": [1], "7.2": [1, 2], "7.3": range(1, 5),
    "8.1": [1], "8.2": [1],
}  # fmt: skip
WCAG_A = {
    "1.1": [1], "1.2": [1, 2, 3], "1.3": [1, 2, 3], "1.4": [1, 2], "2.1": [1, 2, 4], "2.2": [1, 2],
    "2.3": [1], "2.4": range(1, 5), "2.5": range(1, 5), "3.1": [1], "3.2": [1, 2, 6], "3.3": [1, 2, 7],
    "4.1": [2],
}  # fmt: skip
WCAG_AA = {
    "1.2": [4, 5], "1.3": [4, 5], "1.4": [3, 4, 5, 10, 11, 12, 13], "2.4": [5, 6, 7, 11], "2.5": [7, 8],
    "3.1": [2], "3.2": [3, 4], "3.3": [3, 4, 8], "4.1": [3],
}  # fmt: skip
KS = {
    "4.2": range(1, 12), "5.2": [2, 3, 4], "5.3": [2, 3], "5.4": [2, 3, 4], "5.5": [2, 3, 4],
    "5.6": [2, 3], "5.7": [2, 3], "6.2": range(2, 6), "6.3": range(2, 8), "6.4": [2, 3, 4], "6.5": [1],
    "6.6": [2, 3], "6.7": range(2, 7), "6.8": [2, 3, 4], "6.9": [2, 3, 4], "7.2": range(2, 6),
    "7.3": [2, 3, 4], "7.4": [1], "7.5": [1], "7.6": range(2, 9), "7.7": range(2, 7), "8.1": [2, 3],
    "8.2": [2, 3], "8.3": [2, 3], "8.4": [2, 3], "9.1": [1], "9.2": [2, 3], "10.1": [1, 2], "10.2": [1],
}  # fmt: skip
"""The clauses of the contents of KS X 9211:2022, without those that are only named "general"."""
OPEN = (
    "for (const e of document.querySelectorAll('#kwcag, #kwcag .clause:first-of-type details')) e.open = true"
)


class Desk:
    """Whose statement it is."""

    phone = "120"

    def name(self, language: str) -> str:
        return "말로 묻는 창구" if language == "ko" else "Voice desk"


def served() -> FastAPI:
    app = FastAPI()
    app.include_router(accessibility_door(Desk(), Jinja2Templates(WEB / "templates")))
    app.mount("/static", static_files(WEB / "static"))
    return app


def numbered(parts: Mapping[str, Iterable[int]]) -> list[str]:
    return [f"{part}.{number}" for part, numbers in parts.items() for number in numbers]


def ids(standard: str) -> list[str]:
    return [clause.id for clause in statement().standards[standard].clauses]


def test_every_clause_of_every_standard_is_there_once() -> None:
    assert ids("kwcag") == numbered(KWCAG)
    assert len(numbered(KWCAG)) == 33
    wcag = statement().standards["wcag"].clauses
    assert [clause.id for clause in wcag if clause.level == "A"] == numbered(WCAG_A)
    assert [clause.id for clause in wcag if clause.level == "AA"] == numbered(WCAG_AA)
    assert len(numbered(WCAG_A) + numbered(WCAG_AA)) == len(wcag) == 55
    assert ids("ks") == numbered(KS)


def test_every_test_that_is_named_exists() -> None:
    named = {test for measure in statement().measures.values() for test in measure.tests}
    assert len(named) > 60
    missing = []
    for test in named:
        file, name = test.split("::")
        path = ROOT / file
        if not path.is_file() or not re.search(rf"^(?:async )?def {name}\(", path.read_text("utf-8"), re.M):
            missing.append(test)
    assert missing == []


@pytest.mark.parametrize(
    "clause",
    [
        {"state": "met"},
        {"state": "partly", "by": ["voice"]},
        {"state": "not_met", "note_ko": "아직이에요."},
        {"state": "none"},
        {"state": "perfect", "by": ["voice"]},
    ],
)
def test_nothing_is_claimed_without_what_shows_it_or_what_is_wanting(clause: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Clause.model_validate({"id": "1", "ko": "가", "en": "a", **clause})


def test_a_measure_that_nobody_knows_or_needs_is_refused() -> None:
    told = statement().model_dump()
    for name in ("unheard_of", "spare"):
        wrong = {**told, "measures": {**told["measures"], name: {"ko": "가", "en": "a", "tests": ["x::y"]}}}
        with pytest.raises(ValidationError):
            Statement.model_validate(wrong)


def test_it_says_what_is_wanting() -> None:
    every = statement().standards.values()
    wanting = {clause.id: clause.state for standard in every for clause in standard.short_of}
    assert len(wanting) >= 5
    assert set(wanting.values()) <= {"partly", "not_met", "untested"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_documents_are_made_from_the_table(language: Language) -> None:
    made = page(language)
    assert (ROOT / "docs" / NAMES[language]).read_text(encoding="utf-8") == made, "run `make docs`"
    assert made.count("\n| ") == sum(len(one.clauses) + 1 for one in statement().standards.values())


@pytest.mark.parametrize(("language", "header"), [("ko", "ko-KR"), ("en", "en-GB,en;q=0.9")])
def test_the_page_says_all_of_it_in_both_languages(language: Language, header: str) -> None:
    caller = TestClient(served())
    shown = caller.get("/accessibility", headers={"Accept-Language": header})
    read = unescape(shown.text)
    words = table("accessibility", language)
    assert f'<html lang="{language}">' in shown.text
    assert f"<title>{words['title']}" in shown.text
    assert 'href="tel:120"' in shown.text
    for standard in statement().standards.values():
        assert standard.name(language) in read
        for clause in standard.clauses:
            assert f"<h3>{clause.id} {clause.name(language)}" in read
    assert caller.get(f"/accessibility?lang={language}", headers={"Accept-Language": "fr"}).text == shown.text


def test_no_text_is_a_picture() -> None:
    sprites = [
        (WEB / "static" / name).read_text("utf-8") for name in ("icons.svg", "pictures.svg", "favicon.svg")
    ]
    assert [sprite for sprite in sprites if "<text" in sprite or "<image" in sprite] == []
    templates = [*(WEB / "templates").glob("*.html")]
    assert len(templates) > 5
    assert [path.name for path in templates if "<img" in path.read_text("utf-8")] == []


def test_fields_about_the_person_say_what_they_are_for() -> None:
    question = (WEB / "templates" / "resident" / "form_question.html").read_text("utf-8")
    assert {"name", "tel-national"} <= set(re.findall(r'autocomplete="([\w-]+)"', question))


def test_nothing_flashes() -> None:
    rules = "\n".join(path.read_text("utf-8") for path in (WEB / "static").glob("*.css"))
    seconds = [float(value) for value in re.findall(r"animation:[^;]*?([\d.]+)s[^;]*infinite", rules)]
    assert seconds
    assert min(seconds) >= 1 / 3
    assert "<marquee" not in rules


@contextmanager
def at(app: FastAPI) -> Iterator[str]:
    """Serve an app on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


@pytest.mark.browser
def test_everybody_can_read_the_page() -> None:
    if installed() is None:
        pytest.skip("Debian's chromium is not installed: apt install chromium")
    rules = {
        "resultTypes": ["violations"],
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "wcag2aaa"],
    }
    with at(served()) as url, chromium() as browser:
        for language, dark in (("ko", False), ("en", True)):
            seen: Page = browser.new_page(viewport={"width": 1280, "height": 900})
            seen.emulate_media(color_scheme="dark" if dark else "light")
            seen.goto(f"{url}/accessibility?lang={language}")
            seen.evaluate(OPEN)
            found = Axe().run(seen, options=rules).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
            seen.set_viewport_size({"width": 320, "height": 256})
            assert seen.evaluate(
                "document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"
            )
            seen.close()
