"""ILOSTAT bulk files and dictionaries, as ILOSTAT's download service and website write them.

Owns: what an ILOSTAT file looks like, its row rules, and which dataset, areas and times it holds.
Never: fetches anything; files a refusal; resolves a label other than an area's (dbt does).
"""
