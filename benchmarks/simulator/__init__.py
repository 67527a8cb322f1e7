"""Piles of invented news with known truth: the yardstick for copies, direction, origins and scale.

Invariant: a pile depends on its size and seed alone. Nothing in it is anybody's text: events, people, agencies and
words are drawn from lists written for this project.
"""
