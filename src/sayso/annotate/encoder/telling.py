"""Who tells it, where a sentence says so beside the cue and the encoder went farther for a source.

Invariant: a draft keeps its words or gives some up to its source and cue; none gains words that it did not have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.annotate.drafts import Draft
from sayso.annotate.lexicon import Lexicon
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import Form
from sayso.model.span import Span, trim

_QUOTES = "“”\"«»„‘’'"
_MARKS = " \t\u00a0\u200b,–—-"
_AS_SAYING = re.compile(r"(?:was|were|is|are|has been|have been) (?:also )?quoted as (?:saying|telling|writing)")
_ENDS_QUOTED = re.compile(rf"[{_QUOTES}]\s*$")
_QUOTATION_END = re.compile(rf"[,.!?…][{_QUOTES}](?=\s)")  # not in "O’Neill", nor behind "the workers’"
_DOING = re.compile(r"(?:\w+ly )?\w+ing\b")
_REST = re.compile(
    rf",\s(?P<mark>[{_QUOTES}])(?P<said>[a-z][^{_QUOTES}\n]*(?:[’'](?=\w)[^{_QUOTES}\n]*)*)[{_QUOTES}]?$"
)
_SHOWS = re.compile(r"(?i)\b(?:footage|videos?|clips?|audio|recordings?|tapes?|shows?|showed|showing)\b")
_SAID = rf"[^{_QUOTES}\n]+(?:[’'](?=\w)[^{_QUOTES}\n]*)*"
_HEARD = re.compile(
    rf"(?P<who>[^,{_QUOTES}\n]{{2,60}}?) (?P<cue>\w+ing)\b[^{_QUOTES}\n]{{0,60}}?[,:]?\s[{_QUOTES}](?P<said>{_SAID})"
)
_AND = re.compile(r" (?:and|but|or) (?:then |also |later )?")
_OWNS = re.compile(r"(?i)(?:[’']s?|\b(?:his|her|its|their|my|our|your))$")
_NEAR = 6  # code points between a quotation and its cue
_LONGEST = 8  # words of a speaker behind his cue
_GAP = 40  # code points between one saying and the next of the same breath


def find_tellers(text: str, drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """Give drafts of one article, in its order, the sources that stand at their cues."""
    found: list[Draft] = []
    for given in drafts:
        draft = _shows(text, _turned(text, _quoted_as(text, _said_by(text, given, lexicon), lexicon), lexicon), lexicon)
        before = found[-1] if found else None
        draft = draft if before is None else _same_subject(text, before, draft)
        if before is not None and (shown := _shown(text, before, draft, lexicon)) is not None:
            found[-1] = shown
        elif before is not None and (goes_on := _goes_on(text, before, draft, lexicon)) is not None:
            found.append(goes_on)
        elif before is not None and (parted := _parted(text, before, draft)) is not None:
            found[-1:] = parted
        else:
            found.append(draft)
    return found


def _said_by(text: str, draft: Draft, lexicon: Lexicon) -> Draft:
    """Give "“It held,” said Lang" to Lang, where he was taken for a part of what was said."""
    if draft.cue is None or draft.word is None or not draft.word.says or len(draft.content) < 2:
        return draft
    speaker = next((span for span in draft.content if 0 < span.start - draft.cue.end <= 1), None)
    if speaker is None or _ENDS_QUOTED.search(text, max(0, draft.cue.start - _NEAR), draft.cue.start) is None:
        return draft
    if text[speaker.end : speaker.end + 1] not in {",", "."} or not _is_name(tokenize(text, speaker), lexicon):
        return draft
    return _given(text, draft, speaker, tuple(span for span in draft.content if span != speaker))


def _quoted_as(text: str, draft: Draft, lexicon: Lexicon) -> Draft:
    """Give "“It held,” Lang was quoted as saying by the Courier" to Lang, where he was taken for a part of it."""
    if draft.cue is None or _AS_SAYING.fullmatch(text, *draft.cue) is None:
        return draft
    for at, span in enumerate(draft.content):
        if not 0 <= draft.cue.start - span.end <= 1:
            continue
        ends = [match.end() for match in _QUOTATION_END.finditer(text, *span)]
        speaker = trim(Span(ends[-1], span.end), text, _MARKS) if ends else None
        if speaker is not None and _is_name(tokenize(text, speaker), lexicon):
            words = Span(span.start, ends[-1])
            return _given(text, draft, speaker, (*draft.content[:at], words, *draft.content[at + 1 :]))
    return draft


def _given(text: str, draft: Draft, speaker: Span, content: tuple[Span, ...]) -> Draft:
    """Give a draft what is left of its content, and the source beside its cue, of whom there is no doubt."""
    inside = tuple(filter(None, (_without_marks(text, span) for span in content)))
    if len(inside) < len(content):
        return replace(draft, source=speaker, content=content, unsure=False)
    return replace(draft, source=speaker, content=inside, form=Form.DIRECT, unsure=False)


def _without_marks(text: str, span: Span) -> Span | None:
    """Give what stands between the marks of a quotation that a span is, with them or without; else ``None``."""
    start = span.start + (text[span.start] in _QUOTES)
    end = span.end - (text[span.end - 1] in _QUOTES)
    quoted = start < end and text[max(0, start - 1)] in _QUOTES and text[end : end + 1] in tuple(_QUOTES)
    return Span(start, end) if quoted else None


def _is_name(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Say whether some words are a name, with an office or none: "mill spokesman Peter Lang"."""
    if len(tokens) > _LONGEST or not tokens[-1].is_name:
        return False
    lower = {token.lower for token in tokens if not token.is_name}
    return not lower or (bool(lower & lexicon.roles) and not lower & lexicon.closed["auxiliary"])


def _shown(text: str, before: Draft, draft: Draft, lexicon: Lexicon) -> Draft | None:
    """Give the words of "The ad uses footage of Lang asking, “Why?”" to Lang, whom it shows, not to the ad twice."""
    if before.source is None or draft.source is None or draft.cue is None:
        return None
    if draft.source.start != before.source.start:
        return None
    shown = before.content[-1]
    if draft.cue.end != shown.end or draft.cue.start <= shown.start:
        return None
    speaker = trim(Span(shown.start, draft.cue.start), text, _MARKS)
    if speaker is None or not _is_name(tokenize(text, speaker), lexicon):
        return None
    return replace(draft, source=speaker)


def _turned(text: str, draft: Draft, lexicon: Lexicon) -> Draft:
    """Give the headline "Raid on docks, banks, alleges Velm" to Velm, which was taken for what the banks allege."""
    if draft.source is None or draft.cue is None or len(draft.content) != 1 or draft.form is not Form.INDIRECT:
        return draft
    name, line = draft.content[0], text.rfind("\n", 0, draft.source.start) + 1
    ends = text[name.end : name.end + 1] in {"", "\n"}
    if not ends or text[draft.source.end : draft.cue.start] != ", " or name.start != draft.cue.end + 1:
        return draft
    told = draft.word is not None and draft.word.says
    said = trim(Span(max(line, text.rfind("|", line, draft.source.start) + 1), draft.source.end), text, _MARKS)
    if not told or said is None or not _is_name(tokenize(text, name), lexicon):
        return draft
    return replace(draft, source=name, content=(said,), unsure=False)


def _shows(text: str, draft: Draft, lexicon: Lexicon) -> Draft:
    """Give the quotation of "The ad uses footage of Lang saying, “Why?”" to Lang, where all of it was the ad's."""
    if draft.cue is None or len(draft.content) != 1 or draft.content[0].start < draft.cue.end or draft.nested:
        return draft
    if _SHOWS.search(text, *draft.cue) is None or len(draft.quotations) != 1:
        return draft
    heard = _HEARD.match(text, *draft.content[0])
    word = lexicon.cues.get(heard["cue"].lower()) if heard is not None else None
    if heard is None or word is None or not word.participle:
        return draft
    speaker, cue, said = (Span(*heard.span(part)) for part in ("who", "cue", "said"))
    if not _is_name(tokenize(text, speaker), lexicon):
        return draft
    return replace(
        draft, source=speaker, cue=cue, word=word, basis=word.basis, content=(said,), form=Form.DIRECT, unsure=False
    )


def _same_subject(text: str, before: Draft, draft: Draft) -> Draft:
    """Give "and blamed Orr" to her of whom it is said before: "after she left the room and blamed Orr"."""
    if before.cue is None or before.source is None or draft.cue is None or draft.source is None or draft.nested:
        return draft
    last = before.content[-1]
    if draft.cue.cut(text) == ":" and any(span.contains(draft.source) for span in before.content):
        return replace(draft, source=before.source, unsure=before.unsure)  # "Velm Answers Lee On Some Docks: ‘No’"
    if before.nested or not before.source.end <= before.cue.start < before.cue.end <= before.content[0].start:
        return draft
    if _AND.fullmatch(text, last.end, draft.cue.start) is None or draft.source.end > before.source.start:
        return draft
    doing = [_DOING.match(text, *cue) is not None for cue in (before.cue, draft.cue)]
    if doing[0] != doing[1] or _OWNS.search(text, *before.source):  # "released words refuting it and maintained that"
        return draft
    return replace(draft, source=before.source, unsure=before.unsure)


def _goes_on(text: str, before: Draft, draft: Draft, lexicon: Lexicon) -> Draft | None:
    """Give "adding that it held" in "…, said Lang, adding that it held, according to the Courier" to Lang.

    The newspaper is one through which both reached us, so that it is no speaker.
    """
    first, source = draft.content[0], draft.source
    if before.source is None or source is None or draft.cue is None or len(draft.content) > 1:
        return None
    ends = max(before.source.end, before.cue.end if before.cue is not None else 0, before.content[-1].end)
    if draft.cue.start < first.end or source.start < draft.cue.end or not 0 <= first.start - ends <= _GAP:
        return None
    if text[ends : first.start].strip() != ",":
        return None
    said, *rest = tokenize(text, first)
    word = lexicon.cues.get(said.lower)
    if word is None or not word.participle or not rest or rest[0].lower != "that":
        return None
    content = trim(Span(rest[0].end, first.end), text, _MARKS)
    if content is None:
        return None
    cue = Span(said.start, said.end)
    return replace(draft, source=before.source, cue=cue, word=word, basis=word.basis, content=(content,))


def _parted(text: str, before: Draft, draft: Draft) -> list[Draft] | None:
    """Give "“We wait,” said Lang, pointing at Orr, “and count.”" back to "said": he breaks off for what he does.

    Not where the other cue tells too: "adding that it held, “and will hold”".
    """
    cue, first = draft.cue, draft.content[0]
    if before.cue is None or cue is None or before.form is not Form.DIRECT or draft.nested or before.nested:
        return None
    told = draft.word is not None and draft.word.says
    if told or not _DOING.match(text, *cue) or len(draft.quotations) != 1 or draft.source not in (before.source, None):
        return None
    spoken = next((span for span in reversed(before.content) if span.end <= before.cue.start), None)
    if spoken is None or text[spoken.end - 1] != "," or not before.cue.start < cue.start < first.start:
        return None
    quoted = _REST.search(text, cue.end, draft.content[-1].end)
    if quoted is None or "\n" in text[before.cue.end : first.end]:
        return None
    said = Span(*quoted.span("said"))
    whole = before
    if not any(span.overlaps(said) for span in before.content):  # else both have it
        whole = replace(before, content=(*before.content, said), quotations=before.quotations | draft.quotations)
    rest = (
        trim(Span(first.start, min(first.end, quoted.start())), text, _MARKS) if first.start < quoted.start() else None
    )
    if rest is None:
        return [whole]
    return [whole, replace(draft, form=Form.INDIRECT, content=(rest,), quotations=set())]
