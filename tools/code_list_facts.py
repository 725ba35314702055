"""Facts behind seeds/code_lists that no library carries: ILOSTAT's extra areas, aggregates and code systems.

Owns: codes and short labels of public code systems (ISIC, ISCO, ICSE, ISCED and ILOSTAT's own), as data.
Never: writes a file (make_code_lists.py does).
"""

# ISO 3166 names that people and ILOSTAT write otherwise: alpha-3 → label shown, then other spellings.
AREA_NAMES = {
    "ALA": ["Åland Islands"],
    "BOL": ["Bolivia (Plurinational State of)", "Bolivia"],
    "BRN": ["Brunei Darussalam", "Brunei"],
    "CIV": ["Côte d'Ivoire", "Ivory Coast"],
    "COD": ["Congo, Democratic Republic of the", "Congo (Democratic Republic of the)",
            "Democratic Republic of the Congo", "DR Congo", "Congo (Kinshasa)"],
    "COG": ["Congo", "Republic of the Congo", "Congo (Brazzaville)"],
    "CPV": ["Cabo Verde", "Cape Verde"],
    "CZE": ["Czechia", "Czech Republic"],
    "FLK": ["Falkland Islands (Malvinas)", "Falkland Islands"],
    "FRO": ["Faroe Islands", "Faeroe Islands"],
    "FSM": ["Micronesia (Federated States of)", "Micronesia"],
    "GBR": ["United Kingdom of Great Britain and Northern Ireland", "United Kingdom", "UK"],
    "GMB": ["Gambia", "Gambia (the)", "The Gambia"],
    "HKG": ["Hong Kong, China", "Hong Kong (China)", "Hong Kong SAR, China", "China, Hong Kong SAR",
            "Hong Kong Special Administrative Region of China"],
    "IRN": ["Iran (Islamic Republic of)", "Iran"],
    "KOR": ["Republic of Korea", "Korea, Republic of", "South Korea", "Korea (Republic of)"],
    "LAO": ["Lao People's Democratic Republic", "Lao PDR", "Laos"],
    "LBY": ["Libya", "Libyan Arab Jamahiriya"],
    "MAC": ["Macao, China", "Macau, China", "Macao (China)", "China, Macao SAR", "Macao SAR, China", "Macau"],
    "MDA": ["Republic of Moldova", "Moldova", "Moldova (Republic of)"],
    "MKD": ["North Macedonia", "The former Yugoslav Republic of Macedonia", "Macedonia"],
    "MMR": ["Myanmar", "Burma"],
    "NLD": ["Netherlands", "Netherlands (Kingdom of the)", "Netherlands (the)"],
    "PRK": ["Democratic People's Republic of Korea", "Korea (Democratic People's Republic of)", "North Korea"],
    "PSE": ["Occupied Palestinian Territory", "State of Palestine", "Palestine", "West Bank and Gaza Strip"],
    "REU": ["Réunion"],
    "RUS": ["Russian Federation", "Russia"],
    "SHN": ["Saint Helena", "Saint Helena, Ascension and Tristan da Cunha"],
    "SWZ": ["Eswatini", "Swaziland"],
    "SYR": ["Syrian Arab Republic", "Syria"],
    "TLS": ["Timor-Leste", "East Timor"],
    "TUR": ["Türkiye", "Turkey"],
    "TWN": ["Taiwan, China", "Taiwan (China)", "Taiwan"],
    "TZA": ["United Republic of Tanzania", "Tanzania (United Republic of)", "Tanzania, United Republic of", "Tanzania"],
    "USA": ["United States of America", "United States", "USA"],
    "VAT": ["Holy See", "Holy See (Vatican City State)"],
    "VEN": ["Venezuela (Bolivarian Republic of)", "Venezuela"],
    "VGB": ["British Virgin Islands", "Virgin Islands (British)"],
    "VIR": ["United States Virgin Islands", "Virgin Islands (U.S.)"],
    "VNM": ["Viet Nam", "Vietnam"],
    "WLF": ["Wallis and Futuna Islands", "Wallis and Futuna"],
}  # fmt: skip
# Areas that ILOSTAT has and ISO 3166-1 has not (or no longer): code → label, alpha-2.
EXTRA_AREAS = {"ANT": ("Netherlands Antilles", "AN"), "CHA": ("Channel Islands", ""), "KOS": ("Kosovo", "")}

_LOW, _LOWER, _UPPER, _HIGH = "Low income", "Lower-middle income", "Upper-middle income", "High income"
REGIONS = {
    "X01": "World", "X06": "Africa", "X10": "Northern Africa", "X13": "Sub-Saharan Africa", "X17": "Central Africa",
    "X18": "Eastern Africa", "X19": "Southern Africa", "X20": "Western Africa", "X21": "Americas",
    "X26": "Latin America and the Caribbean", "X31": "Caribbean", "X32": "Central America", "X33": "South America",
    "X34": "Northern America", "X36": "Arab States", "X40": "Asia and the Pacific", "X45": "Eastern Asia",
    "X49": "South-Eastern Asia and the Pacific", "X54": "South-Eastern Asia", "X55": "Pacific Islands",
    "X56": "Southern Asia", "X60": "Europe and Central Asia", "X64": "Northern, Southern and Western Europe",
    "X67": "Northern Europe", "X68": "Southern Europe", "X69": "Western Europe", "X70": "Eastern Europe",
    "X74": "Central Asia", "X78": "Central and Western Asia", "X79": "Western Asia", "X82": "European Union 28",
    "X83": "G20", "X84": "ASEAN", "X85": "BRICS", "X87": "World excluding BRICS", "X88": "G7", "X89": "MENA",
    "X90": "Arab League", "X91": "CARICOM", "X92": "European Union 27",
}  # fmt: skip
# Region by income group: region code → {income group: code}.
REGION_INCOME = {
    "X01": {_LOW: "X02", _LOWER: "X03", _UPPER: "X04", _HIGH: "X05"},
    "X06": {_LOW: "X07", _LOWER: "X08", _UPPER: "X09", _HIGH: "X93"},
    "X10": {_LOWER: "X11", _UPPER: "X12"},
    "X13": {_LOW: "X14", _LOWER: "X15", _UPPER: "X16", _HIGH: "X81"},
    "X21": {_LOW: "X22", _LOWER: "X23", _UPPER: "X24", _HIGH: "X25"},
    "X26": {_LOW: "X27", _LOWER: "X28", _UPPER: "X29", _HIGH: "X30"},
    "X34": {_HIGH: "X35"},
    "X36": {_LOW: "X94", _LOWER: "X37", _UPPER: "X38", _HIGH: "X39"},
    "X40": {_LOW: "X41", _LOWER: "X42", _UPPER: "X43", _HIGH: "X44"},
    "X45": {_LOW: "X46", _LOWER: "X86", _UPPER: "X47", _HIGH: "X48"},
    "X49": {_LOWER: "X51", _UPPER: "X52", _HIGH: "X53"},
    "X56": {_LOW: "X57", _LOWER: "X58", _UPPER: "X59"},
    "X60": {_LOW: "X95", _LOWER: "X61", _UPPER: "X62", _HIGH: "X63"},
    "X64": {_UPPER: "X65", _HIGH: "X66"},
    "X70": {_LOWER: "X71", _UPPER: "X72", _HIGH: "X73"},
    "X78": {_LOW: "X96", _LOWER: "X75", _UPPER: "X76", _HIGH: "X77"},
}
UNLABELLED_AGGREGATES = ("X80", "X97", "X98", "X99", "XA1")

SEXES = {"SEX_T": "Total", "SEX_M": "Male", "SEX_F": "Female", "SEX_O": "Other"}
FREQUENCIES = {"A": "Annual", "Q": "Quarterly", "M": "Monthly"}
STATUSES = {
    "A": "Adjusted", "B": "Break in series", "C": "Confidential", "E": "Estimate", "I": "Imputation",
    "M": "Model-based extrapolation", "N": "Not available", "P": "Provisional", "R": "Real value",
    "S": "Not significant", "U": "Unreliable", "X": "Not applicable", "Z": "Non-official estimated value",
}  # fmt: skip
SOURCE_TYPES = {
    "AA": "Population census", "BA": "Labour force survey", "BB": "Household income and expenditure survey",
    "BC": "Child labour survey", "BE": "Labour force survey, adjusted", "BX": "Other household survey",
    "CA": "Economic census", "DA": "Establishment survey", "EA": "Official estimates", "EB": "Other official source",
    "FA": "Insurance records", "FB": "Employment office records", "FE": "Collective agreements",
    "FF": "Labour inspectorate records", "FH": "Records of workers' or employers' organizations",
    "FI": "Records of workers' or employers' organizations", "FJ": "Population register", "FK": "Business register",
    "FX": "Other administrative records", "GA": "Consumer price survey", "JA": "National accounts",
    "XA": "ILO modelled estimates", "XX": "Other source",
}  # fmt: skip
MODELLED_SOURCES = {"XA"}
NOTE_TYPES = {
    "C1": "Nonstandard classification of consumption", "C5": "Nonstandard economic activity",
    "C6": "Nonstandard age group", "I1": "Definition of fatal injuries", "I2": "Definition of non-fatal injuries",
    "I3": "Definition of injuries", "I4": "Type of injury rate", "I5": "Time unit of days lost",
    "I6": "Coverage of strikes", "I7": "Coverage of strikes", "I11": "Break in series", "I19": "Type of minimum wage",
    "R1": "Repository", "S3": "Reference period", "S4": "Geographical coverage", "S5": "Population coverage",
    "S6": "Establishment size coverage", "S7": "Institutional sector coverage", "S8": "Economic activity coverage",
    "S9": "Reference group coverage", "T2": "Lower age limit", "T3": "Upper age limit",
    "T5": "Unemployment definition", "T7": "Time unit", "T11": "Job coverage",
    "T13": "Coverage of occupational injuries", "T16": "Coverage of strikes", "T17": "Coverage of strikes",
    "T24": "Coverage of bargaining and unions", "T30": "Currency", "T31": "Trade union membership coverage",
    "T32": "Collective bargaining coverage", "Z0": "Sample mark of this project: the row is invented",
}  # fmt: skip
