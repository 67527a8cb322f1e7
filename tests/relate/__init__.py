"""Tests of what ties articles together."""
