"""Charts as pure functions: a data frame in, an Altair chart out.

Owns: the grammar of every chart, and the text that says in words what it shows.
Never: reads a release, calls Streamlit or changes a value. No outside host: Vega-Lite comes with the page.
"""
