"""The files of the release, on the page *Data and citation*.

Owns: the choice of a file with its size, checksum and download, and the list of all files.
Never: takes a large file into memory; hands one to somebody whose role does not reach it.
"""

import shlex

import pandas as pd
import streamlit as st

from dashboards import door, frame, words
from dashboards.address import Address
from dashboards.release_files import ReleaseFile, listed
from warehouse.release import files
from warehouse.release.pointer import Release

MOST_BYTES = 200 * 2**20  # a download is held in the memory of the server; what is larger is copied from the folder
_HIGH = 480


def show(address: Address, _shown: frame.Shown, release: Release) -> None:
    """One file to take away, then every file with size and checksum."""
    if not door.only_for("evaluator", "The files of a release hold single items of evidence too and are"):
        return
    found = {each.name: each for each in listed(release)}
    frame.section(
        f"The release is a folder of {words.count(len(found), 'file')}",
        f"{words.size(sum(each.byte_count for each in found.values()))} together. None of them is ever changed.",
    )
    first = release.database.name
    chosen = address.one(st.selectbox, "File", "file", list(found), first, lambda name: _label(found[name]))
    _one(found[chosen], release)
    _whole(release, has_sums=any(each.sha256 for each in found.values()))
    frame.section("Every file", "The most wanted first.")
    frame.table(_table(list(found.values())), alt="Every file of the release with its size and checksum", height=_HIGH)


def _label(file: ReleaseFile) -> str:
    return f"{file.name} ({words.size(file.byte_count)})"


def _one(file: ReleaseFile, release: Release) -> None:
    with st.container(border=True):
        if file.kind:
            st.markdown(f"{file.kind}.")
        if file.byte_count > MOST_BYTES:
            st.info(
                f"{words.size(file.byte_count)} are too much for a download from a page. Copy the file from the folder "
                "of the release, or ask whoever runs these pages for it:",
                icon=":material/hard_drive:",
            )
            st.code(str(file.path), language=None, wrap_lines=True)
        else:
            _download(file, release)
        if file.sha256:
            st.markdown(":small[:gray[SHA-256 of the file]]")
            st.code(file.sha256, language=None, wrap_lines=True)


def _download(file: ReleaseFile, release: Release) -> None:
    name = file.taken_as(release)
    st.download_button(
        f"Download {words.size(file.byte_count)}",
        door.guarded(file.path.read_bytes, "evaluator"),
        name,
        file.mime,
        on_click="ignore",
        key="download_release_file",
        icon=":material/download:",
        type="primary",
    )
    if file.path == release.database and name != file.path.name:
        st.markdown(
            f":small[It is called `{name}` on your machine, so that nobody takes it for real figures. The code under "
            f"*Reproduce* looks for `{file.path.name}`: give it that name to run the code.]"
        )


def _whole(release: Release, *, has_sums: bool) -> None:
    with st.expander("Take the whole release, and prove that it is whole"):
        st.markdown("Copy the folder from the machine that holds it, then compare every file with its checksum:")
        folder = shlex.quote(str(release.folder))
        st.code(f"cp -r {folder} .\ncd {release.release_id} && sha256sum --check SHA256SUMS", language="bash")
        st.markdown("On that machine, `dwsc verify` does the same, for the files behind the release too.")
    if not has_sums:
        st.warning(
            f"The list of checksums (`{files.SUMS}`) is gone or damaged, so these files cannot be proven whole. "
            "Restore the release from a backup.",
            icon=":material/warning:",
        )


def _table(found: list[ReleaseFile]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "File": [each.name for each in found],
            "What it is": [each.kind or None for each in found],
            "Size": [words.size(each.byte_count) for each in found],
            "SHA-256": [each.sha256 or None for each in found],
        }
    )
