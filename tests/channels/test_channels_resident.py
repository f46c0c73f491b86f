"""The resident's pages without a browser: answers and their sound, searches, what browsers are told."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import httpx
import pytest
import soundfile
from pydantic import HttpUrl
from resident_world import ResidentDesk, resident_app
from talk_fakes import entry

from voicebot.channels.resident.words import words
from voicebot.civic.entry import OUT_OF_DATE
from voicebot.civic.faq import Faq
from voicebot.settings import Settings, Staff, Widget

SITE = "https://desk.example.go.kr"


@pytest.fixture
def desk() -> ResidentDesk:
    return ResidentDesk()


@pytest.fixture
async def page(desk: ResidentDesk) -> AsyncIterator[httpx.AsyncClient]:
    own = Settings(staff=Staff(url=HttpUrl(SITE)), widget=Widget(origins=["https://www.example.go.kr"]))
    wire = httpx.ASGITransport(resident_app(desk, own))
    async with httpx.AsyncClient(transport=wire, base_url="http://desk") as client:
        yield client


def text(response: httpx.Response) -> str:
    body = re.sub(r"<(script|style).*?</\1>", " ", response.text, flags=re.DOTALL)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", body).split()))


def given(desk: ResidentDesk, *more: object, **fields: object) -> None:
    desk.faq = Faq([*desk.faq, entry("new-one", *map(str, more), **fields)])  # type: ignore[arg-type]


# -- an answer -------------------------------------------------------------------------------------


async def test_an_answer_shows_all_that_is_known_and_who_has_checked_it(
    desk: ResidentDesk, page: httpx.AsyncClient
) -> None:
    told = {"fee": "4,000원", "where": "민원실", "phone": "120", "hours": "아홉 시부터예요."}
    given(desk, "가세요.", "그래요.", steps=["가요"], docs=["도장"], url="https://example.go.kr/do", **told)
    shown = await page.get("/ask/new-one")
    said = text(shown)
    checked = "2026년 11월 22일에 확인한 내용이에요."
    for part in ("가세요.", "그래요.", "가요", "도장", *told.values(), checked, "나온 곳"):
        assert part in said
    assert 'href="tel:032120"' in shown.text
    assert 'href="https://example.go.kr/x"' in shown.text
    assert 'href="https://example.go.kr/do"' in shown.text
    assert shown.headers["cache-control"] == "max-age=60"
    unsure = text(await page.get("/ask/passport-new"))
    assert "아직 담당자가 확인하지 않은 내용이에요" in unsure
    assert "바뀌었을 수 있어요. 120에서 확인해 주세요." in unsure


async def test_what_has_expired_is_shown_nowhere_as_a_fact(
    desk: ResidentDesk, page: httpx.AsyncClient
) -> None:
    given(desk, "10,000원이에요.", fee="10,000원", steps=["가요"], valid_until=dt.date(2026, 1, 1))
    shown = await page.get("/ask/new-one")
    assert OUT_OF_DATE["ko"][0] in text(shown)
    assert "10,000" not in shown.text
    assert "noindex" in shown.text
    assert "ld+json" not in shown.text
    assert "10,000" not in (await page.get("/ask/new-one/easy")).text
    assert "new-one" not in (await page.get("/sitemap.xml")).text


@pytest.mark.parametrize(
    ("word", "entry_id"),
    [
        ("여권", "passport-new"),
        ("여권 수수료", "passport-fee"),
        ("쓰레기", "bulky-waste"),
        ("확정 일자", "fixed-date"),
    ],
)
async def test_a_deep_link_by_a_word_leads_to_the_best_entry(
    page: httpx.AsyncClient, word: str, entry_id: str
) -> None:
    found = await page.get(f"/ask/{word}")
    assert (found.status_code, found.headers["location"]) == (302, f"/ask/{entry_id}")


async def test_a_deep_link_goes_by_the_matcher_where_it_is_sure_otherwise_to_a_search(
    page: httpx.AsyncClient,
) -> None:
    sure = await page.get("/ask/여권 값이 얼마나 해요")
    assert sure.headers["location"] == "/ask/passport-fee"
    other = await page.get("/ask/양자역학?lang=en")
    assert unquote(other.headers["location"]) == "/search?q=양자역학&lang=en"


async def test_search_engines_are_told_once_and_safely(desk: ResidentDesk, page: httpx.AsyncClient) -> None:
    given(desk, "</script><b>가세요.", answer_written="</script><script>alert(1)</script>")
    shown = await page.get("/ask/new-one")
    assert "<b>가세요" not in shown.text
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown.text, re.DOTALL)
    told = json.loads(found[0])
    question = told["mainEntity"][0]
    assert (told["@type"], question["@type"], question["name"]) == (
        "FAQPage",
        "Question",
        "new-one 어떻게 해요?",
    )
    assert question["acceptedAnswer"]["text"] == "</script><script>alert(1)</script>"
    assert f'<link rel="canonical" href="{SITE}/ask/new-one">' in shown.text
    for name in ("og:title", "og:description", "og:url", "og:image", "og:locale", "og:type"):
        assert shown.text.count(f'property="{name}"') == 1
    both = await page.get("/ask/passport-new?lang=en")
    assert f'<link rel="canonical" href="{SITE}/ask/passport-new?lang=en">' in both.text
    assert both.text.count('rel="alternate" hreflang=') == 2


async def test_in_english_with_what_is_only_in_korean_marked(page: httpx.AsyncClient) -> None:
    english = await page.get("/ask/passport-new?lang=en")
    assert "How do I get a new passport?" in text(english)
    korean = await page.get("/ask/streetlight?lang=en")
    assert "This answer is only in Korean so far." in text(korean)
    assert '<article class="answer" lang="ko"' in korean.text
    assert '<html lang="en">' in korean.text
    assert 'href="/ask/streetlight"' in korean.text  # the language link stays on the page


async def test_the_easy_view_has_one_thought_a_line_with_a_drawing(page: httpx.AsyncClient) -> None:
    shown = await page.get("/ask/passport-new/easy")
    lines = re.findall(r"<li><svg class=\"picture\".*?#([a-z-]+)\"></use></svg><p>(.*?)</p></li>", shown.text)
    assert ("idcard", "여섯 달 안에 찍은 사진 1장하고 신분증을 가지고 여권 창구로 오세요.") in lines
    assert all(len(re.findall(r"[.?!](?:\s|$)", line)) <= 1 for _, line in lines)
    assert len(lines) >= 5


async def test_an_answer_is_heard_in_the_desks_voice_or_the_officers(
    desk: ResidentDesk, page: httpx.AsyncClient, tmp_path: Path
) -> None:
    heard = await page.get("/ask/passport-new/sound.mp3")
    assert heard.headers["content-type"] == "audio/mpeg"
    known = desk.faq.get("passport-new", "ko")
    assert known
    assert desk.voice.said == list(known.spoken(desk.now().date()))
    sound = soundfile.info(io.BytesIO(heard.content))
    assert sound.duration == pytest.approx(len(desk.voice.said), rel=0.1)
    part = await page.get("/ask/passport-new/sound.mp3", headers={"Range": "bytes=0-1"})
    assert (part.status_code, part.content) == (206, heard.content[:2])
    assert part.headers["content-range"] == f"bytes 0-1/{len(heard.content)}"
    rest = await page.get("/ask/passport-new/sound.mp3", headers={"Range": "bytes=100-"})
    assert rest.content == heard.content[100:]
    none = await page.get("/ask/passport-new/sound.mp3", headers={"Range": "bytes=99999999-"})
    assert none.status_code == 416
    assert len(desk.voice.said) == len(known.spoken(desk.now().date()))  # made once
    desk.known.recorded["passport-fee"] = tmp_path / "fee.flac"
    await page.get("/ask/passport-fee/sound.mp3")
    assert desk.voice.recordings == [tmp_path / "fee.flac"]


async def test_who_cannot_hear_it_now_is_told_when_to_come_again(
    desk: ResidentDesk, page: httpx.AsyncClient
) -> None:
    desk.voice.busy = True
    assert (await page.get("/ask/passport-new/sound.mp3")).status_code == 503
    desk.ready = False
    waits = await page.get("/ask/passport-new/name.mp3")
    assert (waits.status_code, waits.headers["retry-after"]) == (503, "5")
    assert (await page.get("/ask/no-such/sound.mp3")).status_code == 404


async def test_it_is_shared_by_a_picture_of_its_address(page: httpx.AsyncClient) -> None:
    drawn = await page.get("/ask/passport-new/qr.svg")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(drawn.text).tag == "{http://www.w3.org/2000/svg}svg"
    english = await page.get("/ask/passport-new/qr.svg?lang=en")
    assert english.text != drawn.text
    shown = await page.get("/ask/passport-new")
    assert f"{SITE}/ask/passport-new" in text(shown)


# -- a search --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "entry_id"),
    [
        ("여권 값이 얼마나 해요", "passport-fee"),
        ("여권", "passport-lost"),
        ("여궈", "passport-new"),
        ("종량재봉투", "trash-bag"),
        ("durnjs", "passport-new"),
        ("쓰레기", "kimjang-waste"),
    ],
)
async def test_words_questions_and_slips_are_found(
    page: httpx.AsyncClient, typed: str, entry_id: str
) -> None:
    shown = await page.get("/search", params={"q": typed})
    assert f'href="/ask/{entry_id}"' in shown.text
    assert shown.headers["cache-control"] == "no-store"


async def test_what_happens_in_a_life_is_found_too(page: httpx.AsyncClient) -> None:
    shown = await page.get("/search", params={"q": "garbage", "lang": "en"})
    assert 'href="/topics/waste?lang=en"' in shown.text


async def test_what_nobody_knows_says_so_with_the_telephone_and_is_kept_for_the_officer(
    desk: ResidentDesk, page: httpx.AsyncClient
) -> None:
    shown = await page.get("/search", params={"q": "양자 <b>역학"})
    said = text(shown)
    assert "‘양자 <b>역학’, 이 말로는 찾지 못했어요." in said
    assert "120에 전화해 주세요" in said
    assert 'href="tel:032120"' in shown.text
    assert "<b>역학" not in shown.text
    assert desk.asked.kept == ["page ko 양자 <b>역학"]
    await page.get("/search", params={"q": "   "})
    await page.get("/search", params={"q": "여권"})
    assert len(desk.asked.kept) == 1


async def test_danger_comes_first_and_is_not_kept(desk: ResidentDesk, page: httpx.AsyncClient) -> None:
    desk.ready = False  # with every model off, too
    shown = await page.get("/search", params={"q": "가슴이 너무 아프고 숨을 못 쉬겠어요"})
    assert shown.text.index('href="tel:119"') < shown.text.index("<h1>")
    assert desk.asked.kept == []


async def test_before_the_desk_is_open_names_are_found_and_answers_are_read(
    desk: ResidentDesk, page: httpx.AsyncClient
) -> None:
    desk.ready = False
    assert 'href="/ask/passport-new"' in (await page.get("/search", params={"q": "여권"})).text
    assert (await page.get("/ask/passport-new")).status_code == 200
    assert (await page.get("/search", params={"q": "이런 건 없어요"})).status_code == 200
    assert desk.asked.kept == []


# -- looking through, and what browsers are told ---------------------------------------------------


async def test_every_entry_is_reached_by_looking_through(desk: ResidentDesk, page: httpx.AsyncClient) -> None:
    for language in ("ko", "en"):
        events = await page.get("/topics", params={"lang": language})
        paths = {html.unescape(path) for path in re.findall(r'class="result" href="([^"]+)"', events.text)}
        found = {
            one
            for path in paths
            for one in re.findall(r'href="/ask/([a-z0-9-]+)', (await page.get(path)).text)
        }
        assert found == set(desk.faq.entries(language))


async def test_a_new_entry_in_no_event_is_listed_by_itself(
    desk: ResidentDesk, page: httpx.AsyncClient
) -> None:
    given(desk)
    shown = await page.get("/topics")
    assert 'href="/ask/new-one"' in shown.text
    assert (await page.get("/topics/no-such")).status_code == 404


async def test_every_page_in_both_languages_asks_nobody_else_for_anything(page: httpx.AsyncClient) -> None:
    for path in (
        "/",
        "/embed",
        "/topics",
        "/topics/waste",
        "/ask/passport-new",
        "/ask/passport-new/easy",
        "/search",
        "/offline",
    ):
        for language in ("ko", "en"):
            shown = await page.get(path, params={"lang": language})
            loaded = re.findall(r'<(?:script|img|audio|iframe)[^>]* src="([^"]+)"', shown.text)
            loaded += re.findall(
                r'<link rel="(?:stylesheet|icon|manifest|apple-touch-icon)"[^>]* href="([^"]+)"', shown.text
            )
            assert loaded
            assert all(one.startswith("/") for one in loaded), path
            assert not re.search(r"<script(?![^>]*(?:src|ld\+json))|\son\w+=|style=", shown.text)
            assert "{" not in text(shown), path


async def test_both_languages_have_the_same_words() -> None:
    korean, english = words("ko"), words("en")
    assert list(korean) == list(english)
    for name, said in korean.items():
        assert set(re.findall(r"\{(\w+)", said)) == set(re.findall(r"\{(\w+)", english[name])), name


async def test_robots_and_sitemap_name_what_may_be_found(desk: ResidentDesk, page: httpx.AsyncClient) -> None:
    robots = (await page.get("/robots.txt")).text
    for hidden in ("/staff", "/track", "/complain", "/search", "/v1", "/embed"):
        assert f"Disallow: {hidden}\n" in robots
    assert f"Sitemap: {SITE}/sitemap.xml" in robots
    tree = ElementTree.fromstring((await page.get("/sitemap.xml")).content)
    found = [loc.text or "" for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"{SITE}/ask/passport-new" in found
    assert f"{SITE}/ask/passport-new?lang=en" in found
    assert f"{SITE}/ask/streetlight?lang=en" not in found
    for address in found:
        assert (await page.get(address.removeprefix(SITE))).status_code == 200


async def test_it_can_be_put_on_the_first_screen_and_kept_at_hand(page: httpx.AsyncClient) -> None:
    told = (await page.get("/manifest.webmanifest?lang=en")).json()
    assert (told["display"], told["start_url"], told["name"]) == ("standalone", "/?lang=en", "Voice desk")
    for icon in told["icons"]:
        assert (await page.get(icon["src"])).status_code == 200
    worker = await page.get("/sw.js")
    assert (worker.headers["cache-control"], "{" + "kept}" in worker.text) == ("no-cache", False)
    kept = re.findall(r'KEPT = "(.*?)"', worker.text)[0].split()
    offline = await page.get("/offline")
    used = re.findall(r'(?:href|src)="(/static/[^"#]+\.(?:css|svg))', offline.text)
    assert set(used) | {"/offline"} == set(kept)
    for number in ("119", "112", "109", "032-120"):
        assert number in text(offline)


async def test_only_sites_that_the_office_names_may_show_the_desk(
    desk: ResidentDesk, page: httpx.AsyncClient
) -> None:
    embedded = await page.get("/embed")
    assert "frame-ancestors https://www.example.go.kr" in embedded.headers["content-security-policy"]
    assert 'data-origins="https://www.example.go.kr"' in embedded.text
    alone = httpx.ASGITransport(resident_app(desk, Settings()))
    async with httpx.AsyncClient(transport=alone, base_url="http://desk") as client:
        assert "frame-ancestors 'none'" in (await client.get("/embed")).headers["content-security-policy"]


async def test_the_first_page_offers_what_fits_the_moment(
    desk: ResidentDesk, page: httpx.AsyncClient
) -> None:
    front = await page.get("/")
    tiles = re.findall(r'class="tile" href="([^"]+)"[^>]*data-key="(\d)"', html.unescape(front.text))
    korean = [path for path, _ in tiles if "lang=en" not in path]
    assert korean[:4] == ["/complain", "/track", "/ask/kimjang-waste", "/ask/flu-shot"]
    assert [key for _, key in tiles[: len(korean)]] == [str(n) for n in range(1, 10)]
    desk.time = desk.time.replace(month=1)
    assert 'href="/ask/car-tax-early"' in (await page.get("/")).text
    kiosk = await page.get("/?channel=kiosk")
    assert ('class="quick"' in kiosk.text, 'data-channel="kiosk"' in kiosk.text) == (False, True)


async def test_the_page_on_which_people_talk_is_english_before_its_script_runs(
    page: httpx.AsyncClient,
) -> None:
    for path in ("/", "/embed"):
        shown = await page.get(path, params={"lang": "en"})
        assert '<html lang="en">' in shown.text
        said = text(shown)
        for part in ("What would you like to know?", "Talk to a person: 120", "Hello, the sky is clear."):
            assert part in said
        assert 'aria-label="한국어로 바꾸기"' in shown.text
    assert '<html lang="ko">' in (await page.get("/")).text
