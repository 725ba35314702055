"""The structure message: concepts, code lists, data structures and dataflows, written with sdmx1.

Owns: which structures a release needs, and the names of their codes.
Never: leaves out a code that an observation carries; takes names from elsewhere than the release.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import sdmx
from sdmx.message import Header, StructureMessage
from sdmx.model import common, v21

from warehouse.exchange.queries import sql
from warehouse.exchange.sdmx import terms
from warehouse.exchange.sdmx.message import SAMPLE, made_at
from warehouse.exchange.sdmx.rows import Codes
from warehouse.exchange.sdmx.shapes import AGENCY, CONCEPTS, MEASURE, SHAPES, TIME, VERSION, Component, Shape
from warehouse.exchange.xml import xml_text
from warehouse.release.pointer import Release

_LISTS = {
    "CL_FREQ": "Frequencies",
    "CL_AREA": "Reference areas",
    "CL_INDICATOR": "Indicators: those of the framework (proposed) and ILOSTAT's",
    "CL_SEX": "Sex",
    "CL_CLASSIF": "Classifications of ILOSTAT",
    "CL_GROUP": "Groups that registers name",
    "CL_VALUE_TYPE": "Kinds of values of the results framework",
    "CL_OBS_STATUS": "Status of an observation (codes of the SDMX cross-domain list)",
    "CL_OBS_STATUS_SOURCE": "Status of an observation as the source gives it",
}
_GENERAL = {terms.NOT_APPLICABLE: "Not applicable", terms.TOTAL: "Total"}
_WITH_GENERAL = ("CL_AREA", "CL_SEX", "CL_CLASSIF", "CL_GROUP")
_AGENCY = "Decent work in supply chains: proposed agency, registered nowhere"
_VARIABLES = {
    "ref_area": "CL_AREA",
    "sex": "CL_SEX",
    "classification": "CL_CLASSIF",
    "classif1": "CL_CLASSIF",
    "classif2": "CL_CLASSIF",
    "obs_status": "CL_OBS_STATUS_SOURCE",
    "indicator": "CL_INDICATOR",
}

Lists = dict[str, common.Codelist]


def write_structures(path: Path, connection: duckdb.DuckDBPyConnection, release: Release, codes: Codes) -> None:
    """Write every structure that the data messages of this export refer to.

    Args:
        path: the file.
        connection: to the release.
        release: it names the message.
        codes: those that observations carried; each is in a code list, under its own name where no other is known.
    """
    agency = common.Agency(id=AGENCY, name={"en": _AGENCY})
    lists = _lists(connection, agency, codes)
    concepts = _concepts(agency)
    message = StructureMessage(header=_header(release, agency))
    message.codelist.update(lists)
    message.concept_scheme[CONCEPTS] = concepts
    for shape in SHAPES:
        structure = _structure(shape, agency, concepts, lists)
        message.structure[structure.id] = structure
        title = f"{SAMPLE} {shape.title}" if release.is_sample else shape.title
        flow = v21.DataflowDefinition(id=shape.flow_id, name={"en": title}, structure=structure, **_kept_by(agency))
        message.dataflow[flow.id] = flow
    path.write_bytes(sdmx.to_xml(message, pretty_print=True))


def _header(release: Release, agency: common.Agency) -> Header:
    return Header(
        id=f"STRUCTURES_{release.release_id}",
        test=release.is_sample,
        prepared=made_at(release),
        sender=agency,
    )


def _kept_by(agency: common.Agency) -> dict[str, Any]:
    return {"maintainer": agency, "version": VERSION, "is_final": False, "is_external_reference": False}


def _lists(connection: duckdb.DuckDBPyConnection, agency: common.Agency, codes: Codes) -> Lists:
    names, others = _names(connection), _other_languages(connection)
    lists = {}
    for list_id, title in _LISTS.items():
        unnamed = codes.seen.get(list_id, set()) - names[list_id].keys()
        named = names[list_id] | {one: (terms.text_of(one) or one).removeprefix("=") for one in unnamed}
        listed = common.Codelist(id=list_id, name={"en": title}, **_kept_by(agency))
        for one in sorted(named):
            told = {**others.get((list_id, one), {}), "en": named[one]}
            listed.append(common.Code(id=one, name={language: xml_text(text) for language, text in told.items()}))
        lists[list_id] = listed
    return lists


def _names(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """What each code of a list stands for; the first name found holds."""
    names: dict[str, dict[str, str]] = {list_id: {} for list_id in _LISTS}
    names |= {"CL_FREQ": dict(terms.FREQUENCIES), "CL_VALUE_TYPE": dict(terms.VALUE_TYPES)}
    names |= {"CL_OBS_STATUS": dict(terms.STATUSES)} | {list_id: dict(_GENERAL) for list_id in _WITH_GENERAL}
    for query in ("codes", "indicator_codes"):
        for list_id, code, label in connection.execute(sql(query)).fetchall():
            names[list_id].setdefault(terms.code(code), label or code)
    return names


def _other_languages(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], dict[str, str]]:
    """Names in other languages than English, by code list and code; none where a release holds no such table."""
    held = connection.execute(
        "select count(*) from duckdb_tables() where schema_name = 'indicators' and table_name = 'labels_by_language'"
    ).fetchall()
    told: dict[tuple[str, str], dict[str, str]] = {}
    if held != [(0,)]:
        for variable, code, language, label in connection.execute(
            "select variable, code, language, label from indicators.labels_by_language"
        ).fetchall():
            if variable in _VARIABLES and language != "en" and label:
                told.setdefault((_VARIABLES[variable], terms.code(code)), {})[language] = label
    return told


def _concepts(agency: common.Agency) -> common.ConceptScheme:
    scheme = common.ConceptScheme(id=CONCEPTS, name={"en": "Concepts of this warehouse"}, **_kept_by(agency))
    named = {TIME: "Time period", MEASURE: "Value"}
    for shape in SHAPES:
        named |= {one.id: one.name for one in (*shape.dimensions, *shape.attributes)}
    scheme.extend(common.Concept(id=each, name={"en": name}) for each, name in named.items())
    return scheme


def _structure(
    shape: Shape, agency: common.Agency, concepts: common.ConceptScheme, lists: Lists
) -> v21.DataStructureDefinition:
    structure = v21.DataStructureDefinition(id=shape.structure_id, name={"en": shape.title}, **_kept_by(agency))
    structure.dimensions.id, structure.measures.id = "DimensionDescriptor", "MeasureDescriptor"
    structure.attributes.id = "AttributeDescriptor"
    for order, one in enumerate(shape.dimensions, 1):
        structure.dimensions.append(common.Dimension(order=order, **_component(one, concepts, lists)))
    time = common.TimeDimension(
        id=TIME,
        order=len(shape.dimensions) + 1,
        concept_identity=concepts[TIME],
        local_representation=_text_of(common.FacetValueType.observationalTimePeriod),
    )
    structure.dimensions.append(time)
    measure = v21.PrimaryMeasure(
        id=MEASURE, concept_identity=concepts[MEASURE], local_representation=_text_of(common.FacetValueType.double)
    )
    structure.measures.append(measure)
    for one in shape.attributes:
        structure.attributes.append(
            common.DataAttribute(
                related_to=v21.PrimaryMeasureRelationship(),
                usage_status=common.UsageStatus.conditional,
                **_component(one, concepts, lists),
            )
        )
    return structure


def _component(one: Component, concepts: common.ConceptScheme, lists: Mapping[str, common.Codelist]) -> dict[str, Any]:
    free = _text_of(common.FacetValueType[one.holds])
    held = common.Representation(enumerated=lists[one.codes]) if one.codes else free
    return {"id": one.id, "concept_identity": concepts[one.id], "local_representation": held}


def _text_of(kind: common.FacetValueType) -> common.Representation:
    return common.Representation(non_enumerated=[common.Facet(value_type=kind)])
