"""The entry of the pages: `streamlit run dashboards/app.py`, from the root of the checkout.

Owns: the navigation, the title of the browser tab, the icon and the style sheet.
Never: reads a release or draws content; every page does so inside the frame.
"""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboards import frame
from dashboards.pages import PAGES


def main() -> None:
    """Set up the tab, then run the chosen page."""
    about = "Monitoring and evaluation of the ILO strategy on decent work in supply chains, 2023–27."
    menu = {"Get help": None, "Report a bug": None, "About": about}
    # The icon is set before the navigation: a page icon set by the navigation is fetched from an outside host.
    st.set_page_config(page_title=frame.TITLE, page_icon=frame.ICON, layout="wide", menu_items=menu)
    pages: dict[str, list[StreamlitPage]] = {}
    for page in PAGES:
        is_first = page is PAGES[0]
        entry = st.Page(page.script, title=page.title, url_path=page.name, default=is_first)
        pages.setdefault(page.group, []).append(entry)
    chosen = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{chosen.title} – {frame.TITLE}")
    st.html(frame.STYLE)
    chosen.run()


if __name__ == "__main__":
    main()
