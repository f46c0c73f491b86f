"""The pages for people who look for an answer, tell of a trouble, or have the desk on another site."""
