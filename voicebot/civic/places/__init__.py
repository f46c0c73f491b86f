"""Places people look for (shelters, toilets, pharmacies …), from open data that an operator imports."""
