"""The part of the console where recordings and spreadsheets are brought in, heard, and made drafts."""

from __future__ import annotations

from voicebot.staff import batch_pages, line_pages, script_pages, uploading
from voicebot.staff.console import Console, MenuItem
from voicebot.staff.newsdesk import Houses
from voicebot.staff.nightly import Nightly
from voicebot.staff.studio import Studio
from voicebot.staff.words import words

__all__ = ["add_to"]


def add_to(console: Console) -> None:
    """Add all its pages."""
    console.add_words(words("scripts"))
    console.add_to_menu(MenuItem("/scripts", "faq", "scripts", "scripts_about"))
    studio, houses = Studio(console.behind, console.own), Houses()
    console.running += [studio.run, Nightly(console).run]
    console.closing.append(studio.close)
    uploading.add_to(console)
    script_pages.add_to(console, studio, houses)
    batch_pages.add_to(console, studio, houses)
    line_pages.add_to(console, studio)
