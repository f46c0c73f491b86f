"""The complaints board: all its pages."""

from __future__ import annotations

from voicebot.staff import (
    board_beside,
    board_bulk,
    board_case_pages,
    board_doing,
    board_export,
    board_pages,
    board_sound,
)
from voicebot.staff.console import Console, MenuItem
from voicebot.staff.words import words

__all__ = ["add_to"]


def add_to(console: Console) -> None:
    """Add the pages; those with a name of their own before those that are called by a number."""
    console.add_words(words("board"))
    console.add_to_menu(MenuItem("/board", "complaints", "board", "board_about"))
    for part in (
        board_pages,
        board_bulk,
        board_export,
        board_case_pages,
        board_doing,
        board_beside,
        board_sound,
    ):
        part.add_to(console)
