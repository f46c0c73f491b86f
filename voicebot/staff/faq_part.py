"""The part of the console where answers are written, tried and published, and what had no answer."""

from __future__ import annotations

from voicebot.staff import entry_pages, faq_pages, gap_pages, preview_pages, word_pages
from voicebot.staff.console import Console, MenuItem
from voicebot.staff.newsdesk import Houses
from voicebot.staff.words import words

__all__ = ["add_to"]


def add_to(console: Console) -> None:
    """Add all its pages."""
    console.add_words(words("faq"))
    console.add_to_menu(MenuItem("/faq", "faq", "faq", "faq_about"))
    console.add_to_menu(MenuItem("/gaps", "gaps", "gaps", "gaps_about"))
    houses = Houses()
    for pages in (faq_pages, word_pages, entry_pages, preview_pages, gap_pages):
        pages.add_to(console, houses)
