"""One cell of a questionnaire: a number, silence, or "no opinion"."""

from __future__ import annotations

import math
import re

from simulation.instruments.column_names import normalised

MISSING = {"", "na", "n_a", "nan", "null", "none"}
NO_OPINION = {
    "nsp", "so", "s_o", "sans_opinion", "ne_sait_pas", "ne_se_prononce_pas", "ne_sais_pas",
    "je_ne_sais_pas", "non_so", "non_sa", "ns", "n_s", "senza_opinione", "nessuna_opinione",
    "no_opinion", "dont_know", "don_t_know", "do_not_know", "dk",
}  # fmt: skip
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def answer_in(cell: str) -> tuple[float, bool] | None:
    """(value, no opinion) of a cell; value is NaN when there is none. None when unreadable."""
    text = cell.strip()
    if NUMBER.fullmatch(text):
        return float(text.replace(",", ".")), False
    word = normalised(text)
    if word in NO_OPINION:
        return math.nan, True
    # Dashes of any length are how hands leave a cell empty.
    if word in MISSING and (not text or word or not set(text) - set("-–—./ ")):
        return math.nan, False
    return None


def whole_number_in(cell: str) -> int | None:
    """A whole number, also when a spreadsheet wrote it `1,0`; None when it is not one."""
    text = cell.strip().replace(",", ".")
    if not NUMBER.fullmatch(text) or not float(text).is_integer():
        return None
    return int(float(text))
