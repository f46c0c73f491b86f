"""The console, without models."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from staff_world import World, opened

from voicebot.settings import Settings


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """On SQLite."""
    async with opened(Settings(data_dir=tmp_path / "var", database_url=None, keys=[])) as made:
        yield made


@pytest.fixture
async def both(stored: Settings) -> AsyncIterator[World]:
    """On SQLite, and again on PostgreSQL."""
    async with opened(stored) as made:
        yield made
