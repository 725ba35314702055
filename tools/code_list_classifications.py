"""Classification versions and their categories, as seeds/code_lists/classifications.csv carries them.

Owns: codes and category names of ISIC, ISCO, ICSE, ISCED-based and ILOSTAT's own classifications, as data.
Never: writes a file (make_code_lists.py does).
"""

_X = {"X": "Not elsewhere classified"}
_T = {"TOTAL": "Total"}


def _lettered(names: dict[str, str]) -> dict[str, str]:
    """Categories that ILOSTAT writes with their code in front, such as "C. Manufacturing"."""
    return {code: f"{code}. {name}" for code, name in names.items()}


def _bands(*edges: str) -> dict[str, str]:
    return {f"Y{edge}": edge for edge in edges}


# version → category that is its total, where that is not TOTAL; versions with neither have no total
TOTALS = {"AGE_YTHADULT": "YGE15", "AGE_YTHBANDS": "Y15-29", "AGE_CLDVERSION": "Y5-17", "GEO_COV": "NAT"}

# version → (name of the version in labels, category code → category name)
VERSIONS: dict[str, tuple[str, dict[str, str]]] = {
    "AGE_YTHADULT": ("Age (Youth, adults)", {"YGE15": "15+", **_bands("15-64", "15-24"), "YGE25": "25+"}),
    "AGE_YTHBANDS": ("Age (Youth bands)", {"Y15-29": "Total (15-29)", **_bands("15-19", "20-24", "25-29")}),
    "AGE_AGGREGATE": (
        "Age (Aggregate bands)",
        {**_T, "YLT15": "<15", **_bands("15-24", "25-54", "55-64"), "YGE65": "65+"},
    ),
    "AGE_10YRBANDS": (
        "Age (10-year bands)",
        {**_T, "YLT15": "<15", **_bands("15-24", "25-34", "35-44", "45-54", "55-64"), "YGE65": "65+"},
    ),
    "AGE_5YRBANDS": (
        "Age (5-year bands)",
        {
            **_T,
            **{f"Y{low:02d}-{low + 4:02d}": f"{low}-{low + 4}" for low in range(0, 65, 5)},
            "YGE65": "65+",
        },
    ),
    "AGE_ALLAGES": ("Age (All bands)", {**_T, "Y15-24": "15 to 24", "Y25-64": "25 to 64", "YGE65": "65+"}),
    "AGE_CLDVERSION": (
        "Age (Child labour bands)",
        {"Y5-17": "5 to 17", "Y5-14": "5 to 14", "Y10-17": "10 to 17"},
    ),
    "ECO_AGNAG": (
        "Economic activity (Agriculture, Non-Agriculture)",
        {**_T, "AGR": "Agriculture", "NAG": "Non-agriculture"},
    ),
    "ECO_SECTOR": (
        "Economic activity (Broad sector)",
        {
            **_T, "AGR": "Agriculture", "NAG": "Non-agriculture", "IND": "Industry", "SER": "Services",
            "X": "Not classified",
        },
    ),
    "ECO_AGGREGATE": (
        "Economic activity (Aggregate)",
        {
            **_T,
            "AGR": "Agriculture",
            "MAN": "Manufacturing",
            "MANEL": "Manufacturing; Electricity, gas and water supply",
            "CON": "Construction",
            "MEL": "Mining and quarrying; Electricity, gas and water supply",
            "MKT": "Trade, Transportation, Accommodation and Food, and Business and Administrative Services",
            "PUB": "Public Administration, Community, Social and other Services and Activities",
            "X": "Not classified",
        },
    ),
    "ECO_ISIC4": (
        "Economic activity (ISIC-Rev.4)",
        {
            **_T,
            **_lettered(
                {
                    "A": "Agriculture; forestry and fishing",
                    "B": "Mining and quarrying",
                    "C": "Manufacturing",
                    "D": "Electricity; gas, steam and air conditioning supply",
                    "E": "Water supply; sewerage, waste management and remediation activities",
                    "F": "Construction",
                    "G": "Wholesale and retail trade; repair of motor vehicles and motorcycles",
                    "H": "Transportation and storage",
                    "I": "Accommodation and food service activities",
                    "J": "Information and communication",
                    "K": "Financial and insurance activities",
                    "L": "Real estate activities",
                    "M": "Professional, scientific and technical activities",
                    "N": "Administrative and support service activities",
                    "O": "Public administration and defence; compulsory social security",
                    "P": "Education",
                    "Q": "Human health and social work activities",
                    "R": "Arts, entertainment and recreation",
                    "S": "Other service activities",
                    "T": "Activities of households as employers; undifferentiated goods- and services-producing "
                    "activities of households for own use",
                    "U": "Activities of extraterritorial organizations and bodies",
                    **_X,
                }
            ),
        },
    ),
    "ECO_ISIC3": (
        "Economic activity (ISIC-Rev.3.1)",
        {
            **_T,
            **_lettered(
                {
                    "A": "Agriculture, hunting and forestry",
                    "B": "Fishing",
                    "C": "Mining and quarrying",
                    "D": "Manufacturing",
                    "E": "Electricity, gas and water supply",
                    "F": "Construction",
                    "G": "Wholesale and retail trade; repair of motor vehicles, motorcycles and personal and "
                    "household goods",
                    "H": "Hotels and restaurants",
                    "I": "Transport, storage and communications",
                    "J": "Financial intermediation",
                    "K": "Real estate, renting and business activities",
                    "L": "Public administration and defence; compulsory social security",
                    "M": "Education",
                    "N": "Health and social work",
                    "O": "Other community, social and personal service activities",
                    "P": "Activities of private households as employers and undifferentiated production activities "
                    "of private households",
                    "Q": "Extraterritorial organizations and bodies",
                    **_X,
                }
            ),
        },
    ),
    "ECO_ISIC2": (
        "Economic activity (ISIC-Rev.2)",
        {
            **_T,
            **_lettered(
                {
                    "1": "Agriculture, Hunting, Forestry and Fishing",
                    "2": "Mining and Quarrying",
                    "3": "Manufacturing",
                    "4": "Electricity, Gas and Water",
                    "5": "Construction",
                    "6": "Wholesale and Retail Trade and Restaurants and Hotels",
                    "7": "Transport, Storage and Communication",
                    "8": "Financing, Insurance, Real Estate and Business Services",
                    "9": "Community, Social and Personal Services",
                    "0": "Activities not Adequately Defined",
                }
            ),
        },
    ),
    "OCU_SKILL": (
        "Occupation (Skill level)",
        {
            **_T,
            "L3-4": "Skill levels 3 and 4 (high)",
            "L2": "Skill level 2 (medium)",
            "L1": "Skill level 1 (low)",
            **_X,
        },
    ),
    "OCU_ISCO08": (
        "Occupation (ISCO-08)",
        {
            **_T,
            **_lettered(
                {
                    "1": "Managers",
                    "2": "Professionals",
                    "3": "Technicians and associate professionals",
                    "4": "Clerical support workers",
                    "5": "Service and sales workers",
                    "6": "Skilled agricultural, forestry and fishery workers",
                    "7": "Craft and related trades workers",
                    "8": "Plant and machine operators, and assemblers",
                    "9": "Elementary occupations",
                    "0": "Armed forces occupations",
                    **_X,
                }
            ),
        },
    ),
    "OCU_ISCO88": (
        "Occupation (ISCO-88)",
        {
            **_T,
            **_lettered(
                {
                    "1": "Legislators, senior officials and managers",
                    "2": "Professionals",
                    "3": "Technicians and associate professionals",
                    "4": "Clerks",
                    "5": "Service workers and shop and market sales workers",
                    "6": "Skilled agricultural and fishery workers",
                    "7": "Craft and related trades workers",
                    "8": "Plant and machine operators and assemblers",
                    "9": "Elementary occupations",
                    "0": "Armed forces",
                    **_X,
                }
            ),
        },
    ),
    "OCU_ISCO68": (
        "Occupation (ISCO-68)",
        {
            **_T,
            "0-1": "0/1. Professional, technical and related workers",
            "7-9": "7,8,9. Production and related workers, transport equipment operators and labourers",
            **_lettered(
                {
                    "2": "Administrative and managerial workers",
                    "3": "Clerical and related workers",
                    "4": "Sales workers",
                    "5": "Service workers",
                    "6": "Agriculture, animal husbandry and forestry workers, fishermen and hunters",
                    "AF": "Armed Forces",
                    **_X,
                }
            ),
        },
    ),
    "STE_AGGREGATE": (
        "Status in employment (Aggregate)",
        {**_T, "EES": "Employees", "SLF": "Self-employed", "X": "Workers not classifiable by status"},
    ),
    "STE_ICSE93": (
        "Status in employment (ICSE-93)",
        {
            **_T,
            **_lettered(
                {
                    "1": "Employees",
                    "2": "Employers",
                    "3": "Own-account workers",
                    "4": "Members of producers' cooperatives",
                    "5": "Contributing family workers",
                    "6": "Workers not classifiable by status",
                }
            ),
        },
    ),
    "EDU_AGGREGATE": (
        "Education (Aggregate levels)",
        {
            **_T,
            "LTB": "Less than basic",
            "BAS": "Basic",
            "INT": "Intermediate",
            "ADV": "Advanced",
            "X": "Level not stated",
        },
    ),
    "GEO_COV": ("Area type", {"NAT": "National", "RUR": "Rural", "URB": "Urban", **_X}),
    "INS_SECTOR": ("Institutional Sector", {**_T, "PUB": "Public", "PRI": "Private"}),
    "IFL_NATURE": ("Nature of job", {**_T, "FORMAL": "Formal", "INFORMAL": "Informal"}),
    "CUR_TYPE": ("Currency", {"LCU": "Local currency", "PPP": "PPP $", "USD": "U.S. dollars"}),
    "MIG_STATUS": (
        "Migrant status",
        {
            **_T,
            "MIGRANT": "Migrants",
            "NONMIG": "Non migrants",
            "MIGRANTEU": "EU Migrants",
            "MIGRANTNOTEU": "Migrants excluding EU",
            "X": "Unknown",
        },
    ),
    "INJ_INCAPACITY": (
        "Type of incapacity",
        {**_T, "PRM": "Permanent incapacity", "TMP": "Temporary incapacity"},
    ),
    "SOC_CONTIG": (
        "Function",
        {
            **_T,
            "CHILD": "Children",
            "DISAB": "Persons with severe disabilities",
            "PENSION": "Old age",
            "UNE": "Unemployment",
        },
    ),
    "QTL_DECILE": ("Decile", {f"{number:02d}": f"Decile {number}" for number in range(1, 11)}),
}  # fmt: skip
# Other spellings of whole labels, seen in ILOSTAT's label files.
OTHER_SPELLINGS = {
    "Currency: 2017 PPP $": "CUR_TYPE_PPP",
    "Currency: 2021 PPP $": "CUR_TYPE_PPP",
}
