"""The command line: what a person types, and what comes back on the terminal or in the pipe."""
