"""Tests of the encoder's parts, none of which need its weights."""
