"""Photos made ready to be kept: what is refused, what is left of the others."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from pictures import BLUE, RED, bomb, halves, heic, photo, with_place, zipped
from PIL import Image

from voicebot.civic.complaints.photos import clean_photo
from voicebot.errors import ComplaintError
from voicebot.settings import Attached

LIMITS = Attached()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_phones_send_becomes_a_jpeg(kind: str) -> None:
    clean = clean_photo(photo(kind), LIMITS)
    assert (clean.media, clean.width, clean.height) == ("image/jpeg", 64, 48)
    assert opened(clean.content).format == "JPEG"


def test_nothing_but_the_picture_is_left() -> None:
    dirty = with_place()
    assert b"SecretPhoneMaker" in dirty
    clean = clean_photo(dirty, LIMITS)
    assert not opened(clean.content).getexif()
    assert not any(word in clean.content for word in (b"Secret", b"Exif", b"ICC_PROFILE", b"http"))


@pytest.mark.parametrize(("turned", "size"), [(1, (64, 48)), (3, (64, 48)), (6, (48, 64)), (8, (48, 64))])
def test_a_photo_stands_upright(turned: int, size: tuple[int, int]) -> None:
    """Orientation 6: the camera was turned, what it wrote left belongs to the top."""
    clean = clean_photo(with_place(turned), LIMITS)
    picture = opened(clean.content)
    assert picture.size == size
    first = {1: RED, 3: BLUE, 6: RED, 8: BLUE}[turned]
    assert near(picture.getpixel((5, 5)), first)


def test_a_big_photo_becomes_smaller_and_keeps_its_shape() -> None:
    clean = clean_photo(photo(image=halves(3000, 1500)), LIMITS)
    assert (clean.width, clean.height) == (2048, 1024)


def test_what_is_transparent_becomes_white() -> None:
    clean = clean_photo(photo("PNG", Image.new("RGBA", (32, 32), (0, 0, 0, 0))), LIMITS)
    assert near(opened(clean.content).getpixel((3, 3)), (255, 255, 255))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (heic(), "photo_heic"),
        (zipped(), "photo_format"),
        (photo("GIF"), "photo_format"),
        (b"", "photo_format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_format"),
        (bomb(), "photo_too_big"),
        (photo(image=halves(2000, 1000))[:2000], "photo_broken"),
    ],
    ids=["heic", "zip", "gif", "nothing", "svg", "bomb", "cut short"],
)
def test_what_is_no_photo_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ComplaintError) as caught:
        clean_photo(content, LIMITS)
    assert caught.value.code == code


def test_bytes_and_pixels_are_counted_before_anything_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    big = photo("PNG")
    with pytest.raises(ComplaintError, match="bytes"):
        clean_photo(big, Attached(photo_bytes=100))

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was opened")

    monkeypatch.setattr(Image.Image, "load", never)
    with pytest.raises(ComplaintError, match="pixels"):
        clean_photo(big, Attached(photo_pixels=1000))


def test_cutting_a_photo_anywhere_raises_nothing_else() -> None:
    whole = with_place()
    codes: set[str] = set()
    for end in range(0, len(whole), 37):
        with suppress(ComplaintError), noting(codes):
            clean_photo(whole[:end], LIMITS)
    assert codes == {"photo_format", "photo_broken"}


@contextmanager
def noting(codes: set[str]) -> Iterator[None]:
    try:
        yield
    except ComplaintError as error:
        codes.add(error.code)
        raise
