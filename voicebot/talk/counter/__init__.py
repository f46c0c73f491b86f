"""The complaint counter of one conversation: which words are the interview's, and what is done about them."""
