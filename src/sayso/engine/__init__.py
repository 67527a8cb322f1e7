"""Where work runs: in this process or in several. Two verbs, map and group_by_key."""
