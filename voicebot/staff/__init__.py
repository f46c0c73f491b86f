"""The console: where the people of the office work. Pages below ``/staff``."""
