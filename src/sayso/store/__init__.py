"""Where a case is kept: articles, annotations, judgements, faults and runs."""
