"""What is kept: tables and migrations."""
