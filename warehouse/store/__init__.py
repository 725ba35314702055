"""Snapshots outside the home: in a folder that several homes share, or in an object store of the S3 kind.

Owns: the way of snapshots between the home and an object store, and what is said when it cannot be gone.
Never: overwrites or deletes a snapshot, here or there; holds a key.
"""
