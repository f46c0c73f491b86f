"""The weather and the air outside, from whoever answers; `Keeper` holds the last report and its age."""
