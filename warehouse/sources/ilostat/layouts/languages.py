"""The language of ILOSTAT's labels.

Owns: telling English, French and Spanish apart by the words that ILOSTAT puts between a measure and its breakdown.
Never: translates.
"""

import re

_BY = {
    "es": re.compile(r"\b(según|por sexo|por edad|miles|trabajadores|indicador)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(selon|par sexe|par âge|milliers|taux|indicateur)\b", re.IGNORECASE),
    "en": re.compile(r"\b(by|rate|thousands|number of|indicator|average|proportion)\b", re.IGNORECASE),
}


def language_of_labels(label: str | None) -> str | None:
    """`en`, `fr` or `es` by the label of an indicator; None where its words do not tell."""
    found = [language for language, words in _BY.items() if label and words.search(label)]
    return found[0] if len(found) == 1 else None
