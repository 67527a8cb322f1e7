"""Core types to JSON bytes and back. The only user of msgspec.

Invariant: the same value always gives the same bytes (fields in their declared order, keys as inserted).
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from sayso.errors import ReportError

T = TypeVar("T")


def to_json_bytes(value: object, *, indent: int = 0) -> bytes:
    """Encode any core type, or plain data, as UTF-8 JSON. Spans become ``[start, end]``."""
    data = msgspec.json.encode(value)
    return msgspec.json.format(data, indent=indent) + b"\n" if indent else data


def to_builtins(value: object) -> Any:
    """Turn any core type into dicts, lists, strings and numbers."""
    return msgspec.to_builtins(value)


def from_json_bytes(data: bytes | str, as_type: type[T]) -> T:
    """Decode JSON into ``as_type``, checking every field.

    Raises:
        ReportError: the bytes are no JSON, or a field has the wrong shape; the message holds the path to it.
    """
    try:
        return msgspec.json.decode(data, type=as_type)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReportError(f"not valid JSON of the expected shape: {error}") from error


def from_builtins(value: object, as_type: type[T]) -> T:
    """Turn dicts and lists back into ``as_type``, checking every field.

    Raises:
        ReportError: a field has the wrong shape; the message holds the path to it.
    """
    try:
        return msgspec.convert(value, type=as_type)
    except msgspec.ValidationError as error:
        raise ReportError(f"not of the expected shape: {error}") from error
