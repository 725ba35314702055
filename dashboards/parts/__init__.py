"""Parts of pages: one view or one group of choices each, so that a page stays short.

Owns: what a view of a page shows once its dataset is chosen.
Never: SQL or chart grammar; decides which page it stands on.
"""
