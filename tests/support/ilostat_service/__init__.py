"""A stand-in for ILOSTAT's service, on this machine only.

Owns: answering like the service of rplumber.ilo.org does, with its habits and its failures, each to be switched on.
Never: holds real data of its own (it serves files of a folder, and rows made by formula); listens beyond 127.0.0.1.
"""
