"""Open311 GeoReport v2: complaints for other programs, in XML and JSON."""
