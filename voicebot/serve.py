"""Serves the app on one port."""

from __future__ import annotations

import contextlib
import errno
import socket
from pathlib import Path

import uvicorn

from voicebot.app import create_app
from voicebot.errors import SettingsError
from voicebot.settings import Settings

__all__ = ["serve"]

SEND_BUFFER = 64 * 1024
"""Bytes the kernel may hold for one client: about a second of sound, so that a client which has stopped
reading is noticed instead of filled."""
LARGEST_MESSAGE = 1024 * 1024
"""Bytes; above the protocol's own limit, so that the desk itself says what was too big."""


def serve(settings: Settings, *, tls_cert: Path | None = None, tls_key: Path | None = None) -> None:
    """Run until interrupted.

    Raises:
        SettingsError: the port is taken, or the certificate cannot be read.
    """
    for path in (tls_cert, tls_key):
        if path and not path.is_file():
            raise SettingsError("tls_missing", f"{path} is not a file; give --tls-cert and --tls-key in PEM.")
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        ssl_certfile=str(tls_cert) if tls_cert else None,
        ssl_keyfile=str(tls_key) if tls_key else None,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,  # sound does not get smaller, and packing it costs both sides time
        log_level="warning",
        access_log=False,
        proxy_headers=True,
        timeout_graceful_shutdown=5,
    )
    with contextlib.closing(_listen(settings.host, settings.port)) as listening:
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        taken = error.errno == errno.EADDRINUSE
        why = (
            "is in use; stop the other program or choose another: make run PORT=8001" if taken else str(error)
        )
        raise SettingsError("port_taken" if taken else "no_listen", f"Port {port} on {host} {why}.") from None
    return listening
