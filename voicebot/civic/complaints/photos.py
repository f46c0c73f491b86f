"""A photo as it came, made into one that can be kept: small, upright, and nothing in it but the picture.

What a phone writes beside the picture (where, when, whose device) is not carried over: the picture is decoded
and written anew. Everything that can be known before decoding is checked before decoding.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from voicebot.errors import ComplaintError
from voicebot.settings import Attached

__all__ = ["FORMATS", "Photo", "clean_photo"]

FORMATS = ("JPEG", "PNG", "WEBP")
"""Decoders that are tried; no other ever sees the bytes."""
QUALITY = 85
"""Of the JPEG that is kept: pole numbers and plates stay readable, at a fifth of a phone's file."""

_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that can be kept.

    Attributes:
        media: its media type.
        content: the whole file.
        width: in pixels.
        height: in pixels.
    """

    media: str
    content: bytes
    width: int
    height: int


def clean_photo(content: bytes, limits: Attached) -> Photo:
    """Check and write anew; computes for up to a second, so call it from a worker.

    Args:
        content: the file as it came, whatever it is called.
        limits: sizes.

    Raises:
        ComplaintError: ``photo_too_big`` (bytes or pixels), ``photo_heic``, ``photo_format`` (no JPEG, PNG or
            WebP) or ``photo_broken``; the message never says what is in the file.
    """
    if len(content) > limits.photo_bytes:
        raise ComplaintError("photo_too_big", f"A photo can have {limits.photo_bytes} bytes at most.")
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        raise ComplaintError("photo_heic", "HEIC cannot be opened here; send it as JPEG.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow warns of is checked here, and refused
            return _rewritten(content, limits)
    except UnidentifiedImageError as error:
        raise ComplaintError("photo_format", f"A photo is one of {', '.join(FORMATS)}.") from error
    except Image.DecompressionBombError as error:
        raise _too_big(limits) from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise ComplaintError("photo_broken", "The photo cannot be read to its end; send it again.") from error


def _too_big(limits: Attached) -> ComplaintError:
    return ComplaintError("photo_too_big", f"A photo can have {limits.photo_pixels} pixels at most.")


def _rewritten(content: bytes, limits: Attached) -> Photo:
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        if image.width * image.height > limits.photo_pixels:
            raise _too_big(limits)
        side = limits.photo_side
        image.draft("RGB", (side, side))  # a JPEG is then never opened at more than twice the size needed
        image.load()
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((side, side))
        flat = _on_white(upright)
    written = io.BytesIO()
    flat.save(written, "JPEG", quality=QUALITY)
    return Photo("image/jpeg", written.getvalue(), flat.width, flat.height)


def _on_white(image: Image.Image) -> Image.Image:
    """Only colours: no transparency, no palette, and nothing that the file said beside the picture."""
    colours = image.convert("RGBA")
    bare = Image.new("RGB", colours.size, "white")
    bare.paste(colours, mask=colours.getchannel("A"))
    return bare
