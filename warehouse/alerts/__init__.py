"""Telling people what went wrong and is theirs to mend: once per cause, not once per run.

Owns: what a cause is, the ledger of those that are open, who is told and in which words.
Never: stops or breaks a run; writes down an address; imports Apprise outside the process that sends.
"""
