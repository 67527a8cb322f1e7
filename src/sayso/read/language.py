"""Which language a text is in: as stated, else as detected.

Invariant: a text too short or too mixed to tell is in no language we name; the same text gives the same answer
everywhere. English, the common case here, is told by its commonest words, without loading any model.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][\w-]{1,20})?", re.IGNORECASE)
_NAMES = {"english": "en", "eng": "en", "deutsch": "de", "german": "de", "deu": "de", "french": "fr", "fra": "fr"}
_NAMES |= {"spanish": "es", "spa": "es", "portuguese": "pt", "por": "pt", "italian": "it", "ita": "it", "und": ""}
_NAMES |= {"mul": "", "zxx": "", "jp": "ja", "kr": "ko", "cn": "zh", "ua": "uk"}
_COMMON = frozenset("the of and to in that for was on with is as by said at from it his he are an has".split())
_ENGLISH_THE, _ENGLISH_COMMON, _ENGLISH_WORDS = 0.02, 0.2, 60
_HEAD = 4000  # characters looked at: news keeps to one language
_LEAST, _LEAST_WIDE = 80, 20  # letters that a text needs; those of Chinese, Japanese or Korean say more
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_SURE = 0.9


def parse_language(stated: object) -> str | None:
    """Give the ISO 639-1 code of a stated language: ``en`` for ``en-US``, ``en_GB`` or ``English``."""
    if not isinstance(stated, str):
        return None
    text = stated.strip()
    if (named := _NAMES.get(text.lower())) is not None:
        return named or None
    found = _TAG.fullmatch(text)
    if found is None:
        return None
    code = found[1].lower()
    return _NAMES.get(code, code) or None


def detect_language(text: str) -> str | None:
    """Give the ISO 639-1 code of the language a text is in; ``None`` if it is too short or too mixed to tell."""
    head = text[:_HEAD]
    words = _WORD.findall(head)
    n_letters = sum(map(len, words))
    if n_letters < (_LEAST_WIDE if len(_WIDE.findall(head)) > n_letters / 2 else _LEAST):
        return None
    if _is_plainly_english(words):
        return "en"
    code, sure = _load_identifier().classify(head)
    return str(code) if sure >= _SURE else None


def settle_language(stated: object, text: str) -> str | None:
    """Give the language of an article: what it states, unless its text is long and surely in another.

    Many pages say ``en`` because their template does.
    """
    named = parse_language(stated)
    detected = detect_language(text)
    if named is None or (detected is not None and len(text) >= 5 * _LEAST):
        return detected or named
    return named


def _is_plainly_english(words: list[str]) -> bool:
    if len(words) < _ENGLISH_WORDS:
        return False
    lowered = [word.lower() for word in words]
    n_common = sum(word in _COMMON for word in lowered)
    return n_common >= _ENGLISH_COMMON * len(words) and lowered.count("the") >= _ENGLISH_THE * len(words)


@cache
def _load_identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
