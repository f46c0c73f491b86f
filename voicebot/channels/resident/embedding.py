"""Who may show the desk inside a page of their own, and what it may do there."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["embed_headers"]

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors {ancestors}"
)


def embed_headers(origins: Sequence[str]) -> dict[str, str]:
    """The policy of the page that is shown inside others: only theirs, nobody's where none is named."""
    ancestors = " ".join(origins) or "'none'"
    return {"Content-Security-Policy": _POLICY.format(ancestors=ancestors), "X-Robots-Tag": "noindex"}
