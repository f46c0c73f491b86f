"""The desk's own clients."""
