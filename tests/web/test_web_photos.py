"""Adding a photo on the page: the button is there while a complaint is told, and says what became of it."""

from collections.abc import Callable

import pytest
from pictures import photo
from playwright.sync_api import Page, expect
from web_fake_desk import FakeDesk

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
FILE = {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": photo()}


def told(opened: OpenPage, desk: FakeDesk) -> Page:
    """A page in the middle of a complaint."""
    page = opened(microphone=False)
    page.fill("#question", "여권 새로 만들려면 어떻게 해요?")
    page.press("#question", "Enter")
    desk.got("input_text")
    desk.call.now("complaint.photos", wanted=True, count=0)
    expect(page.get_by_role("button", name="사진 올리기")).to_be_visible()
    return page


def test_the_button_comes_with_a_complaint_and_goes(opened: OpenPage, desk: FakeDesk) -> None:
    page = opened(microphone=False)
    expect(page.get_by_role("button", name="사진 올리기")).to_be_hidden()
    page.close()
    page = told(opened, desk)
    page.get_by_role("button", name="사진 올리기").focus()
    desk.call.now("complaint.photos", wanted=False, count=3)
    expect(page.get_by_role("button", name="사진 올리기")).to_be_hidden()
    expect(page.locator("#talk")).to_be_focused()


def test_a_photo_is_sent_with_the_sessions_token(opened: OpenPage, desk: FakeDesk) -> None:
    page = told(opened, desk)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="사진 올리기").click()
    chooser.value.set_files(FILE)  # type: ignore[arg-type]
    expect(page.locator("#info")).to_contain_text("사진을 받았어요.")
    assert desk.photos == [("fake-1", "Bearer token-1", FILE["buffer"])]


def test_a_refusal_is_told_and_another_can_be_tried(opened: OpenPage, desk: FakeDesk) -> None:
    page = told(opened, desk)
    desk.refuses = "이 사진 형식은 열 수 없어요. 사진을 JPG로 바꿔 올려 주세요."
    page.set_input_files("#photo-file", FILE)  # type: ignore[arg-type]
    expect(page.locator("#alert")).to_contain_text("JPG로 바꿔")
    desk.refuses = ""
    page.set_input_files("#photo-file", FILE)  # type: ignore[arg-type]
    expect(page.locator("#info")).to_contain_text("사진을 받았어요.")
