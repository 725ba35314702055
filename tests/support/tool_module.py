"""A script of tools/ as a module, which no package holds."""

import importlib.util
import sys
from types import ModuleType

from warehouse.settings import PROJECT_ROOT


def tool(name: str) -> ModuleType:
    """Read tools/<name>.py; its dataclasses look for it in sys.modules."""
    spec = importlib.util.spec_from_file_location(name, PROJECT_ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
