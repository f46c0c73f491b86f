"""Entries from a draft to what callers hear: steps, texts, checks, and the edition that is spoken."""
