"""From one article to what it says, span by span. One layer a file, one signature."""
