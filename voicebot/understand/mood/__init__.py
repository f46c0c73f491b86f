"""How somebody feels, from their words only: never from the sound of a voice."""

from voicebot.understand.mood.mood import MOODS, NEUTRAL, Mood, feel

__all__ = ["MOODS", "NEUTRAL", "Mood", "feel"]
