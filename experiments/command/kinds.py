"""A file of another kind than is asked for, said with the command that takes it."""

from __future__ import annotations

from simulation.errors import InputError
from simulation.language import msg, translate


def see_a_context(name: str) -> None:
    """Raise InputError where a programme or a study stands in the place of a context."""
    from experiments.study.read_study import is_study
    from simulation.read_programme import is_programme
    from simulation.read_scenario import contexts

    if name in contexts():
        return
    if is_study(name):
        said = translate("{name} is a study: live it with `tessuto study run {name}`", name=name)
        raise InputError(said)
    if is_programme(name):
        said = msg("{name} is a programme: name a context, and give it as `--programme {name}` (or "
                   "to `tessuto compare` among `--programmes`)")  # fmt: skip
        raise InputError(translate(said, name=name))
