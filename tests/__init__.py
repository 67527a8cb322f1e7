"""The tests mirror src/sayso: a test belongs to the function whose result it asserts."""
