"""Write the samples in ``cases/`` that are no text: ``python -m tests.read.write_samples``."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.read.samples import draw_lines, make_docx, make_page, make_pdf, make_record, make_wacz

CASES = Path(__file__).parent / "cases"
LINES = [
    "The weir above Harl gave way on Monday night, and the mayor",
    "told reporters that nobody had been hurt when the water came.",
    "",
    "“Luck is no plan,” said Orla Venn, who leads the council of",
    "engineers. About 240 households were told to boil water.",
]


def main() -> None:
    """Write them all; the same bytes at every call, but for the clock in a DOCX."""
    first = make_record(make_page("Harl"), fields=["WARC-Payload-Digest: sha1:W6SBQ3QB4UEV2QJWRZ3S3LQGNVGB7WEI"])
    second = make_record(make_page("Brok", 7), "https://b.example/brok", number=2)
    image = make_record(b"GIF89a", "https://b.example/a.gif", number=3, headers=["Content-Type: image/gif"])
    packed = b"".join(gzip.compress(record, mtime=0) for record in (first, image, second))
    pdf = make_pdf(
        [
            [(72, 800, 9, "Vale Courier"), *draw_lines(LINES[:2]), (290, 30, 9, "1")],
            [(72, 800, 9, "Vale Courier"), *draw_lines(LINES[2:]), (290, 30, 9, "2")],
        ],
        [("Title", "Weir at Harl gives way"), ("Author", "Ann Lee"), ("CreationDate", "D:20310506083000+02'00'")],
    )
    paragraphs = [("Title", "Weir at Harl gives way"), ("Normal", " ".join(LINES[:2])), ("Normal", " ".join(LINES[3:]))]
    samples = {
        "crawl.warc": first + image + second,
        "cut-off.warc.gz": packed[:-60],
        "pages.wacz": make_wacz([("archive/data.warc.gz", first), ("pages/pages.jsonl", b"{}\n")]),
        "weir.pdf": pdf,
        "pdf-without-a-name": pdf,
        "weir.docx": make_docx(paragraphs, title="draft", author="Ann Lee"),
    }
    for name, data in samples.items():
        (CASES / name).write_bytes(data)


if __name__ == "__main__":
    main()
