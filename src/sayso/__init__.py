"""sayso: who said what, on whose say-so, across many news articles on one event."""
