"""Every store keeps one contract; SQLite adds files, errors and migrations."""
