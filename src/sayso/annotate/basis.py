"""What a source does by saying it: the cue tells most, the content's own "we have not seen" the rest.

Invariant: "has not seen" is never "denies"; a basis comes from words of the cue or the content, not from the speaker.
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.annotate.lexicon import CueWord
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span
from sayso.text.modality import HEARD, NOT_SEEING, SEEING, blank_quotes, find_false
from sayso.text.orders import is_order


def find_cue_basis(cue: str, word: CueWord | None, form: Form, cues: Mapping[str, CueWord]) -> Basis:
    """Decide the basis of a cue from the word of it that is known first, or from the participle that it ends in.

    "Released a statement denying" denies what stands under it; a quotation after "in a statement announcing" does not
    announce.
    """
    last = cues.get(cue.rpartition(" ")[2].lower())
    if form is not Form.DIRECT and last is not None and last.participle and last.basis is not Basis.ASSERTS:
        return last.basis
    return Basis.ASSERTS if word is None else word.basis


def find_order(text: str, cue: Span | None, content: Span, basis: Basis) -> Basis:
    """Decide the basis of a cue by what it is put to: "told Hale to resign" asks, where "told Hale that" asserts."""
    if basis not in {Basis.ASSERTS, Basis.ANNOUNCES} or cue is None or cue.end > content.start:
        return basis
    order = is_order(cue.cut(text), text[cue.end : content.start], content.cut(text))
    return Basis.ASKS if order else basis


def find_basis(cue: Basis, content: str) -> Basis:
    """Decide the basis from the cue's own and from what the content says of seeing, hearing and truth."""
    if cue in {Basis.DENIES, Basis.DOUBTS}:
        return cue
    words = blank_quotes(content)
    if NOT_SEEING.search(words):
        return Basis.REPORTS_NOT_SEEING
    if cue is not Basis.ASSERTS:
        return cue
    if find_false(words):
        return Basis.DENIES
    if HEARD.search(words):
        return Basis.HEARD_OF
    return Basis.REPORTS_SEEING if SEEING.search(words) else cue
