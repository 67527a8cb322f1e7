"""The words around a number in news English, as data: bounds, currencies, measures, nouns, and what makes it a name.

Invariant: data only; the readers are `amounts.py`, `counted.py` and `figures.py`.
"""

from __future__ import annotations

from sayso.model.annotation import Bound

_BOUND_PHRASES = {
    Bound.MORE_THAN: (
        "more than; over; in excess of; upwards of; upward of; north of; greater than; well over; just over; "
        "exceeding; "
        "surpassing; topping; above; well above; beyond; higher than; bigger than; larger than"
    ),
    Bound.AT_LEAST: (
        "at least; no fewer than; no less than; not less than; not fewer than; a minimum of; minimum of; minimum; "
        "at the very least"
    ),
    Bound.UP_TO: (
        "up to; as many as; as much as; as high as; at most; at the most; no more than; not more than; a maximum of; "
        "no higher than; maximum of; maximum; a high of; upto; up to around; no greater than"
    ),
    # "Nearly" and "almost" name a number that the count comes close to, so it is about that many.
    Bound.ABOUT: (
        "about; around; some; roughly; approximately; approx; approx .; an estimated; estimated; nearly; almost; "
        "close to; in the region of; in the order of; of the order of; something like; circa; just about; nearing; "
        "approaching; close on; perhaps; maybe; an approximate; near; getting on for; ~; ≈; an average of; "
        "estimated at; more or less; very nearly; anything like"
    ),
    Bound.LESS_THAN: (
        "less than; fewer than; under; below; just under; well under; just below; lower than; just shy of; shy of; "
        "slightly less than; smaller than"
    ),
}
# The words before a number that bound it, by their last word, longest first.
BOUNDS_BEFORE: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
for _bound, _phrases in _BOUND_PHRASES.items():
    for _phrase in _phrases.split("; "):
        _words = tuple(_phrase.split())
        BOUNDS_BEFORE.setdefault(_words[-1], []).append((_words, _bound))
for _entries in BOUNDS_BEFORE.values():
    _entries.sort(key=lambda entry: -len(entry[0]))
# These also place things ("under 5 feet of water"), so without a noun they bound nothing.
WEAK_BOUNDS = frozenset(
    ("above", "below", "under", "near", "beyond", "over", "around", "about", "some", "perhaps", "maybe")
)
# After these words "over" and "about" are prepositions: "presided over 20 trials", "talked about 20 cases".
NO_BOUND_AFTER = frozenset(
    "preside presided presides presiding dispute disputes fight fights anger outrage concern concerns "
    "concerned worry worries worried arrested charged argue argued argument debate row controversy questions "
    "sued protest protests war battle battles talk talks talked talking knows ask asks asked think thinks "
    "thought lie lies lied lying complain complained complaints speak spoke story stories information details "
    "learn learned something anything nothing mull mulled gloat".split()
)
SYMBOL_BOUNDS = {">": Bound.MORE_THAN, "<": Bound.LESS_THAN, "≥": Bound.AT_LEAST, "≤": Bound.UP_TO, "~": Bound.ABOUT}
BOUNDS_AFTER: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("or", "more"), Bound.AT_LEAST),
    (("or", "so"), Bound.ABOUT),
    (("or", "fewer"), Bound.UP_TO),
    (("or", "less"), Bound.UP_TO),
    (("and", "counting"), Bound.AT_LEAST),
    (("and", "more"), Bound.AT_LEAST),
    (("-", "plus"), Bound.AT_LEAST),
    (("-", "odd"), Bound.ABOUT),
    (("odd",), Bound.ABOUT),
    (("plus",), Bound.AT_LEAST),
    (("+",), Bound.AT_LEAST),
)

SYMBOLS = {
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₺": "TRY",
    "₦": "NGN", "฿": "THB", "₫": "VND", "₱": "PHP", "₴": "UAH", "₡": "CRC", "₲": "PYG", "₸": "KZT", "₵": "GHS",
}  # fmt: skip
# What stands straight before a dollar sign.
DOLLARS = {
    "us": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "cdn": "CAD",
    "nz": "NZD", "hk": "HKD", "s": "SGD", "sg": "SGD", "nt": "TWD", "r": "BRL", "mx": "MXN", "j": "JMD", "tt": "TTD",
}  # fmt: skip
CODES_BEFORE = {
    "rs": "INR", "inr": "INR", "usd": "USD", "eur": "EUR", "gbp": "GBP", "aud": "AUD", "cad": "CAD", "nzd": "NZD",
    "jpy": "JPY", "cny": "CNY", "rmb": "CNY", "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "rm": "MYR",
    "rp": "IDR", "aed": "AED", "sar": "SAR", "zar": "ZAR", "pkr": "PKR", "hkd": "HKD", "sgd": "SGD", "krw": "KRW",
    "uah": "UAH", "kes": "KES", "ngn": "NGN", "pln": "PLN", "try": "TRY", "brl": "BRL", "mxn": "MXN", "rub": "RUB",
}  # fmt: skip
CURRENCY_NOUNS = {
    "dollar": "USD", "dollars": "USD", "bucks": "USD", "euro": "EUR", "euros": "EUR", "yen": "JPY", "yuan": "CNY",
    "renminbi": "CNY", "rupee": "INR", "rupees": "INR", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB",
    "rubles": "RUB", "won": "KRW", "baht": "THB", "lira": "TRY", "liras": "TRY", "shekel": "ILS", "shekels": "ILS",
    "rand": "ZAR", "dirham": "AED", "dirhams": "AED", "riyals": "SAR", "naira": "NGN", "hryvnia": "UAH",
    "hryvnias": "UAH", "zloty": "PLN", "zlotys": "PLN", "ringgit": "MYR", "rupiah": "IDR", "quid": "GBP",
    "sterling": "GBP", "cedis": "GHS", "forint": "HUF", "forints": "HUF", "drachmas": "GRD", "deutschmarks": "DEM",
}  # fmt: skip
# A nationality before the noun settles whose money it is.
NATIONAL_CURRENCIES = {
    ("us", "dollars"): "USD", ("american", "dollars"): "USD", ("canadian", "dollars"): "CAD",
    ("british", "pounds"): "GBP",
    ("australian", "dollars"): "AUD", ("singapore", "dollars"): "SGD", ("new zealand", "dollars"): "NZD",
    ("hong kong", "dollars"): "HKD", ("taiwan", "dollars"): "TWD", ("swiss", "francs"): "CHF",
    ("pakistani", "rupees"): "PKR", ("lankan", "rupees"): "LKR", ("indian", "rupees"): "INR",
    ("mexican", "pesos"): "MXN", ("philippine", "pesos"): "PHP", ("argentine", "pesos"): "ARS",
    ("egyptian", "pounds"): "EGP", ("lebanese", "pounds"): "LBP", ("swedish", "kronor"): "SEK",
    ("norwegian", "kroner"): "NOK", ("danish", "kroner"): "DKK", ("kenyan", "shillings"): "KES",
    ("chinese", "yuan"): "CNY", ("saudi", "riyals"): "SAR", ("qatari", "riyals"): "QAR", ("turkish", "lira"): "TRY",
    ("russian", "rubles"): "RUB", ("russian", "roubles"): "RUB", ("japanese", "yen"): "JPY", ("korean", "won"): "KRW",
}  # fmt: skip
SMALL_COINS = {"cent": "USD", "cents": "USD", "¢": "USD", "pence": "GBP", "p": "GBP", "c": "USD"}
PERCENTS = (
    ("percentage", "points"), ("percentage", "point"), ("per", "cent"), ("percent",), ("%",), ("pct",), ("pc",),
)  # fmt: skip

MEASURES = {
    "meter", "metre", "kilometer", "kilometre", "mile", "foot", "inch", "yard", "acre", "hectare", "ton", "tonne",
    "kilogram", "gram", "pound", "ounce", "liter", "litre", "gallon", "barrel", "megawatt", "gigawatt", "kilowatt",
    "degree", "knot", "mph", "kph", "km", "kg", "cm", "mm", "ft", "mw", "gw", "lb", "lbs", "sq", "magnitude", "square",
    "kilometers", "pounds", "kilo", "megabyte", "gigabyte", "terabyte", "kiloton", "calorie", "carat", "centimeter",
    "centimetre", "millimeter", "millimetre", "bushel", "basis",
}  # fmt: skip
# After a number and a hyphen these are counted; any other word there only describes ("a 10-point plan").
HYPHEN_NOUNS = MEASURES | {
    "member", "person", "man", "woman", "nation", "country", "seat", "bed", "strong", "room", "judge", "vehicle",
    "ship",
    "unit", "passenger", "soldier", "team", "car", "vote", "point",
}  # fmt: skip
TIME_UNITS = frozenset(
    "second seconds minute minutes hour hours day days night nights week weeks fortnight fortnights month months "
    "quarter quarters year years decade decades century centuries weekend weekends am pm gmt bst est edt pt et oclock "
    "times time fold yr yrs hrs mins o'clock".split()
)

# Before a number these make it a name or a place in an order.
DESIGNATORS = frozenset(
    "no number section article chapter page paragraph rule phase level round channel category type grade route highway "
    "interstate flight boeing airbus apollo windows iphone room game week day question line verse act schedule "
    "bus size "
    "aged age ages title amendment proposition prop measure resolution unit area district ward block gate "
    "platform stage step "
    "tier group class division part volume vol chapter episode season point item clause paragraph form model mark "
    "version lot exit mile-marker psalm super i-95 us-1 formula group-of ranked rank ranking seed seeded covid sars "
    "boulevard building hole lap heat tcot studio news fox bbc radio directive order executive hr sb hb house public "
    "year fiscal vision agenda catch area expo euro copa cop cal squadron brigade battalion regiment pier terminal "
    "apartment suite floor zone box cell sector wing hall camp exhibit defendant count zip code under over".split()
) - {"under", "over", "number", "count", "house", "public", "news", "order"}
CAPITAL_DESIGNATORS = frozenset(("number", "count", "house", "public", "news", "order"))

STATES = frozenset(
    "dead missing injured wounded killed hurt rescued trapped homeless displaced arrested detained hospitalised "
    "hospitalized infected unaccounted stranded sick ill dying drowned evacuated survived died evicted captured "
    "saved quarantined unemployed jobless kidnapped abducted executed drowning freed released charged indicted "
    "convicted sentenced deported vaccinated jailed imprisoned buried poisoned shot stabbed".split()
)
# Peoples whose name has no plural: "two Swiss and three Japanese".
NATIONS = frozenset(
    "swiss japanese chinese french british dutch irish spanish welsh danish swedish polish turkish finnish "
    "portuguese vietnamese sudanese lebanese taiwanese burmese nepalese maltese congolese senegalese".split()
)
# Verbs whose bare number counts people: "killing 22".
TOLL_VERBS = frozenset(
    "kill kills killed killing injure injures injured injuring wound wounded wounding drown drowned drowning hurt "
    "hurting rescued rescuing arrested arresting detained detaining evacuated displaced displacing hospitalized "
    "hospitalised sickened sickening infected infecting maimed maiming".split()
)
# Words that speak of a number whose noun was named before.
NUMBER_WORDS = frozenset(
    "number numbers numbered numbering toll tolls total totals totalled totaled totalling totaling figure "
    "figures count "
    "estimate estimates estimated tally tallies strength".split()
)
TOLL_WORDS = frozenset("toll tolls deaths fatalities casualties headcount".split())
MOVE_VERBS = frozenset(
    "rose risen rise rises rising climbed climbing climb jumped grew grown grow growing increased increase increasing "
    "fell fallen fall falling dropped drop dropping declined decline reached reaching reach topped surpassed exceeded "
    "passed hit stood stands standing down up from cut raised raise lowered revised swelled swollen doubled tripled "
    "slipped dipped soared plunged shrank shrunk edged".split()
)
# What "up" may belong to: "went up to 20" is 20, "up to 20" is no more than 20.
MOVES_UP = frozenset("goes went gone going moved moves moving shot shoots crept pushed bumped edged ticked".split())
# Before a bare number these say that it is what "the number of" something came to; the last say that it is more.
REACHES = frozenset(
    "to at be is was are were as stands stood reached hit put totalled totaled remains remained".split()
)
OUTGROWS = frozenset(
    "passed topped exceeded surpassed exceeds tops passes surpasses crossed topping passing exceeding".split()
)
LINK_WORDS = frozenset("were was are is be been being have has had remain remained still more others other people now "
                       "also feared presumed believed reported confirmed left reportedly all seriously "
                       "critically badly "
                       "slightly and listed".split())  # fmt: skip

IRREGULAR_PLURALS = frozenset(
    "people men women children police troops personnel staff crew dead feet aircraft sheep cattle firemen policemen "
    "servicemen fishermen congressmen spokesmen gunmen businessmen airmen seamen militiamen lawmakers servicewomen "
    "livestock folk folks poultry policewomen clergy gendarmes infantry infected wounded injured homeless faithful "
    "unemployed media bacteria mice geese teeth oxen salmon deer fish swine alumni crewmen guardsmen infantrymen "
    "salespeople townspeople spokespeople firefighters helicopters series species data criteria freshmen craftsmen "
    "elderly mph kph km kg cm mm ft mw gw lb lbs spacecraft hovercraft grandchildren schoolchildren offspring".split()
)
# Plurals that describe the noun after them: "300 police officers", "a dozen sports cars".
DESCRIBING_PLURALS = frozenset(
    "police staff crew women men children sports arms sales troops weapons drugs news goods customs communications "
    "operations systems savings jobs benefits rights services sanctions elections personnel infantry militia games "
    "electronics textiles armed media data savings species parents veterans schools students".split()
)
NOT_PLURALS = frozenset(
    "was has his its this across perhaps always towards besides news politics does says goes plus gas bus unless less "
    "overseas afterwards sometimes thus yes as is us minus versus focus campus virus status census bonus chaos "
    "economics mathematics physics athletics gymnastics athens paris texas kansas arkansas illinois "
    "massachusetts dallas orleans angeles vegas brussels wales naples cyprus reuters hours' upwards downwards forwards "
    "backwards indoors outdoors nowadays hers ours theirs yours whereas ours amongst apiece means lies plans leads "
    "makes takes comes gives gets remains shows says seems includes contains becomes involves happens occurs needs "
    "needs stands serves runs christmas lots".split()
)
SINGULAR_PERSONS = frozenset(
    "person man woman child boy girl soldier officer civilian policeman worker protester student passenger "
    "death victim "
    "fatality employee journalist firefighter resident survivor teenager baby body marine guard prisoner hostage "
    "pilot driver suspect gunman case injury casualty american briton palestinian israeli".split()
)
# Nouns that are counted even by a bare four-digit number: "2000 people".
PLAINLY_COUNTED = frozenset(
    "people troops soldiers men women children workers jobs homes houses employees students families officers "
    "civilians "
    "protesters demonstrators refugees migrants passengers miles kilometers kilometres meters metres feet acres tons "
    "tonnes dead injured wounded deaths cases votes voters residents fighters members prisoners police personnel "
    "buildings tanks rockets schools stores companies patients victims inmates households delegates square "
    "barrels pages guests visitors fans spectators mourners marines reservists militants bodies calories dollars "
    "hectares shares points yards others more residents customers documents emails e-mails".split()
)

# What ends a noun phrase: function words and the commonest verbs. A plural noun is looked for only before them.
STOP_WORDS = frozenset(
    "the a an this that these those my your his her its our their who whom whose which what where when why how if "
    "because while although though since until before after during in on at by for from with without into onto upon "
    "of off out over under above below between among against about around through to up down near across along as than "
    "then so but and or nor yet not no is are was were be been being am has have had having do does did doing "
    "will would "
    "shall should may might must can could said says say told tells tell died dies die drowned killed killing leaving "
    "left went go goes came come comes made make took take got get gave give found find saw see seen held hold "
    "began begin started start ended end became become remained remain including according per each every both either "
    "neither here there now today yesterday tomorrow tonight ago later earlier i you he she it we they me him them us "
    "himself herself itself themselves just only also even still already never ever away back again survived fled "
    "appear appears appeared seem seems seemed proved "
    "gathered joined attended voted arrived returned lost won led faced showed shown hit fell rose grew needed "
    "wanted asked called used tried moved lived worked played paid met ran turned brought sent kept stood sat "
    "put set cut let worth that's is n't have't apiece amid despite via toward towards within throughout plus versus "
    "wounding injuring swam sank sunk capsized leapt jumped broke blew injured missing followed nearby".split()
)
