"""Stories as articles come in: each one joins a story, starts one, or bridges several, at a cost that does not grow.

Invariant: each article is in exactly one story, and the work for one more is bounded, however many came before it.
"""

from __future__ import annotations

import heapq
from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from math import log
from typing import Protocol

from sayso.relate.likeness import CROWD_DAYS, MOST, compare_sketches, is_apart
from sayso.relate.sketches import Sketch

N_KEYS = 40  # the heaviest terms of an article, by which others are found
HOLDERS = 200  # of a key that are remembered, the newest
LOOKED = 800  # holders of all its keys together that an article may look at
COMPARED = 40  # articles with which a new one is compared, those that share the most key weight
LEAST = 0.3  # a likelihood below is not kept: it counts as none
MEAN = 2.5  # mean likelihood at which two articles are of one story
MEAN_BY_SIZE = 0.6  # and how much more it takes for each doubling, in e's, of the smaller group: it should stand alone
TOUCHED = 5  # stories that an article may bring to be told anew
RETOLD = 30  # articles up to which a story is told anew; a larger one stays together, known by its newest


class StoryShelf(Protocol):
    """Where stories are kept: by `StoriesInMemory`, or in a case. Articles are numbered in order of publication."""

    def add(self, sketch: Sketch, near: dict[int, float]) -> int:
        """Take the next article in, with those it is near to; give its number."""
        ...

    def find_holders(self, stems: Sequence[str]) -> list[tuple[str, Collection[tuple[int, float]]]]:
        """Give the holders of those stems that have any, the newest HOLDERS of each, newest first."""
        ...

    def count_published(self, first: int, last: int) -> int:
        """Count the articles that were published on some days."""
        ...

    def day_of(self, number: int) -> int | None:
        """Give the day on which an article was published."""
        ...

    def sketch_of(self, number: int) -> Sketch:
        """Give an article as it is compared."""
        ...

    def near_to(self, number: int) -> Mapping[int, float]:
        """Give the earlier articles that an article is near to."""
        ...

    def story_of(self, number: int) -> int:
        """Give the number of the story that an article is in."""
        ...

    def list_newest(self, story: int, n: int) -> Sequence[int]:
        """Give the newest articles of a story, ascending."""
        ...

    def take(self, story: int) -> list[int]:
        """Take a story away, and give its articles, ascending."""
        ...

    def put(self, members: list[int]) -> None:
        """Make the next story, of articles in no other, ascending."""
        ...

    def list_stories(self) -> Iterable[list[int]]:
        """Give each story."""
        ...


class StoriesInMemory:
    """Stories that end with the process."""

    def __init__(self) -> None:
        self.near: list[dict[int, float]] = []
        self._sketches: list[Sketch] = []
        self._holders: dict[str, deque[tuple[int, float]]] = {}
        self._n_of_day: Counter[int] = Counter()
        self._story_of: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._n_stories = 0

    def add(self, sketch: Sketch, near: dict[int, float]) -> int:
        """Take the next article in, with those it is near to; give its number."""
        number = len(self._sketches)
        if sketch.day is not None:
            self._n_of_day[sketch.day] += 1
        self._sketches.append(sketch)
        self.near.append(near)
        self._story_of.append(-1)
        for stem, weight in list_keys(sketch):
            self._holders.setdefault(stem, deque(maxlen=HOLDERS)).appendleft((number, weight))
        return number

    def find_holders(self, stems: Sequence[str]) -> list[tuple[str, Collection[tuple[int, float]]]]:
        """Give the holders of those stems that have any, the newest HOLDERS of each, newest first."""
        return [(stem, self._holders[stem]) for stem in stems if stem in self._holders]

    def count_published(self, first: int, last: int) -> int:
        """Count the articles that were published on some days."""
        return sum(self._n_of_day[day] for day in range(first, last + 1))

    def day_of(self, number: int) -> int | None:
        """Give the day on which an article was published."""
        return self._sketches[number].day

    def sketch_of(self, number: int) -> Sketch:
        """Give an article as it is compared."""
        return self._sketches[number]

    def near_to(self, number: int) -> Mapping[int, float]:
        """Give the earlier articles that an article is near to."""
        return self.near[number]

    def story_of(self, number: int) -> int:
        """Give the number of the story that an article is in."""
        return self._story_of[number]

    def list_newest(self, story: int, n: int) -> Sequence[int]:
        """Give the newest articles of a story, ascending."""
        return self._members[story][-n:]

    def take(self, story: int) -> list[int]:
        """Take a story away, and give its articles, ascending."""
        return self._members.pop(story)

    def put(self, members: list[int]) -> None:
        """Make the next story, of articles in no other, ascending."""
        for member in members:
            self._story_of[member] = self._n_stories
        self._members[self._n_stories] = members
        self._n_stories += 1

    def list_stories(self) -> Iterable[list[int]]:
        """Give each story."""
        return self._members.values()


class StoryStream:
    """The stories so far, on their shelf; how near an article is to an earlier one is 0 to 2 * MOST."""

    def __init__(self, shelf: StoryShelf | None = None) -> None:
        self.shelf: StoryShelf = shelf or StoriesInMemory()

    def list_stories(self) -> list[list[int]]:
        """Give each story as the numbers of its articles, in the order in which they came."""
        return sorted(self.shelf.list_stories())

    def add(self, sketch: Sketch) -> None:
        """Take in the next article, in order of publication: the stories it touches are told anew with it."""
        day, crowd = sketch.day, 1
        if day is not None:
            crowd = 1 + self.shelf.count_published(day - CROWD_DAYS, day)
        near = {}
        for other in self._find_alike(sketch):
            if not is_apart(day, self.shelf.day_of(other)):  # what is far is not even read
                score = compare_sketches(sketch, self.shelf.sketch_of(other), crowd) + MOST
                if score >= LEAST:
                    near[other] = score
        self._tell_anew(self.shelf.add(sketch, near), near)

    def _find_alike(self, sketch: Sketch) -> list[int]:
        """Give the articles that share the most key weight, of a large story only the newest.

        The keys that fewest articles hold are followed first, for they tell most; so many holders are looked at and no
        more, whether the lists of holders are still short or long full.
        """
        own = dict(list_keys(sketch))
        keys = [(holders, own[stem]) for stem, holders in self.shelf.find_holders(list(own))]
        keys.sort(key=lambda key: len(key[0]))
        shared: dict[int, float] = {}
        left = LOOKED
        for holders, whole in keys:
            for number, weight in islice(holders, left):
                shared[number] = shared.get(number, 0.0) + weight * whole
            left -= len(holders)
            if left <= 0:
                break
        ranked = [(-weight, number) for number, weight in shared.items()]
        heapq.heapify(ranked)
        newest: dict[int, int] = {}
        alike: list[int] = []
        while ranked and len(alike) < COMPARED:
            _, number = heapq.heappop(ranked)
            story = self.shelf.story_of(number)
            if story not in newest:
                newest[story] = self.shelf.list_newest(story, RETOLD)[0]
            if number >= newest[story]:
                alike.append(number)
        return alike

    def _tell_anew(self, number: int, near: Mapping[int, float]) -> None:
        best: dict[int, float] = {}
        for other, score in near.items():
            story = self.shelf.story_of(other)
            best[story] = max(score, best.get(story, 0.0))
        touched = sorted((story for story in best if best[story] >= MEAN), key=lambda story: (-best[story], story))
        groups = [[number]]
        for story in touched[:TOUCHED]:
            members = self.shelf.take(story)
            groups += [members] if len(members) > RETOLD else [[member] for member in members]
        shown = [group[-RETOLD:] for group in groups]
        near_to = {member: self.shelf.near_to(member) for group in shown for member in group}
        for joined in _link_groups(shown, near_to):
            self.shelf.put(sorted(member for group in joined for member in groups[group]))


def list_keys(sketch: Sketch) -> list[tuple[str, float]]:
    """Give the heaviest terms of an article, by which others find it, with their weights."""
    return [(stem, term.whole) for stem, term in islice(sketch.terms.items(), N_KEYS)]


def _link_groups(groups: Sequence[Sequence[int]], near: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """Join the two groups that are most likely one, on average over all their pairs, again and again."""
    group_of = {member: index for index, group in enumerate(groups) for member in group}
    sums: dict[int, dict[int, float]] = {index: {} for index in range(len(groups))}
    for member, i in group_of.items():
        for other, score in near[member].items():
            j = group_of.get(other, i)
            if i != j:
                sums[i][j] = sums[j][i] = sums[i].get(j, 0.0) + score
    sizes = {index: len(group) for index, group in enumerate(groups)}
    joined = {index: [index] for index in range(len(groups))}

    def surplus(i: int, j: int) -> float:
        return sums[i][j] / (sizes[i] * sizes[j]) - MEAN - MEAN_BY_SIZE * log(min(sizes[i], sizes[j]))

    queue = [(-surplus(i, j), i, j) for i, others in sums.items() for j in others if i < j and surplus(i, j) >= 0]
    heapq.heapify(queue)
    following = len(groups)
    while queue:
        _, i, j = heapq.heappop(queue)
        if i not in joined or j not in joined:
            continue
        joined[following] = joined.pop(i) + joined.pop(j)
        sizes[following] = sizes[i] + sizes[j]
        mine = sums.pop(i)
        for other, total in sums.pop(j).items():
            mine[other] = mine.get(other, 0.0) + total
        mine.pop(i, None)
        mine.pop(j, None)
        sums[following] = mine
        for other, total in mine.items():
            sums[other].pop(i, None)
            sums[other].pop(j, None)
            sums[other][following] = total
            if surplus(other, following) >= 0:
                heapq.heappush(queue, (-surplus(other, following), other, following))
        following += 1
    return list(joined.values())
