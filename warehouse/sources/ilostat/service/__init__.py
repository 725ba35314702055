"""ILOSTAT's service: what it holds, what changed, and fetching it politely and whole.

Owns: every request to ILOSTAT, the plan of what to ask for, the checks of what comes, and the status of each dataset.
Never: judges rows (landing does); prints; runs unless somebody asks for it.
"""
