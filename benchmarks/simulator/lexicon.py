"""The words that invented news is made of, and names that nobody bears.

Invariant: the lists are all there is; a name is made from syllables, so that two events share none by intent.
"""

from __future__ import annotations

from random import Random

NOUNS = """
anchor archive balcony barrel basin bench blanket boiler bridge bucket budget cabin cable camera canal candle canvas
cargo carriage cathedral cellar chain chapel chimney circuit clinic cloth coal column compass concrete contract cottage
counter courtyard crane crate crossing crowd current curtain customer cylinder dam deck depot desk diesel dock document
door drain drill driver elevator embankment engine engineer entrance envelope escalator estate factory farmer fence
ferry filter fisherman flame flask floor fountain fuel furnace garage garden gate generator glacier glass glove grain
granary gravel guard guest gutter hammer handrail harbour harvest hatch hedge helmet highway hill hinge hospital hotel
hydrant inspector invoice island jacket jetty junction kettle kitchen ladder lagoon lamp landlord lantern laundry ledge
letter lever library lighthouse lock locker lorry machine mailbox manager mansion market mast mattress meadow mechanic
merchant meter mill mine mirror motor museum neighbour net notice nurse oar office orchard oven owner paddle paint panel
parcel park parlour passenger pavement permit photograph pier pillar pilot pipe plank plaster platform plumber pocket
pond porch porter post pump quarry quay queue radiator railing rain ramp receipt refuge reservoir resident ridge river
roof rope rubble sail school seawall sensor servant shed shelf shelter shop shutter siren slope smoke soil spring stable
staircase station steam stove strap street student summit surveyor switch tank tap teacher tenant tent terrace thread
ticket timber tower tractor trail trailer train tram trench trolley truck tunnel turbine valley valve van vault village
visitor wagon wall warden warehouse waterfront weld well wharf wheel widow window wire witness workshop yard
""".split()

ADJECTIVES = """
abandoned ancient ageing blue bent bitter blocked borrowed brick broken busy careful cheap chilly clumsy cold costly
cracked crooked crowded curious damp dark deep distant dry dusty early eastern empty faded failing faint flooded foggy
fragile frozen gloomy grey greasy half-built heavy hidden hollow hungry icy idle impatient iron jagged lame leaking
lonely loose loud low-lying makeshift metal modest muddy narrow nervous noisy northern odd old orderly overloaded pale
patched polite private quiet rapid red remote rented repaired rough rusty salty scorched shallow sharp shabby silent
slippery slow smooth snowy southern spare steep sticky stony strict stubborn sturdy sudden swollen tall temporary thick
thin tidy tilted tired unlit unpaid upper vacant vast warm weary western wet wide windy wooden worn yellow
""".split()

VERBS = """
blocked brushed buried carried checked circled cleared closed collected counted covered cracked crossed crushed dragged
drained dropped emptied entered examined fenced filled flattened flooded followed forced gathered grazed guarded halted
heated hoisted ignored inspected joined lifted lined loaded locked lost lowered marked measured missed moved noticed
opened ordered overturned painted parked passed patched photographed pierced pulled pumped pushed raised reached
rebuilt refused removed repaired replaced rescued ringed sealed searched shifted shook signed soaked spared split
stopped supplied surrounded swept tested tore touched towed trapped visited warmed warned washed watched welded
""".split()

BASE_VERBS = """
abandon answer blame borrow build carry change check clean close collect copy cover cross defend demand deliver drain
empty examine expect finish follow forgive guard hear hide hire ignore inspect invite join keep lift light lock measure
mend move notice offer open order owe pay praise promise protect pull raise reach rebuild recall refuse remember remove
rent repair replace return search sell send share shut sign spare start stop study support teach test thank trust
understand visit warn watch welcome
""".split()

ADVERBS = (
    """
abruptly|again|already|at dawn|at dusk|at noon|before midnight|briefly|by hand|by torchlight|calmly|carefully|eventually
for hours|gently|hastily|in silence|in vain|later|loudly|nearby|overnight|partly|quickly|quietly|repeatedly|slowly|soon
steadily|suddenly|thoroughly|twice|under floodlights|without warning|in heavy rain|against advice|for once|at low tide
""".strip()
    .replace("\n", "|")
    .split("|")
)

PREPOSITIONS = """
above across against along around behind below beneath beside beyond inside near outside over past under
""".split()
LINKS = "while|because|although|before|after|but|and|until|so|whereas|as soon as|even though".split("|")
THINGS = """
animals barns barrels beds boats cabins farms homes lorries pumps shops tents trees vehicles wagons windows
""".split()
STATES = "damaged destroyed evacuated flooded found inspected lost moved repaired sold".split()
ROLES = (
    """
mayor|fire chief|police chief|chief engineer|hospital director|union leader|district judge|harbour master|bank director
school inspector|coast guard captain|minister of works|club president|head of the water board
""".strip()
    .replace("\n", "|")
    .split("|")
)
KINDS = "earthquake|landslide|ferry accident|factory fire|strike|trial|flood|power cut|bank failure|cup final".split(
    "|"
)
GIVEN = """
Ada Alma Anton Boris Carla Clara Daniel Dora Edgar Elena Emil Erik Felix Greta Hanna Henrik Hugo Ida Ines Irene Ivan
Jana Johan Jonas Julia Karel Katrin Laura Lena Leon Lucas Magda Marco Maria Martin Mila Nadia Nina Nora Olga Oscar Otto
Paula Pavel Peter Petra Robert Rosa Samuel Sofia Stefan Tessa Thomas Tilda Vera Victor Walter Wanda
""".split()
PAPERS = "Courier Post Herald Echo Gazette Star Chronicle Times Observer Tribune Mail Journal Record Standard".split()
WIRES = ("News Agency", "Press Service", "Newswire", "Press Agency", "Wire Service")

_ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p pr qu r s sk st t tr v w z".split()
_VOWELS = "a e i o u ae ei ou".split()
_CODAS = "l n r s x ck ld lm nd ng nk rn rt st th lt".split()
_CLASSES = (NOUNS, ADJECTIVES, VERBS, BASE_VERBS)
CLASS_OF = {word: words for words in reversed(_CLASSES) for word in words}


def make_name(random: Random, n_syllables: int = 2) -> str:
    """Make a name of some syllables, capitalised."""
    parts = [random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(n_syllables)]
    return ("".join(parts) + random.choice(_CODAS)).capitalize()


def replace_word(word: str, random: Random) -> str:
    """Give another word of the same class, or the word itself if it is of none."""
    words = CLASS_OF.get(word)
    return random.choice(words) if words else word
