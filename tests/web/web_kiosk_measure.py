"""What the browser itself says of the kiosk's screens: heights, sizes, gaps, contrasts."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page
from web_fake_desk import CHOICES, FakeDesk
from web_kiosk_desk import begin, on_screen

PANELS = ("sound", "look", "help", "number")
STATES = ("wait", "home", *PANELS, "answer", "choices", "confirm", "readback", "filed", "warn", "over")

SHOWN = """
  const mm = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'));
  const unseen = (e) => e.closest('.unseen') || (e.parentElement && getComputedStyle(e).clipPath !== 'none');
  const shown = (e) => e.checkVisibility() && !unseen(e) && !e.parentElement?.closest('[style*="clip"]');
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const all = [];
    while (walker.nextNode()) {
      const e = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && shown(e) && !e.closest('script')) all.push([walker.currentNode.data.trim(), e]);
    }
    return all;
  };
"""  # noqa: E501
LETTERS = (
    "() => {"
    + SHOWN
    + """
  const pen = document.createElement('canvas').getContext('2d');
  return texts().map(([text, e]) => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(e);
    pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    const ink = pen.measureText(/\\p{Script=Hangul}/u.test(text) ? '한' : 'H');
    return [text, (ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent) / mm];
  });
}"""
)
"""Every text that is seen, and how high its letters are drawn, in mm."""

TARGETS = (
    "() => {"
    + SHOWN
    + """
  return [...document.querySelectorAll('button, a[href]')].filter(shown).map((e) => {
    const { left, right, top, bottom } = e.getBoundingClientRect();
    return [e.textContent.trim(), left / mm, right / mm, top / mm, bottom / mm];
  });
}"""
)
"""Everything to press: name, left, right, top, bottom in mm."""

_CONTRASTS = (
    "() => {"
    + SHOWN
    + """
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const written = texts().map(([text, e]) => [`text ${text}`, ratio(rgb(getComputedStyle(e).color), ground(e)), 7]);
  const drawn = [...document.querySelectorAll('PICTURES')].filter(shown)
    .map((e) => [`picture ${e.firstElementChild.getAttribute('href')}`, ratio(rgb(getComputedStyle(e).color), ground(e)), 3]);
  const edged = [...document.querySelectorAll('CONTROLS')].filter(shown).map((e) => {
    const style = getComputedStyle(e);
    const around = ground(e.parentElement);
    const line = rgb(style.borderTopColor);
    const edge = parseFloat(style.borderTopWidth) && line[3] !== 0 ? ratio(line, around) : 0;
    return [`edge ${e.textContent.trim() || e.id || e.value}`, Math.max(edge, ratio(ground(e), around)), 3];
  });
  return [...written, ...drawn, ...edged];
}"""  # noqa: E501
)


def contrasts(pictures: str = "svg.picture", controls: str = "button") -> str:
    """A script for everything that is seen: what it is, its contrast, and the least that it may be."""
    return _CONTRASTS.replace("PICTURES", pictures).replace("CONTROLS", controls)


OVERFLOW = """() => {
  const all = [document.scrollingElement, ...document.querySelectorAll('main, #reply, .tile, .key, #talk')];
  return all.filter((e) => e.scrollWidth > e.clientWidth + 1 && e.checkVisibility())
    .map((e) => e.id || e.textContent.trim());
}"""
"""What is cut off at its side."""


HANGUL_LEFT = """() => {
  const hangul = /[가-힣]/, left = [];
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('[lang=ko], noscript, script, #captions') || !e.checkVisibility()) continue;
    const own = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join('');
    const named = ['aria-label', 'placeholder', 'title'].map((name) => e.getAttribute(name) ?? '');
    for (const text of [own, ...named]) if (hangul.test(text)) left.push(`${e.id}: ${text.trim()}`);
  }
  return left;
}"""
"""Korean that is left in English and not marked as Korean: text and names, but for what the desk says."""


def walk(page: Page, desk: FakeDesk) -> Iterator[str]:
    """Bring the page through every state, one after the other; each is shown when its name comes."""
    desk.sentence_s = 4.0
    yield "wait"
    begin(page)
    yield "home"
    for panel in PANELS:
        page.click(f"[data-act={panel}]")
        on_screen(page, panel)
        yield panel
        page.click("#panel button >> nth=-1")
        on_screen(page, "talk")
    page.click("#home button >> nth=2")
    page.wait_for_selector("#captions .now")
    yield "answer"
    yield from _replies(page, desk)
    desk.call.now("notice", kind="timeout_soon", say="아직 계세요? 아무 말씀이 없으면 곧 끝낼게요.")
    on_screen(page, "warn")
    yield "warn"
    page.keyboard.press("2")
    on_screen(page, "over")
    yield "over"


def _replies(page: Page, desk: FakeDesk) -> Iterator[str]:
    """What the desk may show: choices, a question to say yes to, a complaint read back, and filed."""
    tell = desk.call.now
    tell(
        "response.created",
        reply_id="c",
        kind="choices",
        sentences=["어떤 것이 궁금하세요?"],
        choices=CHOICES,
    )
    page.wait_for_selector("#choices:visible")
    yield "choices"
    tell("response.created", reply_id="d", kind="confirm", sentences=["여권 재발급 말씀이세요?"], yes_no=True)
    page.wait_for_selector("#answers:visible")
    yield "confirm"
    tell("response.created", reply_id="e", kind="question", sentences=["이대로 낼까요?"])
    desk.complain()  # type: ignore[attr-defined]
    page.wait_for_selector("#draft .answers:visible")
    yield "readback"
    tell("complaint.filed", receipt="123456786", due="2026-12-01", watch_token="t", say="")
    page.wait_for_selector("#filed:visible")
    yield "filed"
