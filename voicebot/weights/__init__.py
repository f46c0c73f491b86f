"""Model cards and their weights: list, assemble, verify, fetch."""

from voicebot.weights.card import Card, load_cards
from voicebot.weights.commands import list_models, verify_models
from voicebot.weights.fetch import fetch_model
from voicebot.weights.locate import locate
from voicebot.weights.prepared import load_prepared

__all__ = ["Card", "fetch_model", "list_models", "load_cards", "load_prepared", "locate", "verify_models"]
