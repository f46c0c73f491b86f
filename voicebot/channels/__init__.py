"""Who calls from where."""
