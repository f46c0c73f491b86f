"""An address as a picture, for a telephone that is held to the screen."""

from __future__ import annotations

import io
from collections.abc import Mapping

import segno
from starlette.responses import Response

__all__ = ["qr_response"]


def qr_response(address: str, headers: Mapping[str, str]) -> Response:
    """An SVG drawing; black on white whatever the page's colours, so that every camera reads it."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=5, border=4, light="#fff", dark="#000")
    return Response(drawn.getvalue(), media_type="image/svg+xml", headers=dict(headers))
