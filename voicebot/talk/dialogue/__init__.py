"""What to say next: a pure decision from what was heard and what was said before."""
