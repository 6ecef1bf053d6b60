"""Copy as Python: a few lines that give the same rows, run with this library beside the dataset folder."""

from __future__ import annotations

from strikemap.output.exports.about import query_of
from strikemap.output.exports.export import Content, Export


def snippet(content: Content) -> bytes:
    """A small program whose `rows` are those of the export; what the export says of itself stands in its comments."""
    comments = "\n".join(f"# {line}" for line in content.about.text.splitlines())
    folder = content.dataset.folder.name or "data"
    return f"""\
{comments}
from pathlib import Path

from strikemap.catalogue import Catalogue
from strikemap.output.exports.rows import rows_of_query

catalogue = Catalogue.of_folder(Path({folder!a}))  # the dataset folder
if (version := catalogue.dataset().version) != {content.dataset.version!a}:
    print(f"The folder holds data version {{version}}; its rows may be others.")
rows = rows_of_query(catalogue, {query_of(content.dataset, content.view)!a})
print(rows)
""".encode()


EXPORT = Export(
    name="python",
    title="Python",
    help="A few lines that give the same rows with this library.",
    suffix="py",
    media_type="text/x-python; charset=utf-8",
    function=snippet,
)
