"""Reports as one folder: Word, PDF, HTML and Excel, the release, the queries, and where each figure comes from.

Owns: what a report is made of, how its texts and queries become one document, and how that is written in each form.
Never: computes a figure (the tables of a release hold them); changes a release; reads anything but releases.
"""
