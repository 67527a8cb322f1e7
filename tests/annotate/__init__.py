"""Tests of the annotation layers."""
