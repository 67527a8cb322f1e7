"""From many annotated articles to what ties them. Every relation is block, compare, cluster."""
