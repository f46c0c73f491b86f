"""Answers about the day itself: weather, dust, sun, date, holidays, office hours, and what is near."""
