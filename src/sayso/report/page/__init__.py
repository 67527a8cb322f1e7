"""What the page shows, section by section, as plain values for the templates."""
