"""The page's files: words in both languages, nothing from elsewhere, small, readable without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Page, expect
from web_fake_desk import NAMES, WEB, FakeDesk

from voicebot.languages import table as words

OpenPage = Callable[..., Page]
BUDGET_BYTES = 150_000


class Marked(HTMLParser):
    """Collects the text of every element that names a word."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, str] = {}
        self.scripts: list[str] = []
        self.styled: list[str] = []
        self._word: str | None = None
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._word = given.get("data-word")
        self._script = tag == "script"
        self.styled += [name for name in given if name == "style" or name.startswith("on")]
        if label := given.get("data-word-label"):
            self.words[label] = given.get("aria-label") or ""

    def handle_data(self, data: str) -> None:
        if self._word:
            self.words[self._word] = data
            self._word = None
        if self._script and data.strip():
            self.scripts.append(data)


def rendered() -> str:
    pages = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=True)
    return pages.get_template("talk.html").render(**NAMES)


def table(language: str) -> dict[str, str]:
    found: dict[str, str] = words("page", language)
    return found


def test_both_languages_say_the_same_things() -> None:
    korean, english = table("ko"), table("en")
    assert list(korean) == list(english)
    fields = re.compile(r"\{\w+\}")
    for key in korean:
        assert {*fields.findall(korean[key])} == {*fields.findall(english[key])}, key


def test_the_page_reads_the_same_before_the_script_runs() -> None:
    marked = Marked()
    marked.feed(rendered())
    korean = table("ko")
    assert len(marked.words) > 30
    assert {key: text.replace("120", "{phone}") for key, text in marked.words.items()} == {
        key: korean[key] for key in marked.words
    }


def test_every_word_that_a_module_asks_for_exists() -> None:
    korean = table("ko")
    modules = [p.read_text(encoding="utf-8") for p in (WEB / "static" / "js").glob("*.js")]
    asked = {key for source in modules for key in re.findall(r'\.say\("(\w+)"', source)}
    assert len(asked) > 10
    assert asked - korean.keys() == set()


def test_the_template_has_no_inline_script_or_style() -> None:
    marked = Marked()
    marked.feed(rendered())
    assert (marked.scripts, marked.styled) == ([], [])


def test_without_scripts_the_page_gives_the_phone_number() -> None:
    for_no_script = re.findall(r"<noscript>(.*?)</noscript>", rendered(), re.DOTALL)
    assert len(for_no_script) == 1
    assert for_no_script[0].count('href="tel:120"') == 2
    assert 'lang="en"' in for_no_script[0]


def test_the_greeting_of_the_moment_and_who_knows_the_weather_are_shown() -> None:
    pages = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=True)
    words = {"greeting": "안녕하세요, 비가 오니 우산을 챙기세요.", "greeting_en": "Hello, it is raining."}
    page = pages.get_template("talk.html").render(**NAMES, **words, weather_credit="By Open-Meteo.com")
    assert f'data-ko="{words["greeting"]}" data-en="{words["greeting_en"]}">{words["greeting"]}</p>' in page
    assert "By Open-Meteo.com" in page.split("<footer")[1]
    assert 'id="greeting"' not in rendered()


def test_names_from_the_district_are_escaped() -> None:
    pages = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=True)
    page = pages.get_template("talk.html").render(desk_name='<b>"창구"</b>', desk_phone="120")
    assert "<b>" not in page.split("<h1")[0]


def test_the_page_can_live_behind_a_proxys_path() -> None:
    pages = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=True)
    page = pages.get_template("talk.html").render(base="/desk")
    assert re.findall(r'(?:src|href)="(/(?!desk/)[^"]*)"', page) == []


@pytest.mark.browser
def test_nothing_is_fetched_from_elsewhere_and_little_is_fetched_at_all(
    opened: OpenPage, desk: FakeDesk
) -> None:
    page = opened()
    asked: list[str] = []
    first = page.evaluate("performance.getEntries().map((e) => e.transferSize ?? 0)")
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.click("#talk")
    expect(page.locator("#talk")).to_have_attribute("data-phase", "listening")
    page.click("#done")
    expect(page.locator("#talk")).to_have_attribute("data-phase", "speaking")
    assert len(asked) > 20
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(desk.url).netloc}
    assert 30_000 < sum(first) < BUDGET_BYTES


@pytest.mark.browser
def test_english_by_address_by_button_and_remembered(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened(path="/?lang=en")
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "en")
    expect(page.locator("#talk-word")).to_have_text("Press to talk")
    expect(page).to_have_title("Incheon Seo-gu voice desk")
    button = page.locator("#language")
    expect(button).to_have_attribute("lang", "ko")
    button.click()
    expect(html).to_have_attribute("lang", "ko")
    expect(page.locator("h1")).to_have_text("무엇이 궁금하세요?")
    expect(page).to_have_title("인천 서구 말로 묻는 창구")
    button.click()
    page.goto(desk.url)
    expect(html).to_have_attribute("lang", "en")


@pytest.mark.browser
def test_the_language_reaches_a_talk_that_is_under_way(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened()
    page.fill("#question", "여권 새로 만들려면 어떻게 해요?")
    page.press("#question", "Enter")
    expect(page.locator("#talk")).to_have_attribute("data-phase", "speaking")
    page.click("#language")
    update = desk.got("session.update")
    assert (update["language"], update["turn"], update["speech"]) == ("en", None, None)


@pytest.mark.browser
def test_a_person_is_always_one_press_away(opened: OpenPage) -> None:
    page = opened()
    link = page.get_by_role("link", name="사람과 통화: 120")
    expect(link).to_have_attribute("href", "tel:120")
