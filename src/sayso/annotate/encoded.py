"""The layers that the encoder reads, together with what rules see exactly.

Invariant: as the layers of rules, with the same types; quotations, speakers' names and chains come from the same code.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.annotate.attributions import finish, read_drafts, survey
from sayso.annotate.encoder.clauses import says_something, with_thoughts, without_main_clause
from sayso.annotate.encoder.decode import decode, to_words
from sayso.annotate.encoder.drafting import Drafter
from sayso.annotate.encoder.edges import Mender
from sayso.annotate.encoder.joining import Joiner
from sayso.annotate.encoder.reader import shared_reader
from sayso.annotate.encoder.telling import find_tellers
from sayso.annotate.kinds import refine_kinds
from sayso.annotate.links import read_links
from sayso.annotate.merging import Merger
from sayso.model.annotation import AnnotatedArticle, MentionForm


def find_encoded_attributions(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Fill ``attributions``: the encoder's, with the quotations that it left without an owner. Betters ``mentions``.

    Raises:
        WeightsError: the weights are missing or damaged.
    """
    reader, article = shared_reader(), annotated.article
    sheet, rows = reader.read(article.text, article.furniture)
    settings = reader.weights.settings
    words = to_words(sheet, rows, reader.weights.heads.columns)
    mentions = refine_kinds(annotated.mentions, words)
    links = read_links(mentions, words)
    ground = survey(replace(annotated, mentions=mentions))
    units = [unit.span for block in ground.blocks for unit in block.units]
    names = [mention.span for mention in mentions if mention.form is MentionForm.NAME]
    drafter = Drafter(article.text, ground.outer, units, names, ground.lexicon)
    found = decode(sheet, rows, reader.weights.heads, settings, words)
    encoded = [draft for item in found if (draft := drafter.draft(item, settings)) is not None]
    encoded = find_tellers(article.text, encoded, ground.lexicon)
    encoded = with_thoughts(article.text, list(without_main_clause(article.text, encoded)))
    encoded = Joiner(article.text, ground.outer, units, ground.lexicon).join(encoded)
    encoded = Mender(article.text, encoded, ground.lexicon).mend()
    encoded = [draft for draft in encoded if says_something(article.text, draft, ground.lexicon)]
    merger = Merger(article.text, ground.outer, ground.blocks)
    return finish(ground, merger.merge(read_drafts(ground, encoded, merger.open_ends(encoded)), encoded), links)
