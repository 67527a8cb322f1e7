"""The words of time in news English, as data: each word's class in the grammar of `times.py`, and its value.

Invariant: a class is one character, so a text becomes a string of classes and a rule is a pattern over that string.
"""

from __future__ import annotations

MONTH_NUMBERS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
# Capitalised, these are months only where the words around them say so.
DOUBTFUL_MONTHS = frozenset(("may", "march", "mar", "jun", "jan", "sep"))
DAY_NUMBERS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
}  # fmt: skip
PLURAL_DAYS = {name + "s": number for name, number in DAY_NUMBERS.items()}
# Abbreviated days are also words ("sat", "sun", "wed"): they count only capitalised and with a stop, comma or month.
SHORT_DAYS = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip

# unit -> (designator of a TIMEX3 duration, how many of it); "T" goes before hours, minutes and seconds
UNIT_VALUES = {
    "second": ("TS", 1), "minute": ("TM", 1), "hour": ("TH", 1), "day": ("D", 1), "night": ("D", 1), "week": ("W", 1),
    "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("Q", 1), "year": ("Y", 1), "decade": ("Y", 10),
    "century": ("Y", 100), "weekend": ("WE", 1), "semester": ("M", 6), "millennium": ("Y", 1000), "min": ("TM", 1),
}  # fmt: skip
PLURAL_UNITS = {
    "seconds": "second", "minutes": "minute", "mins": "minute", "min": "minute", "hours": "hour", "hrs": "hour",
    "days": "day", "nights": "night", "weeks": "week", "fortnights": "fortnight", "months": "month",
    "quarters": "quarter", "years": "year", "yrs": "year", "decades": "decade", "centuries": "century",
    "weekends": "weekend", "semesters": "semester", "millennia": "millennium",
}  # fmt: skip
PARTS_OF_DAY = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midmorning": "MO", "midafternoon": "AF",
    "lunchtime": "MI", "dawn": "MO", "dusk": "EV", "nightfall": "NI", "mornings": "MO", "afternoons": "AF",
    "evenings": "EV", "nights": "NI",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip
# name -> (month, day), "4th Thursday of November" as (month, weekday, which; -1 the last, a fourth place: days later),
# or (days after Easter,)
HOLIDAYS: dict[str, tuple[int, ...]] = {
    "christmas": (12, 25), "christmas eve": (12, 24), "halloween": (10, 31), "new year": (1, 1),
    "new year eve": (12, 31), "thanksgiving": (11, 4, 4),
    "easter": (0,), "election": (11, 1, 1, 1), "labor": (9, 1, 1), "memorial": (5, 1, -1),
    "veterans": (11, 11), "columbus": (10, 1, 2), "presidents": (2, 1, 3),
    "valentine": (2, 14), "boxing": (12, 26), "inauguration": (1, 20), "patrick": (3, 17), "earth": (4, 22),
    "groundhog": (2, 2), "mother": (5, 7, 2), "father": (6, 7, 3), "independence": (7, 4),
    "good": (-2,), "palm": (-7,), "ash": (-46,), "black": (11, 4, 4, 1), "cyber": (11, 4, 4, 4),
}  # fmt: skip
# Holidays that are one only with their weekday behind them, both in capitals.
NAMED_WEEKDAYS = {"good": "Friday", "palm": "Sunday", "ash": "Wednesday", "black": "Friday", "cyber": "Monday"}
# Holidays that are one only with "Day" behind them, both in capitals: "Election Day", "Presidents' Day".
NAMED_DAYS = frozenset(
    "christmas thanksgiving election labor memorial veterans columbus presidents valentine boxing inauguration "
    "patrick earth groundhog mother father independence".split()
)
LASTING = {
    "hourlong": "hour", "daylong": "day", "weeklong": "week", "monthlong": "month", "yearlong": "year",
    "decadelong": "decade",
}  # fmt: skip
# A year before one of these is a car's: "a 1987 Chevrolet".
CAR_MAKES = frozenset(
    "audi bmw buick cadillac chevrolet chevy chrysler dodge ford gmc honda hyundai jeep kia lexus lincoln mazda "
    "mercedes mercury mitsubishi nissan oldsmobile peugeot plymouth pontiac porsche renault saab subaru toyota "
    "volkswagen volvo".split()
)
NOONS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
# How far from UTC a zone is, where its name means one thing: "CST" is Chicago or Shanghai, "ET" depends on the season.
ZONES = {
    "gmt": "Z", "utc": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00", "msk": "+03:00",
    "hkt": "+08:00", "jst": "+09:00", "aest": "+10:00", "aedt": "+11:00", "est": "-05:00", "edt": "-04:00",
    "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00",
}  # fmt: skip
REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF", "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF", "recently": "PAST_REF", "formerly": "PAST_REF",
    "lately": "PAST_REF", "soon": "FUTURE_REF", "recent": "PAST_REF",
}  # fmt: skip
# "Today's" before one of these is of these times: "today's youth". A hearing, a ruling or a vote is of the day.
OF_OUR_AGE = frozenset(
    "age america americans capitalism children civilization climate college colleges conservatives consumers culture "
    "democrats dollars economy elites environment era families generation generations kids landscape liberals "
    "lifestyles marketplace media military parents parlance parties party people politicians politics progressives "
    "realities reality republicans seniors societies society standards students teenagers teens technology terms "
    "threats times universities voters women workers workforce workplace world young youngsters youth".split()
)
SETS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y", "nightly": "P1D",
    "hourly": "PT1H",
}  # fmt: skip

# class name -> its words. Numbers, months, days and digits get their class from their form.
WORDS: dict[str, tuple[str, ...]] = {
    "DAYS": tuple(PLURAL_DAYS),
    "DAY": tuple(DAY_NUMBERS),
    "UNIT": tuple(name for name in UNIT_VALUES if name not in ("night", "min")),
    "UNITS": tuple(name for name in PLURAL_UNITS if name != "nights"),
    "PART": tuple(PARTS_OF_DAY),
    "SEASON": tuple(SEASONS),
    "DECADE": tuple(DECADES),
    "HOLIDAY": ("christmas", "halloween", "thanksgiving", "easter"),
    "LASTING": tuple(LASTING),
    "NEW": ("new",),
    "EVE": ("eve",),
    "TODAY": ("today", "yesterday", "tomorrow"),
    "TONIGHT": ("tonight", "overnight"),
    "NOON": tuple(NOONS),
    "ZONE": (*ZONES, "cst", "et", "pt", "ist", "local"),
    "A": ("a", "an"),
    "THE": ("the",),
    "THIS": ("this", "these"),
    "THAT": ("that", "those"),
    "SAME": ("same", "corresponding", "comparable"),
    "LAST": ("last", "past", "previous", "preceding", "prior"),
    "NEXT": ("next", "coming", "following", "upcoming", "subsequent"),
    "EACH": ("each", "every"),
    "PER": ("per",),
    "LATEST": ("latest",),
    "FINAL": ("final", "closing", "opening"),
    "ELSE": ("other",),
    "AGO": ("ago",),
    "EARLIER": ("earlier",),
    "BEFORE": ("before",),
    "LATER": ("later",),
    "AFTER": ("after",),
    "ON": ("on",),
    "EARLY": ("early",),
    "LATE": ("late",),
    "MID": ("mid",),
    "BEGIN": ("beginning", "start"),
    "END": ("end", "close"),
    "MIDDLE": ("middle",),
    "ABOUT": ("about", "around", "nearly", "almost", "approximately", "roughly", "some"),
    "OVER": ("over", "exceeding"),
    "UNDER": ("under",),
    "LESS": ("less", "fewer"),
    "MORE": ("more",),
    "THAN": ("than",),
    "AT": ("at",),
    "LEAST": ("least",),
    "UP": ("up",),
    "TO": ("to",),
    "OF": ("of",),
    "IN": ("in", "during"),
    "FROM": ("from",),
    "AND": ("and",),
    "OR": ("or",),
    "SO": ("so",),
    "SEVERAL": ("several", "few", "many", "numerous"),
    "COUPLE": ("couple",),
    "HALF": ("half",),
    "FISCAL": ("fiscal", "financial", "full", "calendar", "entire", "whole", "school", "academic"),
    "SET": tuple(SETS),
    "REF": tuple(word for word in REFERENCES if word not in ("recent", "current")),
    "CURRENT": ("current",),
    "RECENT": ("recent",),
    "FUTURE": ("future",),
    "NEAR": ("near", "foreseeable", "distant"),
    "PRESENT": ("present",),
    "AHEAD": ("ahead",),
    "PERIOD": ("period",),
    "LONG": ("long",),
    "TIME": ("time", "times"),
    "RIGHT": ("right",),
    "OLD": ("old", "olds"),
    "COUNTED": ("trading", "working", "business", "consecutive", "straight", "successive"),
    "OCLOCK": ("o",),
}
_FORMS = (
    "OTHER", "BREAK", "MONTH", "SMALL", "NUM", "YEAR", "ORD", "SHORTYEAR", "CLOCK", "AMPM", "ISO", "SLASH", "QNAME",
    "HYPHEN", "COMMA", "DOT", "APOS", "OPEN", "STOP",
)  # fmt: skip
# Each class's character. They are letters and digits, so none means anything to a pattern.
CODES = {name: chr(0x100 + place) for place, name in enumerate((*_FORMS, *WORDS))}
CODE_OF_WORD = {word: CODES[name] for name, words in WORDS.items() for word in words}

# What tells whether a day named without a date lies ahead or behind.
FUTURE_WORDS = frozenset(
    "will ll shall expected expects scheduled slated due plans plan planned planning "
    "until till upcoming payable expire expires expiring "
    "would should tomorrow next going must soon hopes intends "
    "vows vowed promised promises pledged pledges "
    "might forecast forecasts possible possibly likely".split()
)
PAST_WORDS = frozenset(
    "was were had did said told went began came took made left held met gave ran won lost fell rose saw found sent got "
    "kept led became wrote spoke broke struck shot hit put hurt cut stood fought drew has have since last earlier "
    "ago laid sold bought brought sought taught caught thought knew grew drove flew threw swore ate chose froze spent "
    "built dealt heard stole shook swept felt swung sank sang rang bit fled died used slept wept bore tore "
    "withdrew overcame taken given written seen shown born drawn begun fallen risen".split()
)
