"""Move the offsets of the example's gold file to where its words stand now; run this after editing an article.

Each span keeps the `words` it must cut beside it. The words are looked for in the article as sayso reads it, nearest to
where they stood before. Words that stand there no longer end the run with a message, and nothing is written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from sayso.model.article import Article
from sayso.read.reader import read_paths

CROSSING = Path(__file__).parent / "crossing"


def read_texts(folder: Path) -> dict[str, str]:
    """Give the text of each article in a folder, by the name of its file (one article a file)."""
    found = [article for article in read_paths([folder]) if isinstance(article, Article)]
    return {name_of(article): article.text for article in found}


def name_of(article: Article) -> str:
    """Give the name of the file an article was read from."""
    return (article.path or "").rpartition("/")[2]


def locate(words: str, text: str, near: int) -> list[int]:
    """Give the span of ``words`` in ``text`` that begins nearest to ``near``.

    Raises:
        ValueError: they stand nowhere.
    """
    begins = [at for at in range(len(text)) if text.startswith(words, at)]
    if not begins:
        raise ValueError(f"not in the text: {words!r}")
    begin = min(begins, key=lambda at: abs(at - near))
    return [begin, begin + len(words)]


def relocate(item: dict[str, Any], text: str) -> None:
    """Set every span of one gold entry anew from its words."""
    words = item["words"]
    if isinstance(words, str):
        item["span"] = locate(words, text, item["span"][0])
        return
    item["content"] = [locate(part, text, old[0]) for part, old in zip(words["content"], item["content"], strict=True)]
    for part in ("source", "cue"):
        if words[part] is not None:
            item[part] = locate(words[part], text, item[part][0])


def to_lines(gold: dict[str, Any]) -> str:
    """Render the gold file with one entry a line, so that a change shows as one line."""
    blocks = []
    for key, value in gold.items():
        if isinstance(value, list):
            lines = ",\n".join(f"  {to_json(entry)}" for entry in value)
            blocks.append(f" {to_json(key)}: [\n{lines}\n ]")
        else:
            rows = ",\n".join(f"  {to_json(name)}: {to_json(forms)}" for name, forms in value.items())
            blocks.append(f" {to_json(key)}: {{\n{rows}\n }}")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def to_json(value: object) -> str:
    """Render one value on one line, letters beyond ASCII as they are."""
    return json.dumps(value, ensure_ascii=False)


def main() -> int:
    """Rewrite gold.json; return the exit code."""
    path = CROSSING / "gold.json"
    gold = json.loads(path.read_text(encoding="utf-8"))
    texts = read_texts(CROSSING / "articles")
    faults = []
    for layer in ("attributions", "figures", "times", "boilerplate"):
        for entry in gold[layer]:
            try:
                relocate(entry, texts[entry["article"]])
            except (KeyError, ValueError) as error:
                faults.append(f"{layer}, {entry['article']}: {error}")
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    path.write_text(to_lines(gold), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
