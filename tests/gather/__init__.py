"""The path from the web into a case, against a web of our own on loopback."""
