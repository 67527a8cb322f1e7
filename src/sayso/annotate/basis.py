"""What a source does by saying it: the cue tells most, the content's own "we have not seen" the rest.

Invariant: "has not seen" is never "denies"; a basis comes from words of the cue or the content, not from the speaker.
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.annotate.lexicon import CueWord
from sayso.model.annotation import Basis, Form
from sayso.text.modality import FALSE, HEARD, NOT_SEEING, SEEING, blank_quotes


def find_cue_basis(cue: str, word: CueWord | None, form: Form, cues: Mapping[str, CueWord]) -> Basis:
    """Decide the basis of a cue from the word of it that is known first, or from the participle that it ends in.

    "Released a statement denying" denies what stands under it; a quotation after "in a statement announcing" does not
    announce.
    """
    last = cues.get(cue.rpartition(" ")[2].lower())
    if form is not Form.DIRECT and last is not None and last.participle and last.basis is not Basis.ASSERTS:
        return last.basis
    return Basis.ASSERTS if word is None else word.basis


def find_basis(cue: Basis, content: str) -> Basis:
    """Decide the basis from the cue's own and from what the content says of seeing, hearing and truth."""
    if cue in {Basis.DENIES, Basis.DOUBTS}:
        return cue
    words = blank_quotes(content)
    if NOT_SEEING.search(words):
        return Basis.REPORTS_NOT_SEEING
    if cue is not Basis.ASSERTS:
        return cue
    if FALSE.search(words):
        return Basis.DENIES
    if HEARD.search(words):
        return Basis.HEARD_OF
    return Basis.REPORTS_SEEING if SEEING.search(words) else cue
