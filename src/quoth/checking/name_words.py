"""The words for parsing names: titles, particles, short forms, and words that aren't names.

They are those of English-language reporting. A word that is missing here costs a proposal, and
never makes a wrong one: a word that isn't a known title stays part of the name.
"""

from __future__ import annotations

from typing import Final

from quoth.basics.word_lists import word_set

HONORIFICS: Final = {
    "mr": "m", "mister": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f",
    "lady": "f", "dame": "f", "madam": "f", "congressman": "m", "congresswoman": "f",
}  # fmt: skip
"""Titles that tell whether a man or a woman is meant."""

TITLES: Final = frozenset(HONORIFICS) | word_set(
    """
    dr doctor prof professor sen senator rep representative gov governor president secretary
    speaker director chairman chairwoman chairperson chair minister chancellor mayor judge justice
    general gen col colonel lt lieutenant sgt sergeant capt captain maj major adm admiral
    ambassador amb rev reverend pope king queen prince princess cardinal bishop archbishop rabbi
    imam sheriff attorney commissioner chief ceo cfo spokesman spokeswoman spokesperson leader whip
    candidate nominee coach manager pastor father sister officer agent detective delegate
    strategist pollster billionaire businessman author editor columnist host analyst adviser
    advisor president-elect premier justices vice deputy frontrunner front-runner hopeful
    contender rival lawmaker congressmember councilman councilwoman
    """
)
"""What may stand before a name without being part of it."""

RANKS: Final = {
    "senator": "sen", "representative": "rep", "governor": "gov", "doctor": "dr",
    "professor": "prof", "colonel": "col", "lieutenant": "lt", "sergeant": "sgt", "captain": "capt",
    "admiral": "adm", "ambassador": "amb", "reverend": "rev", "gen": "general", "maj": "major",
    "advisor": "adviser", "front-runner": "frontrunner", "mister": "mr", "miss": "ms",
}  # fmt: skip
"""Titles by the form that stands for them."""

SUFFIXES: Final = word_set("jr sr ii iii iv junior senior")
DEGREES: Final = word_set("phd md esq jd mba")
PARTICLES: Final = word_set(
    "de van von der den la le du da dos di del della el al bin ben ibn ter ten"
)

ABBREVIATIONS: Final = TITLES | SUFFIXES | DEGREES | word_set("st ft mt u.s u.n u.k u.s.a d.c no")
"""Words after which a point ends no sentence."""

FUNCTION_WORDS: Final = word_set(
    """
    the a an this that these those some many most all any each every both either neither no not
    none other others another several few more one two three four five six seven eight nine ten
    he she it they we you i his her its their our your my him them us me who whom whose which what
    and or but nor so yet if as at by for from in into of off on onto out over per than then to
    under until up upon via when where while with without within against about above across after
    among around before behind below beneath beside between beyond during except inside near like
    maybe perhaps enter now here there also even just only still too very meanwhile however
    according because since though although unless whether is are was were be been being has have
    had do does did will would can could may might must shall should said says he's she's it's
    that's i'm let's yes oh well added asked told wrote
    """
)
"""Words that no name begins with, or holds."""

DESCRIPTIONS: Final = word_set(
    """
    former ex then-candidate outgoing incoming longtime veteran new old top senior acting interim
    republican republicans democrat democrats democratic gop libertarian independent conservative
    conservatives liberal liberals progressive progressives socialist tea-party presidential
    american americans british french german russian chinese israeli iranian iraqi mexican canadian
    european african asian latino hispanic muslim muslims christian christians jewish jews catholic
    catholics evangelical evangelicals black white gay women men iowans texans floridians voters
    supporters critics officials aides advisers experts analysts polls police lawmakers
    reporters sources readers leaders members delegates donors activists protesters strategists
    candidates senators governors students teachers workers immigrants refugees residents families
    hillary's bernie's oscar-winner
    """
)
"""Words of groups and of descriptions: alone they aren't a name."""

INSTITUTIONS: Final = word_set(
    """
    campaign camp team committee council commission court courts department office house senate
    congress party parties times post news press journal tribune herald gazette globe magazine
    network radio television tv university college school institute institution center centre
    foundation fund association society union league alliance coalition organisation organization
    group company corporation corp inc llc ltd co bank reserve agency bureau administration
    government ministry embassy army navy force forces guard police church ministries watch
    street states kingdom nations republic county city state act law constitution report poll
    survey study project initiative super pac caucus convention debate primary primaries election
    statement letter book film movie show week today data papers review reporter service services
    services board panel authority exchange federation partners research strategies consulting
    media entertainment pictures records airlines motors systems technologies industries holdings
    international america matters action rights now trump's clinton's tower hotel casino mahal
    university's intelligence security defense justice treasury labor nation beast capitol
    examiner standard weekly daily online monitor wire chronicle sun star mail guardian
    independent observer economist atlantic yorker fair vanity rolling stone
    affairs relations resources committees administration's
    hampshire carolina dakota jersey york mexico virginia islands island hill bay beach
    """
)
"""Words that end the names of organisations and places, and of no people."""

PLACES: Final = word_set(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii
    idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
    minnesota mississippi missouri montana nebraska nevada hampshire jersey ohio oklahoma oregon
    pennsylvania tennessee texas utah vermont washington wisconsin wyoming
    america britain england france germany russia china israel iran iraq syria turkey mexico canada
    cuba japan korea india pakistan egypt libya ukraine poland italy spain greece europe asia africa
    london paris berlin moscow beijing brussels boston chicago houston dallas austin denver miami
    atlanta phoenix detroit cleveland philadelphia manhattan brooklyn hollywood benghazi orlando
    ferguson baltimore charleston cairo ankara tehran damascus baghdad kabul geneva rome madrid
    """
)
"""Places that are also words of names: alone they aren't a name."""

SHORT_FORMS: Final = tuple(
    line.split()
    for line in """\
        abraham abe
        alexander alex sasha
        andrew andy drew
        anthony tony
        barbara barb
        benjamin ben
        bernard bernie
        charles charlie chuck
        christopher chris
        daniel dan danny
        david dave
        deborah debbie deb
        donald don donny
        douglas doug
        edward ed eddie ted
        elizabeth liz beth betsy
        eugene gene
        frederick fred
        gerald gerry jerry
        gregory greg
        jacob jake
        james jim jimmy
        jeffrey jeff
        jennifer jen jenny
        jonathan jon
        joseph joe joey
        joshua josh
        katherine kathy kate
        kenneth ken
        lawrence larry
        leonard lenny len
        margaret maggie peggy meg
        matthew matt
        michael mike
        mitchell mitch
        nancy nan
        nathaniel nathan nate
        nicholas nick
        pamela pam
        patricia patty trish
        patrick pat
        peter pete
        philip phil
        raymond ray
        richard rick dick rich
        robert bob bobby rob
        ronald ron
        samuel sam
        stephen steve
        steven steve
        susan sue
        terrence terry
        theodore ted
        thomas tom tommy
        timothy tim
        victoria vicky
        vincent vince
        walter walt
        william bill billy will
        zachary zach""".splitlines()
)
"""First names, each with its short forms."""

MEN: Final = word_set(
    """
    aaron adam alan albert alexander andrew anthony arthur barack ben benjamin bernard bernie bill
    bob boris brad brian bruce carl charles charlie chris christopher chuck corey craig dan daniel
    dave david dennis dick don donald doug douglas ed edward emmanuel eric eugene frank fred gary
    george gerald glenn greg gregory harold harry henry howard jack jacob james jared jason jeb
    jeff jeffrey jeremy jerry jim jimmy joe joel john jonathan jose joseph joshua juan justin keith
    kenneth kevin larry lawrence lindsey luis marco mark martin matt matthew michael mike mitch
    mitt nathan newt nicholas nick oscar patrick paul pedro peter philip rand ralph raymond
    richard rick rob robert roger ronald ron rudy rush russell ryan samuel scott sean sergei
    stephen steve steven stuart ted theodore thomas tim timothy todd tom tony vincent vladimir
    walter william xavier
    """
)
WOMEN: Final = word_set(
    """
    abigail alice amanda amy andrea angela angelina ann anna anne annie barbara betty beverly
    brenda carly carol caroline catherine chelsea cheryl christina christine cindy claire deborah
    debbie diana diane donna dorothy elena elizabeth ellen emily emma eva evelyn gloria hannah
    heather heidi helen hillary huma irene ivanka jacqueline jane janet janice jean jennifer
    jessica joan joyce judith julia julie karen kate katherine kathleen kathryn katrina laura
    linda lisa loretta lucy margaret maria marie marine martha mary megan megyn melania melissa
    michelle monica nancy nicole nikki olga olivia pamela patricia rachel rebecca rose ruth sally
    samantha sandra sara sarah sharon sheila shirley sonia sophia stephanie susan tammy teresa
    theresa tiffany valerie victoria virginia wendy
    """
)
"""First names that show a man or a woman, if a title says which is meant."""
