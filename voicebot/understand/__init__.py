"""Words to meaning: the FAQ matcher and spoken commands."""
