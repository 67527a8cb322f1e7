"""From what a person has to articles: files and records in, `Article` and `Fault` out."""
