"""Stage timings, metrics, and logs without personal data."""
