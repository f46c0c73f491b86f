"""Complaints: receipts, legal days, states, categories, and the register that keeps them."""
