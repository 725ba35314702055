"""The page *Data and citation* in a test without a browser: a view of it, opened over any home, and the code it shows.

Owns: how a view is asked for.
Never: says what should be there; that is for the tests.
"""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from warehouse.settings import PROJECT_ROOT

APP = str(PROJECT_ROOT / "dashboards" / "app.py")
Open = Callable[..., AppTest]


def open_view(view: str, **asked: str) -> AppTest:
    """The page with this view and what else stands in its address; the home is that of DWSC_HOME."""
    app = AppTest.from_file(APP, default_timeout=60).run()
    for name, value in {"view": view, **asked}.items():
        app.query_params[name] = value
    app = app.switch_page("app_pages/data.py").run()
    assert not app.exception
    return app


def codes(app: AppTest) -> list[str]:
    """Every text that the page gives to be copied."""
    return [each.value for each in app.code]
