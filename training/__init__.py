"""How the weights were made. Nothing in ``sayso`` imports this room; it needs torch, sayso never does."""
