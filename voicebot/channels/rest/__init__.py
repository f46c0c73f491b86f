"""REST: complaints for the desk's own pages and for programs that speak for one resident."""
