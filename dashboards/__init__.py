"""The window: Streamlit pages over the published release.

Owns: what an M&E officer sees, and the words it is said in.
Never: opens the build file, computes statistics, writes anywhere but `landing/`, or asks an outside host.
"""
