"""French and Spanish names that no library carries as the United Nations and ILOSTAT write them.

Owns: short names of areas, sexes, statuses and age groups in both languages, as data; ISO's own translations come from
pycountry. ILOSTAT's dictionaries in these languages, once landed, resolve everything else.
Never: writes a file (make_code_lists.py does).
"""

LANGUAGES = ("es", "fr")

# alpha-3 → names in Spanish, then in French.
AREA_NAMES = {
    "ATG": ("Antigua y Barbuda", "Antigua-et-Barbuda"),
    "BGD": ("Bangladesh", "Bangladesh"),
    "BHR": ("Bahrein", "Bahreïn"),
    "BLR": ("Belarús", "Bélarus"),
    "BOL": ("Bolivia (Estado Plurinacional de)", "Bolivie (État plurinational de)"),
    "BTN": ("Bhután", "Bhoutan"),
    "BWA": ("Botswana", "Botswana"),
    "BRN": ("Brunei", "Brunéi"),
    "CIV": ("Côte d'Ivoire", "Costa de Marfil", "Côte d'Ivoire"),
    "COD": ("República Democrática del Congo", "Congo (República Democrática del)", "Congo, République démocratique du",
            "Congo (République démocratique du)"),
    "COG": ("República del Congo", "République du Congo"),
    "CPV": ("Cabo Verde", "Cabo Verde"),
    "CZE": ("Chequia", "Tchéquie"),
    "DJI": ("Djibouti", "Djibouti"),
    "FJI": ("Fiji", "Fidji"),
    "FLK": ("Islas Malvinas (Falkland)", "Îles Falkland (Malvinas)"),
    "FSM": ("Micronesia (Estados Federados de)", "Micronésie (États fédérés de)"),
    "HKG": ("Hong Kong (China)", "Hong Kong, China", "Hong Kong (Chine)", "Hong-kong, Chine"),
    "IRQ": ("Iraq", "Iraq"),
    "IRN": ("Irán (República Islámica del)", "Irán (República Islámica de)", "Iran (République islamique d')"),
    "KEN": ("Kenya", "Kenya"),
    "KGZ": ("Kirguistán", "Kirghizistan"),
    "KOR": ("República de Corea", "Corea (República de)", "République de Corée", "Corée (République de)"),
    "LAO": ("República Democrática Popular Lao", "République démocratique populaire lao"),
    "LSO": ("Lesotho", "Lesotho"),
    "MAC": ("Macao (China)", "Macao, China", "Macao (Chine)", "Macao, Chine"),
    "MDA": ("República de Moldova", "Moldova (República de)", "République de Moldova", "Moldova (République de)"),
    "MWI": ("Malawi", "Malawi"),
    "NLD": ("Países Bajos (Reino de los)", "Pays-Bas (Royaume des)"),
    "NZL": ("Nueva Zelandia", "Nouvelle-Zélande"),
    "PNG": ("Papua Nueva Guinea", "Papouasie-Nouvelle-Guinée"),
    "PRK": ("República Popular Democrática de Corea", "République populaire démocratique de Corée"),
    "PSE": ("Territorio Palestino Ocupado", "Territoire palestinien occupé"),
    "QAT": ("Qatar", "Qatar"),
    "ROU": ("Rumania", "Roumanie"),
    "RUS": ("Federación de Rusia", "Rusia", "Fédération de Russie", "Russie"),
    "RWA": ("Rwanda", "Rwanda"),
    "SAU": ("Arabia Saudita", "Arabie saoudite"),
    "SWZ": ("Eswatini", "Eswatini"),
    "SYR": ("República Árabe Siria", "République arabe syrienne"),
    "TLS": ("Timor-Leste", "Timor-Leste"),
    "TTO": ("Trinidad y Tabago", "Trinité-et-Tobago"),
    "TUR": ("Türkiye", "Türkiye"),
    "TWN": ("Taiwán (China)", "Taiwán, China", "Taïwan (Chine)", "Taïwan, Chine"),
    "TZA": ("República Unida de Tanzanía", "Tanzanía (República Unida de)", "Tanzanie (République-Unie de)",
            "République-Unie de Tanzanie"),
    "VEN": ("Venezuela (República Bolivariana de)", "Venezuela (République bolivarienne du)"),
    "VNM": ("Viet Nam", "Viet Nam"),
    "ZWE": ("Zimbabwe", "Zimbabwe"),
    "X01": ("Mundo", "Monde"),
    "X06": ("África", "Afrique"),
    "X10": ("África del Norte", "Norte de África", "Afrique du Nord"),
    "X13": ("África Subsahariana", "Afrique subsaharienne"),
    "X21": ("Américas", "Amériques"),
    "X26": ("América Latina y el Caribe", "Amérique latine et Caraïbes"),
    "X34": ("América del Norte", "Amérique du Nord"),
    "X36": ("Estados Árabes", "Estados árabes", "États arabes"),
    "X40": ("Asia y el Pacífico", "Asie et Pacifique"),
    "X45": ("Asia Oriental", "Asie de l'Est"),
    "X56": ("Asia Meridional", "Asie du Sud"),
    "X60": ("Europa y Asia Central", "Europe et Asie centrale"),
    "X70": ("Europa Oriental", "Europe de l'Est"),
}  # fmt: skip

SEXES = {
    "SEX_T": ("Sexo: Total", "Sexe: Total"),
    "SEX_M": ("Hombres", "Sexo: Hombres", "Hommes", "Sexe: Hommes"),
    "SEX_F": ("Mujeres", "Sexo: Mujeres", "Femmes", "Sexe: Femmes"),
    "SEX_O": ("Sexo: Otro", "Sexe: Autre"),
}
STATUSES = {
    "B": ("Ruptura de serie", "Rupture de série"), "C": ("Confidencial", "Confidentiel"),
    "E": ("Estimación", "Estimation"), "U": ("Poco fiable", "Peu fiable"),
}  # fmt: skip
# A version whose categories are numbers reads the same in every language but for its name.
VERSION_NAMES = {"AGE_AGGREGATE": ("Edad (Tramos agregados)",)}
