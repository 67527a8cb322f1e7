"""Markdown to the text a reader sees. News text has asterisks and dashes of its own: when in doubt, a mark is kept.

Invariant: only marks are taken out, no word is added or moved. Emphasis needs a closing mark on its line, a list's or
a dialogue's dash stays, and so does anything that is not one of the few marks below. Images go with their description;
a link keeps its words and loses its address.
"""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_]{1,30})\s*:[ \t]*(.*)")
_ITEM = re.compile(r"\s*-\s+(.+)")
_ADDRESS = (
    r"\(\s{0,3}<?(?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s{1,3}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\s{0,3}\)"
)
# Applied in this order, each over the whole text; every repeat is bounded so that no input is slow.
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in (
        (r"<!--[^<>]{0,2000}-->", ""),
        (r"^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]+\S{1,2000}[ \t]*(?:\"[^\"\n]{0,300}\")?[ \t]*$", ""),
        (r"!\[[^\[\]\n]{0,1000}\]" + _ADDRESS, ""),
        (r"\[([^\[\]\n]{0,1000})\]" + _ADDRESS, r"\1"),
        (r"\[([^\[\]\n]{1,1000})\]\[[^\[\]\n]{0,200}\]", r"\1"),
        (r"<(https?://[^<>\s]{1,2000})>", r"\1"),
        (r"^(?: {0,3}>[ \t]?){1,5}", ""),
        (r"^ {0,3}#{1,6}[ \t]+([^\n]*?)[ \t]*#{0,6}[ \t]*$", r"\1"),
        (r"^ {0,3}(?:(?:\*[ \t]*){3,40}|(?:-[ \t]*){3,40}|(?:_[ \t]*){3,40}|={3,200})$", ""),
        (r"(?<![\w\\])\*\*(?=\S)((?:[^*\n]|\*(?!\*)){1,1000})(?<=\S)\*\*(?!\w)", r"\1"),
        (r"(?<![\w\\])__(?=\S)((?:[^_\n]|_(?!_)){1,1000})(?<=\S)__(?!\w)", r"\1"),
        (r"(?<![\w\\*])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\*(?![\w*])", r"\1"),
        (r"(?<![\w\\_])_(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_])_(?![\w_])", r"\1"),
        (r"(?<!`)`([^`\n]{1,1000})`(?!`)", r"\1"),
        (r"\\([\\`*_{}\[\]()#+\-.!>~|])", r"\1"),
    )
)


def strip_markdown(text: str) -> str:
    """Take Markdown's marks out of a text (without front matter), leaving what stands between them."""
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Split off a front matter of plain ``key: value`` lines, as web clippers write it.

    Gives its fields, keys in lower case, a list where dashes follow a key, and the text after it. Text that opens
    with a rule but holds anything else is returned whole.
    """
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    fields: dict[str, object] = {}
    key = ""
    for line in found[1].split("\n"):
        if field := _FIELD.fullmatch(line):
            key = field[1].lower()
            fields[key] = _unquote(field[2])
        elif (item := _ITEM.fullmatch(line)) and key:
            held = fields[key]
            fields[key] = [*(held if isinstance(held, list) else []), _unquote(item[1])]
        elif line.strip() and not line.lstrip().startswith("#"):
            return {}, text
    return fields, text[found.end() :]


def _unquote(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
