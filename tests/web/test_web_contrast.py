"""What is seen on the page for people who ask stands out from its ground: measured, not read from CSS."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from web_fake_desk import CHOICES, FakeDesk
from web_kiosk_measure import contrasts

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
MEASURE = contrasts("svg.icon", "button, a.plain, input:not([type=file])")
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "more contrast": {"color_scheme": "light", "contrast": "more"},
    "dark, more contrast": {"color_scheme": "dark", "contrast": "more"},
}
FORM = {
    "what": "가로등이 나갔어요",
    "category": "street_light",
    "category_name": "가로등",
    "asking": "readback",
}


def states(page: Page, desk: FakeDesk) -> Iterator[str]:
    """Bring the page through what it can show; each is there when its name comes."""
    desk.sentence_s = 30.0
    yield "ready"
    page.click("#talk")
    expect(page.locator("#talk")).to_have_attribute("data-phase", "listening")
    desk.wait(lambda: desk.calls and desk.call.frames, "sound")
    yield "listening"
    tell = desk.call.now
    tell("input_audio_transcription.delta", text="여권", confidence=0.4)
    tell("turn.ended", reason="final_ending")
    expect(page.locator("#talk")).to_have_attribute("data-phase", "thinking")
    yield "thinking"
    page.fill("#question", "여권 새로 만들려면 어떻게 해요?")
    page.press("#question", "Enter")
    expect(page.locator(".word.spoken")).to_have_count(1)
    yield "speaking"
    tell("response.created", reply_id="c", kind="choices", sentences=["어떤 것이요?"], choices=CHOICES)
    expect(page.locator("#choices")).to_be_visible()
    yield "choices"
    tell(
        "response.created", reply_id="d", kind="answer", sentences=["둘째, 챙겨요."], more=True, yes_no=True,
        step={"number": 2, "of": 4},
    )  # fmt: skip
    tell("complaint.draft", form=FORM, say="")
    tell("complaint.readback", summary="가로등이 나갔어요.", say="")
    expect(page.locator("#draft .answers")).to_be_visible()
    yield "a step and a complaint"
    tell("complaint.filed", receipt="123456786", due="2026-12-01", watch_token="t", say="")
    tell("notice", kind="timeout_soon", say="아직 계세요?")
    tell("error", code="busy", message="", say="잠시 뒤에 다시 말씀해 주세요.", retryable=True)
    expect(page.locator("#alert")).to_be_visible()
    yield "filed, an alert and a notice"


@pytest.mark.parametrize("look", LOOKS)
def test_every_text_is_7_to_1_and_every_picture_and_edge_3_to_1(
    opened: OpenPage, desk: FakeDesk, look: str
) -> None:
    page = opened(reduced_motion="reduce", **LOOKS[look])
    seen = 0
    for state in states(page, desk):
        measured = page.evaluate(MEASURE)
        assert len(measured) > 30
        assert [(state, *each) for each in measured if each[1] < each[2]] == []
        seen += 1
    assert seen == 7
