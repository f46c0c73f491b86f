"""The phone-style device: a handset, a keypad and no screen (docs/handset.md)."""
