"""How to cite the release, on the page *Data and citation*.

Owns: the citation as text and for programs, each with a button that copies it, and what else a reader must name.
Never: words a citation by itself (`warehouse.release.citation` does).
"""

import streamlit as st

from dashboards import frame, release_files, states
from dashboards.address import Address
from warehouse.release import citation, pointer
from warehouse.release.pointer import Release

_FORMS = {"text": "As text", "bibtex": "BibTeX", "cff": "CFF, for GitHub, Zotero and others (CITATION.cff)"}
_NAMED = {"as_of", "built_at", "inputs"}


def show(_address: Address, shown: frame.Shown, release: Release) -> None:
    """The citation in each form, then licence, release and checksum."""
    frame.section("Cite this release", "Press the button in the corner of a box to copy it.")
    if not release.manifest.keys() >= _NAMED:
        states.older_release("how to cite it")
        return
    forms = citation.citations(release.manifest)
    for form, name in _FORMS.items():
        st.markdown(f"**{name}**")
        st.code(forms[form].rstrip("\n"), language=None, wrap_lines=True)
    frame.section("What belongs to it")
    file = next((each for each in release_files.listed(release) if each.path == release.database), None)
    facts = {
        "Release": release.release_id,
        "Figures as of": shown.as_of,
        "Built on": pointer.other_engine(release),
        "Licence": forms["licence"],
        "DuckDB file": release.database.name,
        "SHA-256 of that file": file.sha256 if file else None,
    }
    frame.facts(facts, alt="Release, date, licence and checksum to be named with the citation")
    st.markdown(
        "For one chart, *Cite* under it names the view, whose figures they are and their licence. Figures of ILOSTAT "
        "are the International Labour Organization's: name the data set too; the CFF form lists each one."
    )
