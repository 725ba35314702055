"""The entry of the pages: `streamlit run dashboards/app.py`, from the root of the checkout.

Owns: the navigation, which lists the pages that the visitor may open, the title of the browser tab, icon and styles.
Never: reads a release or draws content; every page does so inside the frame. Goes on before the door has let one in.
"""

import gc

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboards import door, frame
from dashboards.pages import PAGES


def main() -> None:
    """Set up the tab, then run the chosen page."""
    about = "Monitoring and evaluation of the ILO strategy on decent work in supply chains, 2023–27."
    menu = {"Get help": None, "Report a bug": None, "About": about}
    # The icon is set before the navigation: a page icon set by the navigation is fetched from an outside host.
    st.set_page_config(page_title=frame.TITLE, page_icon=frame.ICON, layout="wide", menu_items=menu)
    visitor = door.let_in()
    pages: dict[str, list[StreamlitPage]] = {}
    for page in PAGES:
        is_first = page is PAGES[0]
        # A page for others stays known, so that a link to it says for whom it is; the frame does not open it.
        seen = "visible" if visitor.may_open(page) else "hidden"
        entry = st.Page(page.script, title=page.title, url_path=page.name, default=is_first, visibility=seen)
        pages.setdefault(page.group, []).append(entry)
    chosen = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{chosen.title} – {frame.TITLE}")
    st.html(frame.STYLE)
    chosen.run()
    door.foot(visitor)
    _keep(chosen.url_path)


@st.cache_resource(show_spinner=False)
def _keep(url_path: str) -> str:
    """Take what the first visit to a page loaded for lasting: Streamlit looks for garbage after every script it runs.

    Each look costs a visitor a tenth of a second and more while every library is walked through. Asked with each visit,
    done once for each page; gives the page back.
    """
    gc.collect()
    gc.freeze()
    return url_path


if __name__ == "__main__":
    main()
