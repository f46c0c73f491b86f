"""A terminal that is wide enough: no cell of a table is broken over two lines."""

import pytest

from voicebot.commands.console import err, out


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    for console in (out, err):
        monkeypatch.setattr(console, "width", 240)
