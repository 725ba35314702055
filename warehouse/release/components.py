"""The libraries that a release was made with, as a bill of materials (CycloneDX 1.6).

Owns: sbom.cdx.json: one component per installed library with version, licence and package address.
Never: states a time or a number of chance: the same libraries give the same bytes. Imported where it is needed alone.
"""

from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, License, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.spdx import is_expression, is_supported_id
from packageurl import PackageURL

from warehouse.environment import PROJECT, Library, asked_for, environment_sha256, libraries, lock_sha256


def components() -> str:
    """Return the bill of materials as JSON text."""
    digest = environment_sha256()
    bom = Bom(components=[_component(one) for one in libraries()], serial_number=uuid5(NAMESPACE_URL, digest))
    bom.metadata.timestamp = None  # type: ignore[assignment]  # the library itself leaves it out then
    bom.metadata.component = Component(name=PROJECT, type=ComponentType.APPLICATION, bom_ref=PROJECT)
    bom.metadata.properties.add(Property(name="dwsc:environment_sha256", value=digest))
    if lock := lock_sha256():
        bom.metadata.properties.add(Property(name="dwsc:lock_sha256", value=lock))
    direct = [one for one in bom.components if one.name in asked_for()]
    bom.register_dependency(bom.metadata.component, direct)
    return f"{JsonV1Dot6(bom).output_as_string(indent=1)}\n"


def _component(library: Library) -> Component:
    address = PackageURL(type="pypi", name=library.name, version=library.version)
    return Component(
        name=library.name,
        version=library.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{library.name}=={library.version}",
        purl=address,
        licenses=[_licence(library.licence)],
    )


def _licence(stated: str) -> License:
    if is_supported_id(stated):
        return DisjunctiveLicense(id=stated)
    return LicenseExpression(stated) if is_expression(stated) else DisjunctiveLicense(name=stated)
