"""Content-Encoding undone, never beyond the limit."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.fetch.unpacking import PackedError, unpack_content

MOST = 10_000


@given(st.binary(max_size=MOST))
def test_what_was_packed_comes_back(data: bytes) -> None:
    """Packing twice over and unpacking gives the same bytes and no note."""
    assert unpack_content(gzip.compress(zlib.compress(data)), ["deflate", "gzip"], MOST) == (data, ())


@given(st.binary(max_size=300), st.integers(0, 40), st.sampled_from(["gzip", "deflate"]))
def test_whatever_is_said_to_be_packed(data: bytes, cut: int, encoding: str) -> None:
    """Damaged data gives at most the limit, or an error of ours."""
    packed = gzip.compress(data * 9) if encoding == "gzip" else zlib.compress(data * 9)
    damaged = packed[: len(packed) - cut] + data[:cut]
    assert len(unpack_content(damaged, [encoding], MOST).content) <= MOST


@pytest.mark.parametrize("n_bytes", [MOST + 1, 5_000_000])
def test_no_more_than_the_limit(n_bytes: int) -> None:
    """One byte more than the limit is too much."""
    with pytest.raises(PackedError, match="grows to more than 10,000 bytes"):
        unpack_content(gzip.compress(bytes(n_bytes)), ["gzip"], MOST)
