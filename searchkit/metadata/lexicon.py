"""Words that tell what a capitalised name beside them is, folded as by :mod:`searchkit.metadata.names`.

Our own lists: short on purpose, for what stands next to place names in news again and again.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.replace("_", " ").split("=") for pair in text.split())


PERSON_TITLES = _words("""
    adm admiral ambassador analyst archbishop attorney ayatollah baron bishop brigadier capt captain
    cardinal chairman chairwoman chancellor chief coach col colonel commander congressman congresswoman
    corporal count dame detective director dr duchess duke earl emperor empress father gen general gov
    governor imam judge justice king lady lieutenant lord lt maj major marshal mayor minister miss mr mrs
    ms officer pope premier president prince princess private prof professor queen rabbi rep
    representative rev reverend saint secretary sen senator sergeant sgt sheikh sheriff sir spokesman
    spokeswoman
""")
"""Before a name they make it a person; after a place name they do no harm (Kyiv Mayor Vitali Klitschko)."""

FIRST_NAMES = _words("""
    aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto alejandro alex alexander
    alexandra alexei alexey ali alice alison allan amanda amir amy ana anatoly andrea andreas andrei
    andrew andrey andriy andy angela anna anne anthony antonio arnold arthur ashley barbara barry ben
    benjamin bernard bernie betty bill billy bob bobby boris brad bradley brandon brenda brian bruce bryan
    calvin carl carla carlos carol caroline catherine charles charlie chris christian christina christine
    christopher chuck cindy claire clara clarence claude colin craig curtis cynthia dale dan daniel danny
    dave david dean deborah debra denis dennis derek diana diane dick dmitri dmitriy dmitry dmytro don
    donald donna dorothy doug douglas earl ed eddie edgar edward edwin elena eli elizabeth ellen emily
    emma emmanuel eric erica ernest eugene evan evelyn fernando florence frances francis francisco frank
    franklin fred frederick gary gavin gene geoff geoffrey george gerald gerard giovanni glen glenn gloria
    gordon greg gregory guy harold harry hassan heather hector heidi helen henry herbert herman hillary
    howard hugh hugo ian ibrahim igor irina isaac ivan ivanka jack jackie jacob jacques jaime jake james
    jamie jan jane janet janice jared jason javier jay jean jeff jeffrey jennifer jens jeremy jerome jerry
    jesse jessica jim jimmy joan joe joel johan john johnny jon jonathan jorge jose joseph josh joshua
    juan judith judy julia julian julie justin kamala karen karl kate katherine kathleen kathryn kathy
    keith kelly ken kenneth kevin kim kimberly kurt kyle larry laura lauren laurence lawrence lee len leo
    leon leonard leslie lewis linda lindsay lisa lloyd lois louis louise lucas lucy luis luke lynn manuel
    marc marco marcus margaret maria marie mario marjorie mark martha martin marvin mary matt matthew
    maurice max megan melania melissa michael michel michelle miguel mike mikhail milton mitch mitchell
    mohamed mohammad mohammed monica muhammad mustafa nancy naomi natalia natalie nathan neil nicholas
    nick nicolas nicole nigel nikita nikolai nina norman oleg oleksandr oleksii oleksiy olga oliver olivia
    omar oscar otto pamela patricia patrick paul paula pauline pedro peggy peter petro phil philip
    philippe phillip pierre rachel ralph ramon randy raul ray raymond rebecca ricardo richard rick rob
    robert roberta roberto robin rod rodney roger roland ron ronald ronnie rosa rose ross roy rudolf
    rupert russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sebastian serge sergei
    sergey serhii serhiy shane shannon sharon sheila shirley simon sophia sophie stanley stefan stella
    stephanie stephen steve steven stewart stuart susan sven svetlana sylvia taras ted terence teresa
    terry theodore theresa thomas tiffany tim timothy tina todd tom tommy tony tracy travis trevor tyler
    ursula valentina valerie valeriy vera vernon veronica viktor vincent vitali vitaliy vitaly vladimir
    volodymyr walter wanda warren wayne wendy werner wesley wilhelm will william winston wolfgang yevgeny
    yulia yuri yuriy yusuf yvonne zachary
""")
"""Given names: the place name after one is a surname (Jack London)."""

PLACES_AS_GIVEN_NAMES = _words("""
    adelaide alexandria austin bradford brooklyn burton carolina catalina chad charlotte chelsea cheyenne
    china clayton clifton dakota dallas dayton diego eugene florence francisco georgia hamilton helena
    houston india israel jackson jordan julian kent lincoln lourdes madison marion martinique milan nelson
    orlando paris phoenix preston regina salvador santiago savannah sofia stanley sydney trinidad troy
    tyler victoria vienna virginia warren wellington
""")
"""Place names that people bear: with another capitalised word behind them they are a person."""

ORGANISATION_WORDS = _words("""
    academy accord accords ag agency agreement airlines airport airways alliance associates association
    authority avenue ballet bancorp bancshares bank basin bay bears blackhawks board bombers brewery
    bridge broadcasting brothers browns bruins bucks bulls bureau cable cardinals cathedral cavaliers
    celtics center centre chamber chapel charter chronicle church clinic club coliseum collection college
    commission committee company conference conservatory convention cooperative corp corporation council
    courier cowboys daily declaration derby dispatch dock docks dodgers dolphins dynamo eagles electric
    energy enquirer examiner exchange express fair falcons fc festival film financial financiero flyers
    forum foundation fund galaxy gallery garden gas gazette giants globe group hall hawks heat herald
    hospital hotel house inc independent industries infirmary inquirer institute instruments international
    journal knicks lakers league library lions llc ltd magazine mail marathon maru memorial mercantile
    mercury metal metro mets mining monitor mosque museum nationals news newspaper nv observer office oil
    opera orchestra organisation organization orthodox palace panthers park partners party patriots
    petroleum philharmonic pistons plc post power press prison protocol publishing raiders railway
    rangers ravens record recorder redskins refinery regiment register republican resources review rockets
    rovers sa saints savings school securities senators society sox spa spurs square stadium standard star
    station steel stock street sun symphony system tech telegraph telephone television temple terminal
    theater theatre times today tower trade treaty tribune trust union united university utilities vikings
    warriors watch weekly yankees zoo
""")
"""After a place name they make it part of a larger name (Kyiv Independent, London Metal Exchange)."""

AREA_WORDS = _words("""
    canton county district districts governorate krai oblast oblasts prefecture province provinces raion
    region regions state states territory voivodeship
""")
"""After a name they say that the subdivision is meant, not the town."""

PLACE_NOUNS = AREA_WORDS | _words("""
    air area army authorities axis border borough cabinet central city coast defence defense democrat
    direct direction federal force forces foreign front government health interior island islands
    metropolitan military ministry municipality national native navy neighborhood neighbourhood officials
    parliament peninsula police republic republican resident residents river suburb supreme time town
    valley village
""")
"""After a place name they leave it a place name."""

OPENING_WORDS = _words("""
    a about above across after against all along although american amid among an and another any april
    around as at august back because before behind below beneath beside between beyond both british but by
    can central chinese coastal communist could december despite did do does downtown during each east
    eastern either even every except february few for former french friday from german greater had has
    have he her here his how however i if in inner inside instead into iranian is israeli it its january
    japanese july june just last late later like lower mainland many march may meanwhile metropolitan mid
    might monday more most much near nearly neighboring neighbouring neither never next no nor north
    northeast northeastern northern northwest northwestern not november now occupied october of off often
    on once one only onto or other our out outer outside over past per perhaps rather rural russian said
    same saturday saying september she should since so some soon south southeast southeastern southern
    southwest southwestern soviet still such sunday than that the their then there these they this those
    though through thursday thus to today together too toward towards tuesday ukrainian under unlike until
    unto up upon upper via wartime was we wednesday were west western what when where whether which while
    who whom whose why will with within without would yesterday yet you your
""")
"""Capitalised before a place name only because they open a sentence or say which part of it."""

LOCATIVES = _words("""
    across around at between captured enter entered for from hit in inside into leave left liberated near
    of outside reach reached seized shelled struck through throughout to toward towards via visit visited
    visiting within
""")
"""Words before a name that speak for a place."""

PLACE_KINDS = _words("""
    borough boroughs camp camps capital cities city community communities county counties department district
    districts enclave hamlet island islands municipality neighborhood neighbourhood outskirts parish port
    prefecture province provinces region regions state suburb suburbs town towns township village villages
""")
"""Before "of" and a name they say that it is a place's: the village of Maliuc."""

PEOPLE_OF_PLACES = _words("""
    area border businesses couple district districts family farm farms firefighters hospital home homes
    man men mayor native neighborhood neighbourhood officials police province quarter region resident
    residents road school schools station street suburb teen teenager village woman women
""")
"""Behind a name, in lower case, they say that it is a place's: a Longview woman."""

FEATURES = _words("""
    bay beach canal coast creek delta desert estuary falls forest gulf harbor harbour heights highlands hills
    island islands lake mountain mountains peninsula plateau province river valley
""")
"""Capitalised behind a place name they make it the name of something there: the Salinas Valley."""

CURRENCIES = _words("""
    baht bond bonds crown crowns currency dinar dinars dlr dlrs dollar dollars eurobond eurobonds franc francs
    funds guilder guilders krona kroner lira lire mark marks peso pesos pound pounds rand real riyal riyals
    rouble roubles ruble rubles rupee rupees rupiah schilling shekel shekels sterling won yen yuan zloty
""")
"""Behind a name, in any case, they say that money is meant."""

DISEASES = _words("ebolavirus fever flu influenza syndrome virus")
"""Behind a name, in lower case, they say that a disease is called after the place."""

STATE_ABBREVIATIONS: dict[str, str] = _pairs("""
    Ala=alabama Alta=alberta Ariz=arizona Ark=arkansas Calif=california Colo=colorado Conn=connecticut
    Del=delaware Fla=florida Ga=georgia Ill=illinois Ind=indiana Kan=kansas Ky=kentucky La=louisiana
    Man=manitoba Mass=massachusetts Md=maryland Mich=michigan Minn=minnesota Miss=mississippi Mo=missouri
    Mont=montana N.C=north_carolina N.D=north_dakota N.H=new_hampshire N.J=new_jersey N.M=new_mexico
    N.Y=new_york Neb=nebraska Nev=nevada Okla=oklahoma Ont=ontario Ore=oregon Pa=pennsylvania
    Penn=pennsylvania Que=quebec
    R.I=rhode_island S.C=south_carolina S.D=south_dakota Sask=saskatchewan Tenn=tennessee Tex=texas
    Va=virginia Vt=vermont W.Va=west_virginia Wash=washington Wis=wisconsin Wyo=wyoming
""")
"""Read only behind a name and a comma: Evanston, Ill."""
