"""A network for a docked rule, from a file: GraphML, or one tie per line.

A list of ties has two names per line, parted by a comma, a semicolon, a tab or spaces; `#` begins a
remark. Raises: InputError with file and line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simulation.errors import InputError
from simulation.language import translate

LARGEST = 50_000_000


def read_graph(path: Path) -> Any:
    """Return the networkx graph that a file holds."""
    import networkx as nx

    try:
        if path.stat().st_size > LARGEST:
            said = translate("the file is larger than {n} bytes", n=LARGEST)
            raise InputError(said, file=path)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(translate("cannot be read: {reason}", reason=reason), file=path) from error
    except UnicodeDecodeError as error:
        raise InputError(translate("this is no text in UTF-8"), file=path) from error
    if path.suffix.lower() in (".graphml", ".xml"):
        graph = _graphml(text, path)
    else:
        graph = nx.Graph()
        graph.add_edges_from(_ties(text, path))
    if graph.number_of_nodes() == 0:
        raise InputError(translate("the file holds no graph"), file=path)
    return graph


def _graphml(text: str, path: Path) -> Any:
    import networkx as nx

    if "<!ENTITY" in text or "<!DOCTYPE" in text:
        raise InputError(translate("declarations of entities are not read"), file=path)
    try:
        return nx.parse_graphml(text)
    except Exception as error:  # the reader raises whatever its parser meets
        said = translate("this is no GraphML: {reason}", reason=error)
        raise InputError(said, file=path) from error


def _ties(text: str, path: Path) -> list[tuple[str, str]]:
    ties = []
    for number, line in enumerate(text.splitlines(), start=1):
        told = line.split("#", 1)[0].strip()
        if not told:
            continue
        sign = next((each for each in ",;\t" if each in told), None)
        names = [part.strip() for part in told.split(sign)]
        if len(names) < 2 or not all(names[:2]):
            said = translate("two names were expected, parted by a comma or a space")
            raise InputError(said, file=path, line=number)
        ties.append((names[0], names[1]))
    return ties
