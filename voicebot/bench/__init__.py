"""Evaluations, load, tables."""
