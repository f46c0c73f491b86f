"""Where a model's weights are, made ready if need be."""

from __future__ import annotations

from pathlib import Path

from voicebot.errors import ModelError
from voicebot.weights.assemble import assemble, only_one
from voicebot.weights.card import Card, load_card
from voicebot.weights.check import Count, uncounted
from voicebot.weights.folder import check_folder, folder_of, remedy_for, stamped

__all__ = ["locate", "ready"]


def locate(name: str) -> Path:
    """The folder that holds a model's checked files; assembles them from packages the first time.

    Quick when nothing has changed since the last full check (sizes and times against a stamp). A folder that
    an operator copied is accepted as it is when its digests are right.

    Args:
        name: a model card's name, such as ``whisper-base``.

    Raises:
        ModelError: there is no such card, or a file or part is missing, truncated or altered.
    """
    return ready(load_card(name))


def ready(card: Card, *, full: bool = False, count: Count = uncounted) -> Path:
    """`locate` for a card that is at hand.

    Args:
        card: the model.
        full: read every byte, though a stamp says that nothing has changed.
        count: told of the bytes as they are read.
    """
    folder = folder_of(card)
    if not full and stamped(card, folder):
        return folder
    if card.in_package is not None or not card.packaged:
        if not folder.is_dir():
            raise ModelError("model_missing", f"The model {card.name} is not in {folder}. {remedy_for(card)}")
        check_folder(card, folder, count)
    elif not _whole(card, folder, count):
        with only_one(card):
            if not _whole(card, folder):
                assemble(card, folder, count)
                check_folder(card, folder)
    return folder


def _whole(card: Card, folder: Path, count: Count = uncounted) -> bool:
    """Whether the files are there and right."""
    try:
        check_folder(card, folder, count)
    except ModelError:
        return False
    return True
