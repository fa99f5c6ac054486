"""Make the synthetic survey that ships in scenarios/surveys.

    python tests/unit/instruments/make_valley_survey.py

Nobody answered it. Opinions are written down below, category by category; `simulated_answers`
adds noise and silence with a keyed generator, so that the files come out the same each time.
"""

import csv
import io
from pathlib import Path

import numpy as np

from simulation.instruments.simulated_answers import simulated_answers
from simulation.instruments.survey import QUESTIONS

FOLDER = Path(__file__).resolve().parents[3] / "scenarios" / "surveys"
KEY = 20240619
TERRITORY = "haute-vallee"

# category: respondents, level, scale
CATEGORIES = {
    "artisan": (15, 3, "local"),
    "commerce": (8, 3, "local"),
    "hotellerie": (9, 3, "local"),
    "elu": (7, 1, "local"),
    "chambre": (6, 1, "regional"),
    "formateur": (6, 2, "regional"),
    "association": (6, 1, "local"),
    "jeune": (6, 3, "local"),
}

# item: fr, it, en, axis, kind, reverse, linked parameter, transform,
#       (importance, current, desired), (training, reorganising) or None
ITEMS = {
    "apprentissage": ("Apprentissage et transmission des gestes",
                      "Apprendistato e trasmissione dei mestieri",
                      "Apprenticeship and passing on of craft", "savoir-faire", "skill", "no",
                      "skills.by_skill.craft", "relative", (4.6, 2.3, 4.6), (4.4, 2.8)),
    "numerique": ("Outils numériques de l'atelier et de la vente",
                  "Strumenti digitali in bottega e nella vendita",
                  "Digital tools in workshop and sales", "savoir-faire", "skill", "no",
                  "skills.by_skill.digital", "relative", (3.9, 2.4, 3.9), (4.2, 2.5)),
    "langues": ("Langues et accueil des visiteurs", "Lingue e accoglienza dei visitatori",
                "Languages and welcoming visitors", "accueil", "skill", "no",
                "skills.by_skill.hospitality", "relative", (3.6, 2.9, 4.0), (4.0, 2.4)),
    "gestion": ("Calcul des prix de revient et gestion", "Calcolo dei costi e gestione",
                "Costing and management", "savoir-faire", "skill", "no",
                "skills.by_skill.organising", "relative", (3.8, 3.0, 4.1), (3.9, 3.0)),
    "cooperer": ("Répondre à plusieurs à une même commande",
                 "Rispondere insieme a una stessa commessa",
                 "Taking on an order together", "cooperation", "skill", "no",
                 "skills.by_skill.cooperation", "relative", (4.2, 2.0, 4.1), (2.7, 4.3)),
    "reprise": ("Trouver des repreneurs pour les entreprises",
                "Trovare chi rileva le imprese",
                "Finding successors for firms", "transmission", "need", "no",
                "", "", (4.7, 1.8, 4.5), None),
    "filiere_bois": ("Débouchés locaux pour le bois de la vallée",
                     "Sbocchi locali per il legno della valle",
                     "Local outlets for the valley's timber", "bois", "need", "no",
                     "", "", (4.0, 2.0, 4.3), None),
    "foret": ("Forêt accessible et gérée", "Bosco accessibile e gestito",
              "Accessible, managed forest", "bois", "resource", "no",
              "", "", (3.7, 3.8, 4.1), None),
    "hors_saison": ("Offre touristique hors saison", "Offerta turistica fuori stagione",
                    "Off-season tourism", "tourisme", "need", "no",
                    "", "", (3.6, 2.4, 3.8), None),
    "patrimoine": ("Patrimoine et sentiers entretenus", "Patrimonio e sentieri curati",
                   "Well-kept heritage and trails", "tourisme", "resource", "no",
                   "community.heritage", "unit", (3.8, 3.9, 4.2), None),
    "logement": ("Logement pour les jeunes et les saisonniers",
                 "Alloggi per i giovani e gli stagionali",
                 "Housing for the young and for seasonal workers", "habiter", "need", "no",
                 "", "", (4.4, 2.2, 4.3), None),
    "services": ("Commerces et services de proximité", "Negozi e servizi di prossimità",
                 "Shops and services nearby", "habiter", "need", "no",
                 "", "", (3.6, 3.4, 4.0), None),
    "chantier": ("Gêne due au chantier de la ligne à grande vitesse",
                 "Disagi del cantiere dell'alta velocità",
                 "Nuisance from the high-speed rail works", "environnement", "threat", "yes",
                 "", "", (3.8, 3.6, 2.2), None),
    "veille": ("Voir venir les changements de marché", "Prevedere i cambiamenti di mercato",
               "Seeing market changes coming", "veille", "need", "no",
               "", "", (3.7, 2.3, 3.6), None),
}  # fmt: skip

# Who sees it otherwise: (category, item) -> shift of (importance, current, desired).
OTHERWISE = {
    ("elu", "logement"): (-1.8, 1.9, -1.0),
    ("hotellerie", "logement"): (0.6, -0.9, 0.5),
    ("jeune", "logement"): (0.5, -1.0, 0.6),
    ("chambre", "logement"): (-1.2, 1.3, -0.5),
    ("hotellerie", "hors_saison"): (1.2, -0.6, 1.0),
    ("artisan", "hors_saison"): (-1.6, 0.9, -1.7),
    ("association", "hors_saison"): (-1.3, 0.9, -1.9),
    ("commerce", "hors_saison"): (0.9, -0.3, 0.8),
    ("association", "logement"): (-1.4, 1.4, -0.8),
    ("association", "chantier"): (1.0, 1.1, -0.6),
    ("elu", "chantier"): (-0.9, -1.2, 0.4),
    ("hotellerie", "langues"): (0.9, 0.3, 0.5),
    ("artisan", "langues"): (-0.8, -0.4, -0.5),
    ("jeune", "numerique"): (0.4, -0.5, 0.4),
    ("formateur", "cooperer"): (0.2, 0.4, 0.2),
}

COMMENTS = {
    ("r003", "apprentissage"): "Je pars dans quatre ans et personne ne connaît mes machines.",
    ("r007", "cooperer"): "On se connaît tous ; on ne répond jamais ensemble.",
    ("r012", "reprise"): 'Mon fils dit "pas question", point.',
    ("r019", "numerique"): "La fibre est arrivée, pas les compétences.",
    ("r027", "logement"): "Deux serveurs repartis en juin, faute de lit.\nPareil en 2022.",
    ("r035", "logement"): "Il y a des logements vides, le problème est ailleurs.",
    ("r038", "hors_saison"): "=> ouvrir l'office en novembre ?",
    ("r041", "veille"): "Nos fiches arrivent toujours après la bataille.",
    ("r052", "chantier"): "Les camions passent devant l'école.",
    ("r058", "logement"): "J'ai 22 ans, je reste si je trouve un toit.",
}  # fmt: skip
STRAIGHT_LINER, FEW_ANSWERS = "r022", "r044"
HALVES = {"r005": "apprentissage", "r030": "langues", "r049": "gestion"}  # wrote 3,5


def people() -> list[tuple[str, str, int, str]]:
    """(identifier, category, level, scale) of everybody, in order."""
    found: list[tuple[str, str, int, str]] = []
    for category, (n, level, scale) in CATEGORIES.items():
        for _ in range(n):
            found.append((f"r{len(found) + 1:03d}", category, level, scale))
    return found


def cells() -> dict[tuple[str, str], list[str]]:
    """The five written answers of each respondent about each item."""
    everybody, names, items = people(), list(CATEGORIES), list(ITEMS)
    truth = np.full((len(QUESTIONS), len(items)), np.nan)
    bias = np.zeros((len(names), len(QUESTIONS), len(items)))
    for j, entry in enumerate(ITEMS.values()):
        truth[:3, j] = entry[8]
        truth[3:, j] = entry[9] if entry[9] is not None else np.nan
    for (category, item), shift in OTHERWISE.items():
        bias[names.index(category), :3, items.index(item)] = shift
    rng = np.random.Generator(np.random.Philox(key=KEY))
    answers = simulated_answers(
        truth, bias, [names.index(person[1]) for person in everybody], 0.7, 0.03, rng
    )
    unsure = rng.random(answers.shape) < 0.03
    written = rng.integers(0, 4, answers.shape)
    found: dict[tuple[str, str], list[str]] = {}
    for i, (person, _, _, _) in enumerate(everybody):
        for j, item in enumerate(items):
            row = []
            for q in range(len(QUESTIONS)):
                value, asked = answers[q, i, j], np.isfinite(truth[q, j])
                if asked and q < 3 and unsure[q, i, j]:
                    row.append(("NSP", "s.o.", "NSP", "NSP")[written[q, i, j]])
                elif asked and np.isnan(value):
                    row.append(("", "", "-", "N/A")[written[q, i, j]])
                else:
                    row.append(f"{value:.0f}" if asked else "")
            found[person, item] = row
    for item, entry in ITEMS.items():
        found[STRAIGHT_LINER, item] = ["4"] * 3 + (["4", "4"] if entry[9] else ["", ""])
    for item in items[5:]:
        found[FEW_ANSWERS, item] = [""] * 5
    for person, item in HALVES.items():
        found[person, item][0] = "3,5"
    return found


def long_form() -> str:
    header = ["respondent_id", "round", "territory", "category", "level", "scale", "item_id",
              *QUESTIONS, "comment"]  # fmt: skip
    written = cells()
    rows = [
        [person, "1", TERRITORY, category, str(level), scale, item, *written[person, item],
         COMMENTS.get((person, item), "")]
        for person, category, level, scale in people() for item in ITEMS
    ]  # fmt: skip
    return _csv([header, *rows])


def wide_form() -> str:
    endings = ("importance", "actuel", "souhaité", "par la formation", "par la réorganisation")
    asked = [(item, q) for item, entry in ITEMS.items() for q in range(5 if entry[9] else 3)]
    header = ["Identifiant", "Tour", "Territoire", "Catégorie", "Niveau", "Échelle"]
    header += [f"{item} [{endings[q]}]" for item, q in asked]
    written = cells()
    rows = [
        [person, "1", TERRITORY, category, str(level), scale]
        + [written[person, item][q] for item, q in asked]
        for person, category, level, scale in people()
    ]
    return _csv([header, *rows])


def items_file() -> str:
    header = ["item_id", "label_fr", "label_it", "label_en", "axis", "kind", "scale_min",
              "scale_max", "reverse", "linked_parameter", "transform"]  # fmt: skip
    rows = [
        [item, *map(str, entry[:5]), "1", "5", *map(str, entry[5:8])]
        for item, entry in ITEMS.items()
    ]
    return _csv([header, *rows])


def files() -> dict[str, bytes]:
    """Every file of the survey as it ships; the wide one is in the encoding of old spreadsheets."""
    return {
        "valley_survey.csv": long_form().encode(),
        "valley_survey_wide.csv": wide_form().encode("cp1252"),
        "valley_items.csv": items_file().encode(),
    }


def _csv(rows: list[list[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
