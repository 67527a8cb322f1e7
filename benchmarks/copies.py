"""What finding copies costs on simulated piles of any size, and beside datasketch where that is installed.

    python benchmarks/copies.py [SIZE ...] [--grow SIZE]

Each size is a pile of `simulator`, made before the clock starts; processor time is of this process. The whole of
`find_copies` is measured (words, credits, blocks, aligned passages, directions, shared quotations). The peer does one
part of that: near-duplicates by MinHash. It is measured beside the same part of sayso, which is rensa's, on the same
shingles with as many permutations and the same threshold, in this run; recall is of the pairs whose shingles are by
brute force that much alike. With ``--grow`` one `CopyStream` takes in pile after pile of a thousand instead, each a
world of its own: what one more article costs, to take in and to tell its copies, after more and more of them; then the
cost at the full size over that at a thousand. Prints rows of the tables in README.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable, Sequence

from rensa import RMinHash, RMinHashLSH
from simulator.pile import simulate_pile

from sayso.relate.meetings import LEAST_ALIKE
from sayso.relate.passages import Comparable, prepare_article
from sayso.relate.reuse import CopyStream, find_copies
from sayso.text.shingles import block_by_shingle

SIZES = (1000, 5000, 20000)
PEER_SIZE = 2000
STEP = 1000  # articles by which a stream grows
N_PERMUTATIONS = 128


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--grow", type=int, metavar="SIZE")
    arguments = parser.parse_args()
    if arguments.grow:
        time_growth(arguments.grow)
        return 0
    print("| articles | words | processor | articles/s | copies found |\n|---|---|---|---|---|")
    for size in arguments.sizes:
        articles = simulate_pile(size).articles
        n_words = sum(len(each.article.text.split()) for each in articles)
        begun = time.process_time()
        n_pairs = len(find_copies(articles))
        seconds = time.process_time() - begun
        row = (f"{size:,}", f"{n_words:,}", f"{seconds:.1f} s", f"{size / seconds:.0f}", f"{n_pairs:,}")
        print(f"| {' | '.join(row)} |")
    texts = [prepare_article(each) for each in simulate_pile(PEER_SIZE).articles]
    print(
        f"\nnear-duplicates alone, {PEER_SIZE:,} articles:\n\n| | processor | articles/s | recall |\n|---|---|---|---|"
    )
    true = find_alike(texts)
    rows: list[tuple[str, Callable[[Sequence[Comparable]], set[tuple[int, int]]]]] = [("sayso (rensa)", pair_by_rensa)]
    if importlib.util.find_spec("datasketch"):
        rows.append(("datasketch", pair_by_datasketch))
    for name, find in rows:
        begun = time.process_time()
        found = find(texts)
        seconds = time.process_time() - begun
        print(f"| {name} | {seconds:.2f} s | {PEER_SIZE / seconds:.0f} | {len(found & true) / len(true):.4f} |")
    return 0


def time_growth(size: int) -> None:
    """Print a row for some of the piles that one stream takes in."""
    stream, shown = CopyStream(), {0, 1, 4, 9, 19, 49, size // STEP - 1}
    print("| up to | take in, ms an article | tell its copies, ms | copies an article | all copies told |")
    print("|---|---|---|---|---|")
    cost: dict[int, float] = {}
    for step in range(size // STEP):
        articles = simulate_pile(STEP, seed=step + 1).articles
        begun = time.process_time()
        for annotated in articles:
            stream.add(annotated)
        taken = time.process_time()
        if step in shown:
            n_copies = sum(len(stream.list_copies_of(annotated.article.id)) for annotated in articles)
            told = time.process_time()
            n_all = len(stream.list_copies())
            whole = time.process_time() - told
            cost[step] = told - begun
            row = (
                f"{STEP * (step + 1):,}",
                f"{1000 * (taken - begun) / STEP:.2f}",
                f"{1000 * (told - taken) / STEP:.2f}",
                f"{n_copies / STEP:.2f}",
                f"{n_all:,} in {whole:.1f} s",
            )
            print(f"| {' | '.join(row)} |", flush=True)
    print(f"an article to {size - STEP:,} over one to {STEP:,}: {cost[size // STEP - 1] / cost[1]:.2f}")


def find_alike(texts: Sequence[Comparable]) -> set[tuple[int, int]]:
    """Find the pairs whose shingles are alike to the threshold, by brute force over all that share one."""
    sets = [frozenset(text.hashes) for text in texts]
    shared = {
        (i, j)
        for holders in block_by_shingle([sorted(each) for each in sets], len(texts))
        for place, i in enumerate(holders)
        for j in holders[place + 1 :]
    }
    return {(i, j) for i, j in shared if len(sets[i] & sets[j]) >= LEAST_ALIKE * len(sets[i] | sets[j])}


def pair_by_rensa(texts: Sequence[Comparable]) -> set[tuple[int, int]]:
    """Pair as `find_copies` does."""
    index = RMinHashLSH(threshold=LEAST_ALIKE, num_perm=N_PERMUTATIONS, num_bands=32)
    prints: list[RMinHash] = []
    pairs = set()
    for i, text in enumerate(texts):
        prints.append(RMinHash(num_perm=N_PERMUTATIONS, seed=1))
        prints[i].update([str(value) for value in text.hashes])
        pairs.update((j, i) for j in index.query(prints[i]) if prints[i].jaccard(prints[j]) >= LEAST_ALIKE)
        index.insert(i, prints[i])
    return pairs


def pair_by_datasketch(texts: Sequence[Comparable]) -> set[tuple[int, int]]:
    """Pair by datasketch, in batches, as its documentation advises."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=LEAST_ALIKE, num_perm=N_PERMUTATIONS)
    prints: list[MinHash] = []
    pairs = set()
    for i, text in enumerate(texts):
        prints.append(MinHash(num_perm=N_PERMUTATIONS, seed=1))
        prints[i].update_batch([value.to_bytes(8, "big") for value in text.hashes])
        pairs.update((j, i) for j in index.query(prints[i]) if prints[i].jaccard(prints[j]) >= LEAST_ALIKE)
        index.insert(i, prints[i])
    return pairs


if __name__ == "__main__":
    sys.exit(main())
