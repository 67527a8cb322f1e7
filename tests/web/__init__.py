"""The web app: asked in this process, and driven in a real browser."""
