"""Who "he", "she", "they" and roles stand for: nearness, part in the sentence, gender, who spoke last."""

import pytest

from tests.annotate.test_attributions import speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luc Perrin met Anna Rohde. She said it held.", "Anna Rohde"),
        ("Anna Rohde met Luc Perrin. She said it held.", "Anna Rohde"),
        ("Peter Lang wrote to David Holt in May. He said it held.", "Peter Lang"),
        ("Peter Lang spoke.\n\n“David Holt has seen it all before,” he said.", "Peter Lang"),
        ("Maria Lopez, a diver, watched Peter Lang as he said it held.", "Peter Lang"),
        ("Sen. Anna Rohde visited the dyke. The senator said it held.", "Anna Rohde"),
        ("Justice Peter Lang sat on Monday. The judge said it held.", "Peter Lang"),
        ("A Harbour Post poll was published. The poll found that nobody slept.", "Harbour Post poll"),
        ("Republicans had called the hearing because they believed that it leaked.", "Republicans"),
        ("Republicans want a dyke, and Democrats want a wall. They said the gap would stay.", "Democrats"),
        ("Mr. Lang and Ms. Rohde said it held. They said it was late.", "Mr. Lang and Ms. Rohde"),
        ("Harbour Aides said it held. But they said it was late.", "Harbour Aides"),
        ("Officials at Harbour Watch said it held. The agency said it was late.", "Harbour Watch"),
        ("President Rohde left. Vice President Luc Perrin stayed. The president said it held.", "Rohde"),
        ("Senator Luc Perrin (R-Ky.) left. The Kentucky senator said it held.", "Luc Perrin"),
        ("Senator Luc Perrin of Kentucky left. The Kentucky senator said it held.", "Luc Perrin"),
        ("Senator Luc Perrin (R-S.D.) left. The Kentucky senator said it held.", "Kentucky senator"),
        ("Luc Perrin, the Velm police chief, left. The Orr police chief said it held.", "Orr police chief"),
        ("French President Luc Perrin left. The president of France said it held.", "Luc Perrin"),
        ("President Anna Rohde left. The U.S. president said it held.", "Anna Rohde"),
        ("The Inland Lakes Fund met. A flood came. The fund said it held.", "Inland Lakes Fund"),
        ("Cuban President Luis Ortega left. Anna Rohde, the mayor, waved. The president said it held.", "Luis Ortega"),
        # the main subject before that of a clause inside, and a pronoun that spoke before
        ("Luc Perrin said on Monday that Peter Lang had won. He added that it held.", "Luc Perrin"),
        ("Peter Lang met David Holt. He agreed that Mark Orr may lose, but he said it held.", "Peter Lang"),
        ("Peter Lang spoke in Velm.\n\nLuc Perrin said it was late. “It will hold,” he said.", "Luc Perrin"),
        ("Actress Kim Rohde met Peter Lang. She said it held.", "Kim Rohde"),
        ("Kim Rohde said she would go. Peter Lang waved. She said it held.", "Kim Rohde"),
        # a pronoun that said nothing
        ("Peter Lang spoke in Velm.\n\nHe met David Holt in Orr, where he said it held.", "Peter Lang"),
        ("Peter Lang closed three ports, Le Courrier reported. “It holds,” he said.", "Peter Lang"),
        # descriptions
        ("Peter Lang, a candidate, spoke in Velm.\n\nThe candidate said it held.", "Peter Lang"),
        ("Bernie Lang of Velm spoke.\n\nThe Velm senator said it held.", "Bernie Lang"),
        ("Peter Lang waved.\n\nThe billionaire businessman said it held.", "Peter Lang"),
        ("Republican Luc Perrin met Democrat Peter Lang. The Republican said it held.", "Luc Perrin"),
        ("Peter Lang waved.\n\nThe retired surgeon said it was late. He said it held.", "Peter Lang"),
        ("Peter Lang spoke in Velm.\n\nThe Velm Times reporter said it held.", "Peter Lang"),
        ("Sen. Luc Perrin left.\n\nIt rained.\n\nPeter Lang rose to speak. The senator said it held.", "Peter Lang"),
        ("Peter Lang, 44, met David Holt. Holt left. The 44-year-old said it held.", "Peter Lang"),
        (
            "Crowds met Peter Lang, the candidate, at the dyke. The few in the hall slept. The candidate said it held.",
            "Peter Lang",
        ),
        # the president of the whole article
        (
            "President Anna Rohde left.\n\nIt rained.\n\nSenator Luc Perrin said it was late. CNN President Peter Lang "
            "waved.\n\nThe president said it held.",
            "Anna Rohde",
        ),
        ("The Rohde administration met. Luc Perrin waved.\n\nIt was late.\n\nThe president said it held.", "Rohde"),
        # bodies
        ("Fellmark Foundation said it was late. The group said it held.", "Fellmark Foundation"),
        ("The Lang campaign met. Peter Lang waved. His campaign said it held.", "Lang campaign"),
        ("Two men met the Guardian. The newspaper said it held.", "Guardian"),
        ("Tycoon Peter Lang left. The Ohio governor said it held.", "Ohio governor"),
        ("Mr. Lang and Ms. Rohde said it was late.\n\nThey said it held.", "Mr. Lang and Ms. Rohde"),
        ("The Lang team met. Anna Rohde waved. Peter Lang spoke, and his campaign said it held.", "Lang team"),
        ("The administration said it held. Critics of the Lang administration met.", "Lang administration"),
        ("The FBI was told in May. The bureau said it held.", "FBI"),
        ("The Dyke Department was told. The agency said it held.", "Dyke Department"),
        ("A few men met the Guardian. The editorial board said it held.", "Guardian"),
        ("NATO met people from Norway, and it said it held.", "NATO"),
        ("Sailors from Norway met NATO, and it said it held.", "NATO"),
        (
            "The Orr County Sheriff’s Office met. Many came. The sheriff’s office said it held.",
            "Orr County Sheriff’s Office",
        ),
        ("Members of the group “Dyke Now” met. Many came.\n\nThe group said it held.", "Dyke Now"),
        ("The FBI said it was late. The Dyke Department was told. The agency said it held.", "FBI"),
        ("Lang resigned from the Guardian after the news organization said it held.", "Guardian"),
        ("It was a fine dyke, Velm Today, the local newspaper, reported.", "Velm Today"),
        ("The Lang campaign met. Peter Lang waved. His re-election campaign said it held.", "Lang campaign"),
        # two who are named side by side
        ("Peter Lang and Anna Rohde wrote to the port. They said it held.", "Peter Lang and Anna Rohde"),
        ("Peter Lang and Anna Rohde wrote to the port. The two senators said it held.", "Peter Lang and Anna Rohde"),
        ("President Peter Lang met Luc Perrin. The French president said it held.", "French president"),
        ("Peter Lang and Anna Rohde have seen it all, but they said it held.", "Peter Lang and Anna Rohde"),
        ("Republicans said it was late.\n\nMoreover, they said it held.", "Republicans"),
        # of an age, of no told office
        ("Peter Lang waved. The 57-year-old scientist said it held.", "Peter Lang"),
        ("Peter Lang rose. Lang spoke. Then Lang waved. Lang left. The governor said it held.", "Peter Lang"),
        ("Actress Kim Rohde met Sen. Peter Lang. The actress spoke. She said it held.", "Kim Rohde"),
        # from more articles that were read
        (
            "Peter Lang rose. Lang spoke. Then Lang waved. Lang left. President Rohde built it. "
            "Lang sat. The president said it held.",
            "Peter Lang",
        ),
        (
            "Former mayor Luc Perrin left.\n\nMayor Anna Rohde and David Holt met. "
            "It rained.\n\nIt was late.\n\nThe mayor said it held.",
            "Anna Rohde",
        ),
        (
            "Peter Lang’s campaign has ports. "
            "Many met Lang.\n\nIt rained.\n\nIt was late.\n\nIt was cold.\n\nThe nominee said it held.",
            "Peter Lang",
        ),
        ("Anna Rohde told the Associated Press that it was late. The wire service said it held.", "Associated Press"),
        (
            "Luc Perrin works at the Dyke Fund, a small charity.\n\nMany came.\n\nThe charity said it held.",
            "Dyke Fund",
        ),
        ("Dyke Watch, a small environmental group, met.\n\nMany came. The group said it held.", "Dyke Watch"),
        ("Dyke Watch president Peter Lang said it was late.\n\nThe group said it held.", "Dyke Watch"),
        ("The Velm Post-Dispatch reported that many came. The paper said it held.", "Velm Post-Dispatch"),
        ("The Supreme Court struck down the plan. The decision said it held.", "Supreme Court"),
        ("The Langs had a house in Velm. Peter Lang built it. The Langs met many. They said it held.", "Langs"),
        (
            "Peter Lang left. Lang waved. While Lang was leaving, David Holt gave a speech in which he said it held.",
            "David Holt",
        ),
        ("Peter Lang waved to the port. (Photo: David Holt)\n\nHe said it held.", "Peter Lang"),
        (
            "Peter Lang has ports. Lang waved. David Holt came.\n\nBe strong! — Peter Lang (@plang) May 2, 2019\n\n"
            "“Be strong!” he wrote.",
            "Peter Lang",
        ),
        (
            "Republican President Peter Lang waved.\n\nMany came.\n\nThe Republican lawmaker said it held.",
            "Republican lawmaker",
        ),
        ("Peter Lang waved.\n\nWhat a day! — David Holt (@dholt) May 2, 2019\n\nHe said it held.", "Peter Lang"),
        # whom one's own words name is another
        ("Peter Lang met David Holt. And he said Lang would win.", "David Holt"),
        ("Last year Luc Perrin, a senator, met Peter Lang. The businessman said Perrin wasn’t late.", "Peter Lang"),
        ("Last year Luc Perrin, a senator, met Peter Lang. The businessman said Perrin was late.", "Peter Lang"),
        ("Peter Lang has ports, he said.", "Peter Lang"),
        ("When he spoke, Peter Lang said it held.", "Peter Lang"),
        # who is brought in before a quotation, or whom the sentence before it is about
        (
            "David Holt had a plan.\n\nWhile Holt had a mast, that is a matter that concerns Luc Perrin, director of "
            "the port.\n\n“Nobody sang,” he said.",
            "Luc Perrin",
        ),
        ("David Holt said it was late. Peter Lang hit back.\n\n“It was not,” he said.", "Peter Lang"),
        # a clause with "who" leads nobody on, nor does a line beneath a picture
        ("Peter Lang met a clerk, David Holt, who said it was late. He said it held.", "Peter Lang"),
        (
            "Luc Perrin wrote to Norway.\n\nFILE PHOTO: President Peter Lang waves at the port in Velm. "
            "REUTERS/A. Orr\n\n“It is late,” he said.",
            "Luc Perrin",
        ),
        # "the agency" is no outlet, "the group" rather one that is called so
        ("The Dyke Department was late, according to Velm News. The agency said it held.", "Dyke Department"),
        (
            "According to Orr Elementary teacher Anna Rohde, many came to Orr.\n\nIt is not the first time the Dyke "
            "Watch Foundation has met. Recently, the group said it held.",
            "Dyke Watch Foundation",
        ),
        ("The Velm Post took up a study. The site said it held.", "Velm Post"),
        ("David Holt waved. His attorney, Peter Lang, left. His lawyer said it held.", "Peter Lang"),
        # an office right behind whom the sentence before is about; who bears one and says nothing leads on
        ("Anna Rohde regrets what Norway did.\n\nThe chief justice said it held.", "Anna Rohde"),
        (
            "President Anna Rohde has ports. “It is late,” Kim Lang said.\n\nThe president took a boat and ran with "
            "it. “It will hold,” she said.",
            "Anna Rohde",
        ),
    ],
)
def test_the_last_speaker_is_named(text: str, expected: str) -> None:
    """A pronoun or a role is given the name that a reader gives it."""
    assert speakers(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Luc Perrin left the hall. She said it held.",
        "Peter Lang and David Holt met. He said it held.",
        "Anna Rohde’s lawyer Peter Lang left. His lawyer said it held.",
        "Peter Lang, a candidate, left.\n\nA band played.\n\nFood was sold.\n\nThe candidate said it held.",
        "The museum opened.\n\nSUMMARY\n\nThe company said it held.",
        "Luc Perrin, the former Florida governor, left. The former Ohio governor said it held.",
        "President Anna Rohde left. The president of the Velm Rowing Club said it held.",
        "Republican Luc Perrin left. Not a single prominent Republican said it held.",
        "Critics of the plan met a crowd of Republicans at the dyke. They said it held.",
        "A letter was read out to the council. The letter said it held.",
        "The crew sailed for Norway, who said it held.",
        "Peter Lang was late. The woman who had waited told him so. She said it held.",
        "Peter Lang met David Holt. The candidate said it held.",
        "Peter Lang met a surgeon in Velm. The surgeon said it held.",
        "Peter Lang waved. The candidate’s doctor said it held.",
        "Peter Lang waved. His campaign said it held.",
        "The Lang campaign met. Anna Rohde waved. Her campaign said it held.",
        "President Peter Lang left. The former president said it held.",
        "A lawyer for the Velm candidate Peter Lang left. His lawyer said it held.",
        "People at Velm High School met. The group said it held.",
        "Peter Lang rose. Lang spoke. Then Lang waved. Lang left. The judge said it held.",
        "Rep. Luc Perrin saw it. The witness who saw it said it held.",
        "Anna Rohde, a chair, left. The chair and ranking member of the Velm panel said it held.",
        "A Lang ad and trucks of Republicans came. Some families and firms left. They said it held.",
        "Anna Rohde of the Velm School of Law left. The law said it held.",
        "Rohde left. The governor accused Peter Lang of it.\n\nMany came.\n\nThe governor said it held.",
        "Peter Lang left. And he said that Lang was late.",
        "Union chiefs met. The union said it held.",
        "The Dyke Office issued a statement. In a joint statement towns were told of it. The statement said it held.",
    ],
)
def test_nobody_is_named_where_the_text_does_not_tell(text: str) -> None:
    """Where two fit alike, or none, no name is shown that might be wrong."""
    assert [name for name in speakers(text) if name is not None and name[:1].isupper()] == []


def test_what_somebody_heads_is_not_where_he_is_from() -> None:
    """A budget committee is no home that speaks against another."""
    text = (
        "House Speaker Anna Rohde left.\n\nSenate Budget Committee Chairman Peter Lang spoke in Ohio.\n\n"
        "The Wyoming Republican said it held."
    )
    assert speakers(text) == ["Peter Lang"]


def test_a_foreign_prime_minister_fades() -> None:
    """He who heads another country is not meant where he is far off, and the article is about somebody else."""
    text = (
        "Irish Prime Minister Peter Lang said it was late. Anna Rohde rose. Rohde spoke. Rohde sat.\n\nRohde left. "
        "She waved. Rohde slept.\n\nIt rained.\n\nThe prime minister said it held."
    )
    assert speakers(text) == ["Peter Lang", "prime minister"]


def test_a_campaign_that_failed_is_over() -> None:
    """A campaign of the past is told as one, and is not the campaign that speaks."""
    text = "Anna Rohde’s failed presidential campaign slept. David Holt waved.\n\nThe campaign said it held."
    assert speakers(text) == ["campaign"]


def test_a_party_has_one_nominee() -> None:
    """Where somebody is told to run for it, nobody else is its nominee."""
    text = (
        "Anna Rohde has a campaign. Rohde’s campaign met Republican candidate Peter Lang. Rohde sat. "
        "The Republican nominee said it held."
    )
    assert speakers(text) == ["Republican nominee"]


def test_the_president_of_no_country_may_be_another_than_the_one_of_a_country() -> None:
    """A foreign president who has said nothing is not "the president" of whoever reads this at home."""
    text = "Cuban President Luis Ortega met the fleet. Anna Rohde said it was late. The president said it held."
    assert speakers(text) == ["Anna Rohde", None]


def test_the_own_president_is_meant_before_a_foreign_one() -> None:
    """Where two bear the title, the one without a country is "the president", though the other was named last."""
    text = "President Anna Rohde met Cuban President Luis Ortega. It was late. The president said it held."
    assert speakers(text) == ["Anna Rohde"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peter Lang left. Lang waved. Lang fell. Lang rose. The Lang actor said it held.", "Lang actor"),
        ("Sergei Orlov, the ambassador to Velm, left. The Ohio senator said it held.", "Ohio senator"),
        ("The Dyke Research Center said it was late. The company said it held.", "company"),
    ],
)
def test_a_description_that_fits_nobody_stays_a_description(text: str, expected: str) -> None:
    """What contradicts a description, or only stands in it, is not who is meant."""
    assert speakers(text)[-1] == expected


def test_the_agency_is_not_whichever_body_reported_on_it() -> None:
    """Of whom a body wrote is not the body itself."""
    text = "A Dyke Office report said that the agency slept.\n\nPeople at Harbour Watch met. The agency said it held."
    assert speakers(text) == ["Dyke Office", "agency"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A senior Lang aide said it held. Mr. Lang waved.", "senior Lang aide"),
        ("Peter Lang waved. Lang supporters said it held.", "Lang supporters"),
        ("Peter Lang, the aide, said it held.", "Peter Lang"),
    ],
)
def test_who_serves_somebody_is_not_he(text: str, expected: str) -> None:
    """A name that only says whose aide speaks is not the speaker."""
    assert speakers(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a name that only tells whose somebody is leads no sentence
        ("Lang campaign adviser Luc Perrin spoke. However, he said it held.", "Luc Perrin"),
        # whom the sentence goes on to name
        ("Anna Rohde met Peter Lang and David Holt.\n\nSoon after he said it held, Mr. Perrin left.", "Perrin"),
        # the body which the article is about
        (
            "Clean Shores met. Clean Shores ate. Peter Lang likes Clean Shores. A friend of Clean Shores left. The "
            "group said it held.",
            "Clean Shores",
        ),
        ("Tidewire met. Dyke Treasury officials said it was late. The department said it held.", "Dyke Treasury"),
        ("Port Agency director Anna Rohde ate. Congress met. The agency said it held.", "Port Agency"),
        (
            "Peter Lang is chairman of the Velm Dyke Committee. He left. His committee said it held.",
            "Velm Dyke Committee",
        ),
        ("Norway and Iceland met. It rained. The two countries said it held.", "Norway and Iceland"),
        # the town that a report is filed from, or that it names most
        ("VELM, Norland - It rained in Velm. Velm slept. The city said it held.", "Velm"),
        ("Oslo met. Oslo ate. Boats left Oslo for Bergen. The city said it held.", "Oslo"),
        # whose deed was blamed
        ("Peter Lang criticized Anna Rohde after she said it held.", "Anna Rohde"),
        # the site that spoke
        ("Harbour Hedge said it was late. The website said it held.", "Harbour Hedge"),
        # two offices of whom the sentence before is about
        ("Peter Lang spoke. The former mayor and governor said it was late, but he said it held.", "Peter Lang"),
        # the only one named so far, by an office and his home
        ("One was left: Peter Lang.\n\nThe Kentucky senator said it held.", "Peter Lang"),
    ],
)
def test_a_role_is_whom_the_article_goes_on_about(text: str, expected: str) -> None:
    """What stands beside a name, or whom the article names most, tells who a role is."""
    assert speakers(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "unmeant"),
    [
        ("Former President Peter Lang wrote. It rained. The president said it held.", "Peter Lang"),
        ("The Dyke Board said that NBC News, the Rohde campaign, was late. The campaign said it held.", "NBC News"),
        ("The Dyke Board said it was late. Boats left. The poll said it held.", "Dyke Board"),
        ("Oslo met. Oslo ate. Boats left Oslo. The city of Bergen said it held.", "Oslo"),
        ("The Dyke Ministry said it held. Once the boats were in, they said it held.", "Dyke Ministry"),
        ("Sen. Peter Lang released a letter on Friday signed by many. The letter said it held.", "Peter Lang"),
    ],
)
def test_a_role_is_not_whoever_stands_near(text: str, unmeant: str) -> None:
    """Who held an office once, gave a letter out, asked nobody or is told apart is not meant."""
    assert speakers(text)[-1] != unmeant
