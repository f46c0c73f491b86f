"""The desk inside a page of another site: the script that puts it there, and who may."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response

__all__ = ["embed_headers", "embed_routes"]

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors {ancestors}"
)
_SCRIPT = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "max-age=600"}


def embed_headers(origins: Sequence[str]) -> dict[str, str]:
    """The policy of the page that is shown inside others: only theirs, nobody's where none is named."""
    ancestors = " ".join(origins) or "'none'"
    return {"Content-Security-Policy": _POLICY.format(ancestors=ancestors), "X-Robots-Tag": "noindex"}


def embed_routes(web: Path) -> APIRouter:
    """The route of the script that other sites load.

    Args:
        web: folder with ``static``.
    """
    router = APIRouter()

    @router.get("/widget.js")
    def script() -> Response:
        path = web / "static" / "js" / "widget.js"
        return FileResponse(path, media_type="text/javascript", headers=_SCRIPT)

    return router
