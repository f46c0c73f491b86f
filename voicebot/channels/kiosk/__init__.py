"""The page for a public screen: its words, its spoken words, its keys."""
