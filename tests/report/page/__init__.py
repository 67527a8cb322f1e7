"""Tests of what the page shows."""
