"""Photos for tests: as phones write them, and as they should not be."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)


def halves(width: int = 64, height: int = 48) -> Image.Image:
    """The left half red, the right half blue."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def photo(kind: str = "JPEG", image: Image.Image | None = None, **options: Any) -> bytes:
    written = io.BytesIO()
    (image or halves()).save(written, kind, **options)
    return written.getvalue()


def with_place(turned: int = 1) -> bytes:
    """A JPEG that says where and by which device it was taken, and how it is to be turned."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turned, "SecretPhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (37.0, 29.0, 12.3)
    return photo(exif=exif, comment=b"SecretComment")


def heic() -> bytes:
    """The beginning of an HEIC file."""
    return struct.pack(">I4s4s", 24, b"ftyp", b"heic") + b"\0\0\0\0mif1heic" + bytes(64)


def zipped() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("photo.jpg", photo())
    return written.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that would open to gigabytes."""
    rows = zlib.compress(bytes(1 + width // 8) * 64, 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
