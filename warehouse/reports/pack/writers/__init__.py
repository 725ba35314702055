"""One document, written as Word, PDF, HTML and Excel.

Owns: how headings, paragraphs, tables, pictures and marks look in each form.
Never: decides what a report says; rounds a figure otherwise than the document does.
"""
