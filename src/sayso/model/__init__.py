"""The words: what an article, an attribution, a figure, a story is. Standard library only."""
