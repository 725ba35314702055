"""The evaluation workbooks of the sample, made with the writer of the empty template.

Owns: turning the story into workbooks that have the same bytes on every machine.
Never: tells the story; knows the form's layout (`warehouse.sources.evaluation` does).
"""

from pathlib import Path

from warehouse.sampling.layouts import stored_zip
from warehouse.sampling.story.evaluation import evaluation_files
from warehouse.sources.evaluation.template import write_evaluation


def write_evaluations(folder: Path) -> list[Path]:
    """Write the evaluation workbooks into `folder`, each marked as sample data; return the files, earliest first."""
    paths = []
    for file in evaluation_files():
        # The day stands first in the name: landing takes files by name, and a file refers to those before it.
        path = folder / f"evaluation_{file.submitted_on:%Y-%m-%d}_{file.name}.xlsx"
        write_evaluation(
            path,
            file.rows,
            submitted_on=file.submitted_on,
            author=file.author,
            data_kind="sample",
            state="draft" if file.is_draft else "submitted",
        )
        path.write_bytes(stored_zip(path.read_bytes()))
        paths.append(path)
    return paths
