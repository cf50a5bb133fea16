"""Words that tell what a capitalised name beside them is. All in folded form (:func:`searchkit.metadata.names.fold`).

Our own lists: short on purpose, for what stands next to place names in news again and again.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PERSON_TITLES = _words("""
    mr mrs ms miss dr prof professor sir lord lady dame king queen prince princess president premier chancellor
    minister secretary senator sen rep representative congressman congresswoman gov governor mayor ambassador judge
    justice attorney sheriff detective officer sergeant sgt corporal private lieutenant lt captain capt major maj
    colonel col general gen brigadier admiral adm commander marshal pope cardinal archbishop bishop father
    rev reverend imam rabbi sheikh ayatollah coach chairman chairwoman chief director analyst spokesman spokeswoman
    saint emperor empress duke duchess baron count earl
""")
"""Before a name they make it a person; after a place name they do no harm (Kyiv Mayor Vitali Klitschko)."""

FIRST_NAMES = _words("""
    aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto alejandro alex alexander alexandra alexei
    alexey ali alice alison allan amanda amir amy ana anatoly andrea andreas andrei andrew andrey andriy andy angela
    anna anne anthony antonio arnold arthur ashley barbara barry ben benjamin bernard bernie betty bill billy bob
    bobby boris brad bradley brandon brenda brian bruce bryan calvin carl carla carlos carol caroline catherine
    charles charlie chris christian christina christine christopher chuck cindy claire clara clarence claude colin
    craig curtis cynthia dale dan daniel danny dave david dean deborah debra denis dennis derek diana diane dick
    dmitri dmitriy dmitry dmytro don donald donna dorothy doug douglas earl ed eddie edgar edward edwin eli elena
    elizabeth ellen emily emma emmanuel eric erica ernest eugene evan evelyn fernando florence frances francis
    francisco frank franklin fred frederick gary gavin gene geoff geoffrey george gerald gerard giovanni glen glenn
    gloria gordon greg gregory guy harold harry hassan heather hector heidi helen henry herbert herman hillary howard
    hugh hugo ian ibrahim igor irina isaac ivan ivanka jack jackie jacob jacques jaime jake james jamie jan jane janet
    janice jared jason javier jay jean jeff jeffrey jennifer jens jeremy jerome jerry jesse jessica jim jimmy joan joe
    joel johan john johnny jon jonathan jorge jose joseph josh joshua juan judith judy julia julian julie justin
    kamala karen karl kate katherine kathleen kathryn kathy keith kelly ken kenneth kevin kim kimberly kurt kyle larry
    laura lauren laurence lawrence lee len leo leon leonard leslie lewis linda lindsay lisa lloyd lois louis louise
    lucas lucy luis luke lynn manuel marc marco marcus margaret maria marie mario marjorie mark martha martin marvin
    mary matt matthew maurice max megan melania melissa michael michel michelle miguel mike mikhail milton mitch
    mitchell mohamed mohammad mohammed monica muhammad mustafa nancy naomi natalia natalie nathan neil nicholas nick
    nicolas nicole nigel nikita nikolai nina norman oleg oleksandr oleksii oleksiy olga oliver olivia omar oscar otto
    pamela patricia patrick paul paula pauline pedro peggy peter petro phil philip philippe phillip pierre rachel ralph
    ramon randy raul ray raymond rebecca ricardo richard rick rob robert roberta roberto robin rod rodney roger roland
    ron ronald ronnie rosa rose ross roy rudolf rupert russell ruth ryan sally sam samantha samuel sandra sara sarah
    scott sean sebastian serge sergei sergey serhii serhiy shane shannon sharon sheila shirley simon sophia sophie
    stanley stefan stella stephanie stephen steve steven stewart stuart susan sven svetlana sylvia taras ted terence
    teresa terry theodore theresa thomas tiffany tim timothy tina todd tom tommy tony tracy travis trevor tyler ursula
    valentina valerie valeriy vera vernon veronica viktor vincent vitali vitaliy vitaly vladimir volodymyr walter
    wanda warren wayne wendy werner wesley wilhelm will william winston wolfgang yevgeny yulia yuri yuriy yusuf
    yvonne zachary
""")
"""Given names: the place name after one is a surname (Jack London)."""

PLACES_AS_GIVEN_NAMES = _words("""
    jordan chad georgia israel carolina virginia victoria florence sofia sydney paris austin dallas houston madison
    jackson lincoln charlotte chelsea kent adelaide brooklyn savannah cheyenne dakota phoenix orlando alexandria
    lourdes milan vienna catalina regina helena julian salvador santiago francisco diego trinidad troy tyler eugene
    marion clayton warren stanley wellington nelson hamilton preston bradford burton clifton dayton
    martinique india china
""")
"""Place names that people bear: with another capitalised word behind them they are a person."""

ORGANISATION_WORDS = _words("""
    academy agency airlines airport airways alliance associates association authority avenue ballet bank
    bancorp basin bay bears bears blackhawks board bombers brewery bridge broadcasting brothers browns bruins bucks
    bulls bureau cable cardinals cathedral cavaliers celtics center centre chamber chapel charter chronicle church
    clinic club coliseum collection college commission committee company conference conservatory convention cooperative
    corp corporation council courier cowboys daily derby dodgers dolphins dynamo eagles electric energy enquirer
    examiner exchange express fair falcons fc festival film financial flyers forum foundation fund galaxy
    gallery garden gazette giants globe group hall hawks heat herald herald hospital hotel house
    inc independent industries infirmary inquirer institute instruments international journal knicks lakers league library lions llc
    ltd magazine mail marathon maru memorial mercantile mercury metal metro mets monitor mosque museum nationals news
    newspaper observer office opera orchestra organization organisation orthodox palace panthers park partners party
    patriots petroleum philharmonic pistons plc police post power press prison protocol publishing railway raiders
    rangers ravens record recorder redskins refinery regiment register republican resources review rockets rovers
    saints savings school securities senators society sox spurs square stadium standard star station stock street
    sun symphony system tech telegraph telephone television temple terminal theater theatre times today
    tower trade treaty tribune trust union united university utilities vikings warriors watch weekly yankees zoo
    accord accords agreement conference declaration dispatch dock docks gas oil steel mining bancshares
    savings financiero ag sa nv spa
""")
"""After a place name they make it part of a larger name (Kyiv Independent, London Metal Exchange)."""

AREA_WORDS = _words("""
    region regions oblast oblasts province provinces governorate prefecture state states county raion district districts
    krai territory voivodeship canton
""")
"""After a name they say that the subdivision is meant, not the town."""

PLACE_NOUNS = AREA_WORDS | _words("""
    city town village area suburb metropolitan municipality borough neighborhood neighbourhood republic island islands
    peninsula coast border river valley front axis direction direct time native resident residents democrat republican
    army air forces force navy military government parliament cabinet foreign defense defence interior health
    police authorities officials ministry supreme central federal national
""")
"""After a place name they leave it a place name."""

OPENING_WORDS = _words("""
    a about above across after against all along although amid among an and another any around as at back because
    before behind below beneath beside between beyond both but by can could despite did do does during each either
    even every except few for former from had has have he her here his how however i if in inside instead into is it
    its just last late later like many may meanwhile might more most much near nearly neither never next no nor not
    now of off often on once one only onto or other our out outside over past per perhaps rather said same saying she
    should since so some soon still such than that the their then there these they this those though through thus to
    today together too toward towards tuesday under unlike until unto up upon via was we were what when where whether
    which while who whom whose why will with within without would yet yesterday you your
    monday wednesday thursday friday saturday sunday
    january february march april june july august september october november december
    north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern central inner outer upper lower greater mainland downtown metropolitan
    coastal rural occupied mid wartime neighboring neighbouring
    communist soviet ukrainian russian american british french german chinese japanese israeli iranian
""")
"""Capitalised before a place name only because they open a sentence or say which part of it."""

LOCATIVES = _words("""
    in near at from to outside around into across inside toward towards through throughout via between within for
    reach reached leave left visit visited visiting enter entered captured liberated seized shelled struck hit
    of
""")
"""Words before a name that speak for a place."""

STATE_ABBREVIATIONS: dict[str, str] = dict(
    pair.replace("_", " ").split("=")
    for pair in """
    Ala=alabama Ariz=arizona Ark=arkansas Calif=california Colo=colorado Conn=connecticut Del=delaware Fla=florida
    Ga=georgia Ill=illinois Ind=indiana Kan=kansas Ky=kentucky La=louisiana Mass=massachusetts Md=maryland
    Mich=michigan Minn=minnesota Miss=mississippi Mo=missouri Mont=montana Neb=nebraska Nev=nevada Okla=oklahoma
    Ore=oregon Pa=pennsylvania Tenn=tennessee Tex=texas Va=virginia Vt=vermont Wash=washington Wis=wisconsin
    Wyo=wyoming N.J=new_jersey N.Y=new_york N.C=north_carolina S.C=south_carolina N.H=new_hampshire N.M=new_mexico
    N.D=north_dakota S.D=south_dakota R.I=rhode_island W.Va=west_virginia Ont=ontario Que=quebec Alta=alberta
    Sask=saskatchewan Man=manitoba
    """.split()
)
"""Read only behind a name and a comma: Evanston, Ill."""
