"""Measure how long the web app takes for a page over a large case: the time of the server alone, without a network.

python benchmarks/serve.py [N_ARTICLES [CASE]]     so many small articles (20,000); CASE is written if it is not there

The case is written straight to the store, annotations and relations made up, so that nothing but the pages is measured.
Leaves with 1 if the slowest page needs more than `BAR_MS` of processor time in the median of its askings; on a machine
that does nothing else that is the time by the clock.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from sayso.model.annotation import (
    AnnotatedArticle,
    Attribution,
    Bound,
    EntityKind,
    Figure,
    Form,
    Mention,
    MentionForm,
    Speaker,
)
from sayso.model.article import Article, identify_article
from sayso.model.dossier import Relations
from sayso.model.provenance import Provenance
from sayso.model.relation import (
    Change,
    Copy,
    DatedBy,
    Direction,
    Entity,
    FamilyMember,
    Flag,
    FlagKind,
    Origins,
    Passage,
    Place,
    Position,
    Quantity,
    QuoteFamily,
    Story,
    TimelineEntry,
)
from sayso.model.span import Span
from sayso.store.sqlite import SqliteStore, open_store
from sayso.web.app import make_app
from sayso.web.security import Address
from sayso.web.work import Work

BAR_MS = 200.0
N_ASKINGS = 5
SEED = 7
MADE_BY = Provenance(tool="sayso", version="0", annotator="made up")
WORDS = (
    "harbour bridge council river storm ferry budget union court dam school fire road police mill field tower".split()
)
N_SPEAKERS, N_OUTLETS = 800, 120
STORY_SIZES = (400, 200, 100, 50, 20, 10, 5, 3, 2)


def main(n_articles: int, path: Path | None) -> int:
    """Make the case, ask for each page, print the times; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        case = path or Path(folder) / "case.db"
        if not case.exists():
            begun = time.perf_counter()
            with open_store(case) as store:
                write_case(store, n_articles, random.Random(SEED))  # noqa: S311  (made-up articles)
            n_mib, took = case.stat().st_size / 2**20, time.perf_counter() - begun
            print(f"{n_articles:,} articles, {n_mib:.0f} MiB, written in {took:.0f} s")
        store = open_store(case)
        work = Work(case)
        app = make_app(store, Address(), work=work)
        slowest = 0.0
        for name, address in pages(find_ids(store)):
            times = [ask(app, address) for _ in range(N_ASKINGS)]
            spent, took = (statistics.median(1000 * each[which] for each in times[1:]) for which in (0, 1))
            slowest = max(slowest, spent)
            print(f"{name:24} {spent:6.0f} ms of processor time, {took:6.0f} ms by the clock", flush=True)
        work.close()
        store.close()
        print(f"slowest: {slowest:.0f} ms; the bar is {BAR_MS:.0f} ms")
    return int(slowest > BAR_MS)


def find_ids(store: SqliteStore) -> dict[str, str]:
    """Give the ids that the pages ask for: the largest story, two of its articles, the busiest speaker."""
    with store.lookup() as lookup:
        story = lookup.stories(1)[0].id
        one, other = lookup.articles_of(story, 2)
        return {"story": story, "speaker": lookup.speakers(1)[0].id, "article": one.id, "other": other.id}


def pages(ids: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give the pages to ask for, with their names."""
    yield "case", "/"
    yield "case, last stories", "/?page=9999"
    yield "largest story", f"/stories/{ids['story']}"
    for section in ("said", "figures", "copied", "when", "flags"):
        yield f"all {section} of it", f"/stories/{ids['story']}/{section}"
    yield "speakers", "/speakers"
    yield "speakers by name", "/speakers?q=smith"
    yield "busiest speaker", f"/speakers/{ids['speaker']}"
    yield "speaker in an outlet", f"/speakers/{ids['speaker']}?outlet=Outlet+3"
    yield "article", f"/articles/{ids['article']}"
    yield "place explained", f"/articles/{ids['article']}/explain?at=10-20"
    yield "compare", f"/compare?a={ids['article']}&b={ids['other']}"
    yield "search, rare word", "/search?q=harbour+tower+ferry"
    yield "search, common word", "/search?q=said&where=articles"
    yield "search, quotes", "/search?q=the"
    yield "search, narrowed", "/search?q=the&outlet=Outlet+3&since=2030-02-01"
    yield "search, phrase", "/search?q=%22the+harbour%22"
    yield "articles of an outlet", "/search?outlet=Outlet+3"
    yield "articles, last page", "/articles?page=400"
    yield "faults", "/faults"


def ask(app: object, address: str) -> tuple[float, float]:
    """Ask for a page; give the seconds it took, of processor time and by the clock."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1:8765")],
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 8765),
    }
    statuses = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    begun, spent = time.perf_counter(), time.process_time()
    asyncio.run(app(scope, receive, send))  # type: ignore[operator]
    spent, took = time.process_time() - spent, time.perf_counter() - begun
    if statuses != [200]:
        raise SystemExit(f"{address} answered {statuses}")
    return spent, took


def write_case(store: SqliteStore, n_articles: int, chance: random.Random) -> None:
    """Write the case: articles, what they say, and what ties them."""
    annotated = [made_article(number, chance) for number in range(n_articles)]
    with store.writer() as writer:
        writer.add_articles(each.article for each in annotated)
        writer.add_annotations(annotated, MADE_BY)
        writer.replace_relations(tie(annotated, chance), MADE_BY)


def made_article(number: int, chance: random.Random) -> AnnotatedArticle:
    """Make an article of a dozen sentences, with six attributions and three figures."""
    pieces, attributions, figures, mentions = [], [], [], []
    at = 0
    for nth in range(12):
        words = " ".join(chance.choices(WORDS, k=9))
        who = f"Speaker{int(N_SPEAKERS * chance.random() ** 2)} Smith"
        count = chance.randrange(10, 500)
        sentence = f"“The {words} took {count} people,” said {who}. "
        pieces.append(sentence)
        name = Span(at + sentence.index(who), at + sentence.index(who) + len(who))
        mentions.append((name, who))
        if nth % 2 == 0:
            attributions.append((Span(at + 1, at + sentence.index("”")), name, who))
        if nth % 4 == 0:
            figures.append((Span(at + sentence.index(str(count)), at + sentence.index(" people") + 7), float(count)))
        at += len(sentence)
    text = "".join(pieces)
    id_, digest = identify_article(text, url=None, external_id=f"n{number}", path=None)
    article = Article(
        id=id_,
        text=text,
        sha256=digest,
        external_id=f"n{number}",
        title=text[1:60],
        publisher=f"Outlet {int(chance.paretovariate(0.8)) % N_OUTLETS}",
        published_at=f"2030-{1 + number % 12:02}-{1 + number % 28:02}T{number % 24:02}:00:00Z",
        language="en",
    )
    return AnnotatedArticle(
        article=article,
        mentions=tuple(
            Mention(article_id=id_, span=span, kind=EntityKind.PERSON, form=MentionForm.NAME, name=who, chain=who)
            for span, who in mentions
        ),
        attributions=tuple(
            Attribution(
                id=f"att-{id_}-{nth}",
                article_id=id_,
                form=Form.DIRECT,
                content=(span,),
                source=name,
                speaker=Speaker(name=who, kind=EntityKind.PERSON, span=name),
            )
            for nth, (span, name, who) in enumerate(attributions)
        ),
        figures=tuple(
            Figure(id=f"fig-{id_}-{nth}", article_id=id_, span=span, value=value, unit="people", bound=Bound.EXACTLY)
            for nth, (span, value) in enumerate(figures)
        ),
    )


def tie(annotated: list[AnnotatedArticle], chance: random.Random) -> Relations:
    """Tie the articles: stories of many sizes, and in each of them families, quantities, copies, flags and times."""
    names = sorted({a.speaker.name for each in annotated for a in each.attributions if a.speaker})
    entities = {name: f"ent-{number}" for number, name in enumerate(names)}
    places: dict[str, list[Place]] = {name: [] for name in names}
    for each in annotated:
        for mention in each.mentions:
            if mention.name in places:
                places[mention.name].append(Place(article=each.article.id, span=mention.span))
    stories, families, quantities, copies, flags, timeline = [], [], [], [], [], []
    at = number = 0
    while at < len(annotated):
        size = STORY_SIZES[min(number // 3, len(STORY_SIZES) - 1)]
        group = annotated[at : at + size]
        ids = tuple(each.article.id for each in group)
        stories.append(Story(id=f"sty-{number}", title=group[0].article.title, articles=ids))
        said = [a for each in group for a in each.attributions]
        counted = [f for each in group for f in each.figures]
        for start in range(0, len(said) - 4, 12):
            members = said[start : start + 4]
            families.append(
                QuoteFamily(
                    id=f"fam-{members[0].id}",
                    speaker=entities[members[0].speaker.name] if members[0].speaker else None,
                    fullest=members[0].id,
                    members=tuple(FamilyMember(attribution=m.id, change=Change.VERBATIM) for m in members),
                )
            )
        for start in range(0, len(counted) - 4, 8):
            held = tuple(figure.id for figure in counted[start : start + 4])
            origins = Origins(reports=4, lower=1, upper=4, groups=tuple((id_,) for id_ in held))
            position = Position(low=1.0, high=500.0, figures=held, origins=origins)
            quantities.append(
                Quantity(
                    id=f"qty-{held[0]}", label="people", figures=held, disputed=start % 16 == 0, positions=(position,)
                )
            )
        for one, other in pairwise(group):
            span = Span(0, 40)
            passage = Passage(source=span, target=span)
            copies.append(
                Copy(
                    source=one.article.id,
                    target=other.article.id,
                    share=chance.random(),
                    verbatim=False,
                    passages=(passage,),
                    direction=Direction.EARLIER,
                )
            )
        for each in group[::3]:
            place = Place(article=each.article.id, span=each.attributions[0].content[0])
            flags.append(Flag(id=f"flg-{each.article.id}", kind=FlagKind.HEDGE_LOST, detail="", evidence=(place,)))
        for day in sorted({(each.article.published_at or "")[:10] for each in group})[:60]:
            told = [each for each in group if (each.article.published_at or "").startswith(day)][:5]
            ids = tuple(each.attributions[0].id for each in told)
            timeline.append(TimelineEntry(at=day, refs=ids, said=ids, dated_by=DatedBy.PUBLICATION))
        at += size
        number += 1
    return Relations(
        entities=tuple(
            Entity(id=entities[name], name=name, kind=EntityKind.PERSON, forms=(name,), mentions=tuple(places[name]))
            for name in names
        ),
        speakers={a.id: entities[a.speaker.name] for each in annotated for a in each.attributions if a.speaker},
        stories=tuple(stories),
        copies=tuple(copies),
        quote_families=tuple(families),
        quantities=tuple(quantities),
        timeline=tuple(timeline),
        flags=tuple(flags),
    )


if __name__ == "__main__":
    wanted = sys.argv[1:]
    sys.exit(main(int(wanted[0]) if wanted else 20_000, Path(wanted[1]) if len(wanted) > 1 else None))
