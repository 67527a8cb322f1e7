"""Tools for strings that know no news: normalisation, offsets, shingles, alignment."""
