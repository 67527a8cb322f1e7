"""Which article of a file is a later version of which: what the file held before, against what it holds now.

Invariant: a pure function of the two; each article has one successor at most, and is that of one. An article that
became another (an address or id that differs, another text) has none: two articles are never taken for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from sayso.model.article import Article
from sayso.text.shingles import block_by_shingle, hash_shingles, winnow
from sayso.text.words import find_words

LEAST_SHARED = 0.5  # of the shorter text's runs of words: what makes the other a version of it
_SIZE = 3  # words in such a run
_WINDOW = 8
_MOST_PAIRS = 400  # so many are all compared; of more, those that share a chosen run of words
_MOST_HOLDERS = 64  # texts that hold a run of words; one that more hold tells nothing
_MOST_TEXTS = 5_000  # of a file that changed in more articles than this, only what they state is compared


def find_successors(gone: Sequence[Article], come: Sequence[Article], *, by_text: bool = True) -> dict[str, str]:
    """Give, by the id of an article that its file holds no more, the id of the one that took its place there.

    The two state one address or one id, or share half of their words and state nothing that parts them.

    Args:
        gone: what the file held when it was read before, and holds no more.
        come: what it holds now, and did not then.
        by_text: whether all that the file holds is known; else one that merely was not read could pass for gone.
    """
    old, new = (sorted(articles, key=lambda article: article.rank) for articles in (gone, come))
    is_alone = len(old) == 1 == len(new)
    found = [(False, 1.0, i, j) for i, j in _pairs_by_statement(old, new)]
    if by_text and len(old) + len(new) <= _MOST_TEXTS:
        hashes = [hash_shingles(find_words(article.text).forms, _SIZE) for article in (*old, *new)]
        runs = list(map(frozenset, hashes))
        for i, j in _pairs_by_text(hashes, len(old)):
            share = _share(old[i].text, new[j].text, runs[i], runs[len(old) + j])
            if share >= LEAST_SHARED and not _are_parted(old[i], new[j], is_alone):
                found.append((True, share, i, j))
    successors: dict[str, str] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(found, key=lambda each: (each[0], -each[1], *each[2:])):
        if old[i].id not in successors and j not in taken:
            successors[old[i].id] = new[j].id
            taken.add(j)
    return successors


def _names_of(article: Article) -> Iterator[tuple[str, str]]:
    if article.url is not None:
        yield "url", article.url
    if article.external_id is not None:
        yield "id", article.external_id


def _pairs_by_statement(old: Sequence[Article], new: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Give the pairs that state one address or one id, and not two of the other."""
    stating: dict[tuple[str, str], list[int]] = {}
    for j, article in enumerate(new):
        for name in _names_of(article):
            stating.setdefault(name, []).append(j)
    for i, article in enumerate(old):
        for j in sorted({j for name in _names_of(article) for j in stating.get(name, ())}):
            if not _are_parted(article, new[j], True):
                yield i, j


def _are_parted(old: Article, new: Article, is_alone: bool) -> bool:
    """Say whether what two articles state makes them two; of one outlet's name, only where a file holds several."""
    stated = [(old.url, new.url), (old.external_id, new.external_id)]
    if not is_alone:
        stated.append((old.publisher, new.publisher))
    return any(one is not None and other is not None and one != other for one, other in stated)


def _pairs_by_text(hashes: Sequence[Sequence[int]], n_old: int) -> Iterable[tuple[int, int]]:
    n_new = len(hashes) - n_old
    if n_old * n_new <= _MOST_PAIRS:
        return product(range(n_old), range(n_new))
    blocks = block_by_shingle([winnow(each, _WINDOW) for each in hashes], _MOST_HOLDERS)
    return sorted({(i, j - n_old) for held in blocks for i in held if i < n_old for j in held if j >= n_old})


def _share(old: str, new: str, old_runs: frozenset[int], new_runs: frozenset[int]) -> float:
    """Give the share of the shorter text's runs of words that the other holds too; texts without one are compared."""
    least = min(len(old_runs), len(new_runs))
    if not least:
        return float(find_words(old).forms == find_words(new).forms)
    return len(old_runs & new_runs) / least
