"""The first words: what matters to somebody who comes now, in one breath."""
