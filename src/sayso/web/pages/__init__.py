"""One file a page: what it asks of the case, and what it hands to its template."""
