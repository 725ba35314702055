"""A question in SQL, answered by a process of its own.

Owns: the check that it is one reading statement, the child process with its limits, and how values travel back.
Never: runs a statement of a person in the process that asks; opens anything but a release.
"""
