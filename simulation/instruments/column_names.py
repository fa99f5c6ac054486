"""The names people give to columns, in French, Italian and English, and what they stand for."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from simulation.instruments.survey import QUESTIONS

RESPONDENT_COLUMNS: Mapping[str, str] = {
    "respondent_id": "respondent_id respondent id_repondant repondant id_rispondente rispondente "
    "participant participant_id partecipante code_repondant numero_repondant id identifiant "
    "response_id id_reponse id_risposta",
    "round": "round tour vague wave turno ondata giro",
    "territory": "territory territoire territorio vallee valle valley",
    "category": "category categorie categoria groupe gruppo group",
    "level": "level niveau livello",
    "scale": "scale echelle scala",
    "seconds": "seconds secondes secondi duration duree durata duration_seconds duree_secondes",
    "comment": "comment comments commentaire commentaires commento commenti remarque remarques "
    "osservazioni note notes",
}
ITEM_COLUMN: Mapping[str, str] = {
    "item_id": "item_id item code_item id_item element elemento theme tema voce enonce",
}
QUESTION_COLUMNS: Mapping[str, str] = {
    "importance": "importance importanza",
    "current": "current actuel actuelle attuale aujourd_hui oggi today situation_actuelle "
    "etat_actuel stato_attuale situazione_attuale performance",
    "desired": "desired souhaite souhaitee desire desiderato desiderata auspicato voulu "
    "niveau_souhaite livello_desiderato dans_5_ans tra_5_anni in_5_years",
    "by_training": "by_training training par_formation par_la_formation formation formazione "
    "con_formazione con_la_formazione tramite_formazione",
    "by_reorganising": "by_reorganising by_reorganizing reorganising reorganizing "
    "par_reorganisation par_la_reorganisation reorganisation riorganizzazione "
    "con_riorganizzazione con_la_riorganizzazione",
}
ITEM_FILE_COLUMNS: Mapping[str, str] = {
    **ITEM_COLUMN,
    "label_fr": "label_fr libelle_fr libelle intitule_fr etichetta_fr",
    "label_it": "label_it libelle_it etichetta_it etichetta",
    "label_en": "label_en libelle_en etichetta_en label",
    "axis": "axis axe asse",
    "kind": "kind type genre tipo",
    "scale_min": "scale_min echelle_min scala_min min minimum minimo",
    "scale_max": "scale_max echelle_max scala_max max maximum massimo",
    "reverse": "reverse reversed inverse inversee inverso inversa",
    "linked_parameter": "linked_parameter parametre_lie parametre parametro_collegato parametro",
    "transform": "transform transformation trasformazione",
}


def normalised(name: str) -> str:
    """`Échelle (actuelle)` -> `echelle_actuelle`: no accents, no case, no punctuation."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")


def column_of(name: str, known: Mapping[str, str]) -> str | None:
    """The canonical column a header stands for, or None."""
    plain = normalised(name)
    return next((column for column, names in known.items() if plain in names.split()), None)


def item_and_question(name: str) -> tuple[str, str] | None:
    """`Q1_actuel` or `actuel_Q1` or `Q1 [actuel]` -> (`Q1`, `current`); None when it is neither."""
    best: tuple[int, str, str] | None = None
    for question in QUESTIONS:
        for alias in QUESTION_COLUMNS[question].split():
            item = _without(name, alias)
            if item and (best is None or len(alias) > best[0]):
                best = (len(alias), item, question)
    return None if best is None else best[1:]


def _without(name: str, alias: str) -> str:
    """What is left of a header once a question's name is taken from either end of it."""
    spelled = "[^a-z0-9]+".join(alias.split("_"))
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)
    )
    end = re.fullmatch(rf"(.+?)[^a-z0-9]+{spelled}[^a-z0-9]*", plain, re.IGNORECASE)
    begin = re.fullmatch(rf"[^a-z0-9]*{spelled}[^a-z0-9]+(.+?)[^a-z0-9]*", plain, re.IGNORECASE)
    found = end or begin
    return found.group(1).strip() if found else ""


def nearest(name: str, candidates: Iterable[str]) -> str:
    """The most similar of some names, or an empty string."""
    return next(iter(difflib.get_close_matches(name, list(candidates), n=1)), "")
