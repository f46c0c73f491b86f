"""What an office's journeys share: a desk of their own that begins empty, browsers for its people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from web_chromium import CHROMIUM, chromium

from voicebot.bench.service import Service, running_desk


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walk")


@pytest.fixture(scope="module")
def office(folder: Path) -> Iterator[Service]:
    with running_desk(folder, warm_cache="false") as service:
        yield service


@pytest.fixture
def people(folder: Path) -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed: apt install chromium")
    with chromium() as browser:
        yield browser
