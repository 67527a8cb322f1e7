"""From a dossier to what a person or a program reads: HTML, JSON, CSV; and the proof of it, verify."""
