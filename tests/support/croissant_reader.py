"""Reads a Croissant file with MLCommons' own library, in that library's environment.

Owns: what it says of the file (the first argument), and every record of the record sets named (the others).
Never: runs in the project's environment, which the library cannot be part of: it needs jsonpath-rw, of which there is
no wheel. A Croissant file of ours has no JSON path, so a module that refuses to parse one takes its place.
"""

import json
import sys
import types
from importlib.metadata import version


def _no_json_path(*_: object) -> None:
    raise RuntimeError("a JSON path was read, and there is none in a file of ours")


def _stand_in() -> None:
    lexer, module = types.ModuleType("jsonpath_rw.lexer"), types.ModuleType("jsonpath_rw")
    lexer.JsonPathLexerError = RuntimeError
    module.lexer, module.parse, module.JSONPath = lexer, _no_json_path, object
    sys.modules.update({"jsonpath_rw": module, "jsonpath_rw.lexer": lexer})


def main(file: str, record_sets: list[str]) -> dict[str, object]:
    """What the library says: version, errors or warnings, and the records."""
    _stand_in()
    import mlcroissant

    try:
        dataset = mlcroissant.Dataset(file)
    except mlcroissant.ValidationError as error:
        return {"version": version("mlcroissant"), "errors": str(error)}
    return {
        "version": version("mlcroissant"),
        "warnings": sorted(dataset.metadata.ctx.issues.warnings),
        "record_sets": {one.uuid: [field.name for field in one.fields] for one in dataset.metadata.record_sets},
        "records": {name: [_plain(record) for record in dataset.records(name)] for name in record_sets},
    }


def _plain(record: dict[str, object]) -> dict[str, str]:
    """Values as text; None and what is not a number are empty."""
    return {
        name.rpartition("/")[2]: "" if value is None or value != value else _text(value)
        for name, value in record.items()
    }


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


if __name__ == "__main__":
    json.dump(main(sys.argv[1], sys.argv[2:]), sys.stdout)
