"""The path from the web into a case: pages that were named, feeds that are followed, versions of one page."""
