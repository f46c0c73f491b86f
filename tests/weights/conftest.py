"""The fixtures of `weights_world`, for every test of this room."""

from weights_world import count_hashing, world

__all__ = ["count_hashing", "world"]
