"""A batch that was looked through becomes drafts of the entries' store: all of it, or none."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from voicebot.civic.publishing.publisher import Publisher
from voicebot.civic.publishing.texts import Fields, fields_of
from voicebot.civic.publishing.timeline import Key
from voicebot.civic.scripts.edition import entry_of, write_voice
from voicebot.civic.scripts.script import CheckedScript, Script
from voicebot.civic.scripts.voice import Shelf
from voicebot.errors import EntryError
from voicebot.speak.recorded import text_digest

__all__ = ["VOICE_NAME", "Drafts", "merged_fields", "voice_name"]

VOICE_NAME = re.compile(r"\.?[0-9a-f]{40}-[0-9a-f]{16}\.flac")
"""What recordings are named that came with scripts, and what a crash has left of one."""

_MADE_UP = ("label", "picture", "scope")
"""Fields that no spreadsheet has; what an entry says there already is better than what is made up."""


class Drafts:
    """Where checked scripts go: a draft each, which a second person reads and publishes as any other.

    Args:
        publisher: keeps entries.
        shelf: where the prepared recordings of scripts are.
        recordings: the folder in which the desk looks for recordings of entries.
        actor: who brings them, and may therefore not publish them.
    """

    def __init__(self, publisher: Publisher, shelf: Shelf, recordings: Path, actor: str) -> None:
        self._publisher = publisher
        self._shelf = shelf
        self._recordings = recordings
        self._actor = actor

    async def __call__(self, scripts: Sequence[CheckedScript]) -> None:
        """Keep all of them, or none; their recordings first, so that no draft is without its own.

        Raises:
            ScriptError: ``entry_invalid``: something in one of them is no entry.
            EntryError: ``entry_id``.
            StoreError: ``entry_changed``: somebody wrote one of these entries meanwhile.
        """
        texts = [await self._draft(checked) for checked in scripts]
        for checked in scripts:
            if checked.voice:
                target = self._recordings / voice_name(checked)
                await asyncio.to_thread(write_voice, checked, self._shelf, target)
        await self._publisher.write_all(texts, self._actor)

    async def _draft(self, checked: CheckedScript) -> tuple[Key, Fields]:
        entry = entry_of(checked)
        fresh = fields_of(entry.model_copy(update={"audio": voice_name(checked) or None}))
        before = await self._before(entry.id, entry.language)
        return (entry.language, entry.id), merged_fields(checked.script, fresh, before)

    async def _before(self, entry: str, language: str) -> Fields:
        try:
            return (await self._publisher.held(entry, language)).fields
        except EntryError as error:
            if error.code != "entry_unknown":
                raise
            return {}


def voice_name(checked: CheckedScript) -> str:
    """The name of a script's recording among those of entries; empty where it has none.

    The text is part of it: captions are of one text, and a corrected draft leaves alone what callers hear.
    """
    if checked.voice is None:
        return ""
    return f"{Path(checked.voice.file).stem}-{text_digest(checked.script.answer)}.flac"


def merged_fields(script: Script, fresh: Fields, before: Fields) -> Fields:
    """What a script says, over an entry that is there already: what it leaves empty stays.

    A recording stays only with its answer, and so does the day on which that was compared with its source.
    """
    if not before:
        return fresh
    same = before.get("answer_spoken") == fresh["answer_spoken"]
    made_up = [*_MADE_UP, *([] if script.topic else ["topic"]), *([] if script.owner else ["review_owner"])]
    if same and not script.written:
        made_up.append("answer_written")
    if same and not (script.source or script.verified_on):
        made_up.append("confidence")
    of_the_answer = () if same else ("audio", "verified_on")
    kept = {name: value for name, value in before.items() if name not in of_the_answer}
    stated = {name: value for name, value in fresh.items() if name not in made_up or name not in kept}
    return kept | stated
