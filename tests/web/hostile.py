"""Ten articles that try to be more than text: written to run, to hide, to break out, or to be too much."""

from __future__ import annotations

LONG_WORD = "x" * 100_000
HOSTILE = {
    "script": "<script>window.ran=1</script></script><script src=/static/app.js></script> said Ann Lee.",
    "handlers": "<img src=x onerror=window.ran=1><body onload=window.ran=1><a href=javascript:window.ran=1>go</a>",
    "svg": "<svg><script>window.ran=1</script><animate onbegin=window.ran=1 attributeName=x dur=1s></svg>",
    "css": "<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css>}body{display:none}",
    "bidi": "“\u202ereversed \u2066isolated\u2067 never closed” said \u202eRo\u200fn, and\u202d more.",
    "zero width": "Z\u200be\u200cr\u200do\u2060 \ufeffwidth\u00ad words, \u034fjoined, e" + "\u0301" * 50 + " accents.",
    "right to left": "قال وزير النقل “لم نر أي انسحاب” يوم الأربعاء، وفق ما ذكرت وكالة الأنباء. שלום עולם.",
    "breaking out": "</div></article></main></body></html><!-- --> ]]> {{7*7}} {% raw %} &lt;b&gt; &#0; \"><i>'",
    "marks": "“a” " * 250_000,
    "long word": f"“{LONG_WORD}” said Ann Lee.",
}
