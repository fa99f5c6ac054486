"""Make the synthetic registers of scenarios/registers/ (run by hand; the files are kept in git).

Firms, owners and places are drawn; no real firm is among them. Numbers of establishments that
begin with 000 are given to nobody.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "scenarios" / "registers"
PRODUCTS = {
    "bakery": "10.71C", "cheese_and_wine": "10.51C", "restaurant": "56.10A", "hotel": "55.10Z",
    "outdoor_guide": "93.19Z", "joinery": "43.32A", "masonry": "43.99C", "mechanics": "25.62B",
    "repair": "45.20A", "personal_care": "96.02A", "transport": "49.41A",
    "digital_services": "62.01Z",
}  # fmt: skip
SHARES = np.array([0.09, 0.12, 0.13, 0.12, 0.06, 0.11, 0.14, 0.04, 0.06, 0.07, 0.04, 0.02])
VILLAGES = {"73998": (0.2, 0.3), "73999": (0.55, 0.6), "05998": (0.8, 0.75)}


def main() -> None:
    draw = np.random.default_rng(20)
    FOLDER.mkdir(exist_ok=True)
    ids = _simple(draw)
    _relations(draw, ids)
    _sirene(draw)


def _simple(draw: np.random.Generator) -> list[tuple[str, np.ndarray]]:
    rows, open_firms = [], []
    for number in range(1, 97):
        village = list(VILLAGES.values())[number % 3]
        place = np.clip(draw.normal(village, 0.06), 0, 1) * 20
        product = str(draw.choice(list(PRODUCTS), p=SHARES))
        closed = "1997-05" if number in {17, 54} else ""
        employees = 14 if number == 33 else int(min(9, draw.exponential(1.7)))
        founded = f"{draw.integers(1968, 1999)}-{draw.integers(1, 13):02d}"
        rows.append([
            f"SYN-{number:03d}", product, "digital" if product == "digital_services" else "", "",
            employees if draw.random() > 0.05 else "", founded if draw.random() > 0.1 else "",
            int(np.clip(draw.normal(49, 11), 21, 80)) if draw.random() > 0.2 else "",
            f"{place[0]:.2f}", f"{place[1]:.2f}", closed,
        ])  # fmt: skip
        if not closed and number != 33:
            open_firms.append((f"SYN-{number:03d}", place))
    header = ["id", "product", "technology", "market", "employees", "founded"]
    header += ["owner_age", "x", "y", "closed"]
    _write("valley_firms.csv", header, rows)
    return open_firms


def _relations(draw: np.random.Generator, firms: list[tuple[str, np.ndarray]]) -> None:
    rows, seen = [], set()
    for name, place in firms:
        away = np.array([np.linalg.norm(place - other) for _, other in firms])
        for far in draw.choice(len(firms), 2, replace=False, p=_nearness(away)):
            other = firms[far][0]
            if other == name or (other, name) in seen or (name, other) in seen:
                continue
            seen.add((name, other))
            trust = f"{draw.uniform(0.2, 0.9):.2f}" if draw.random() > 0.2 else ""
            respect = f"{draw.uniform(0.3, 0.9):.2f}" if draw.random() > 0.3 else ""
            kind = str(draw.choice(["business", "knowledge", "business+knowledge"]))
            rows.append([name, other, trust, respect, int(draw.integers(0, 120)), kind])
    _write("valley_relations.csv", ["from", "to", "trust", "respect", "months", "kind"], rows)


def _nearness(away: np.ndarray) -> np.ndarray:
    weight = np.exp(-away / 3.0) * (away > 0)
    return weight / weight.sum()


def _sirene(draw: np.random.Generator) -> None:
    rows = []
    for number in range(1, 121):
        commune = list(VILLAGES)[number % 3]
        village = VILLAGES[commune]
        x, y = 20_000 * np.clip(draw.normal(village, 0.06), 0, 1)
        product = str(draw.choice(list(PRODUCTS), p=SHARES))
        code = "68.20A" if number in {40, 80, 81} else PRODUCTS[product]
        size = str(draw.choice(["NN", "00", "01", "02", "03"], p=[0.3, 0.2, 0.3, 0.12, 0.08]))
        size = "11" if number in {25, 77} else size
        state = "F" if number in {12, 31, 90, 104} else "A"
        founded = (
            f"{draw.integers(1965, 2000)}-{draw.integers(1, 13):02d}-{draw.integers(1, 29):02d}"
        )
        founded = {7: "1900-01-01", 60: "2004-03-01", 61: ""}.get(number, founded)
        hidden = draw.random() < 0.08
        rows.append([
            f"000{number:06d}", "00015", f"000{number:06d}00015", state, founded, size,
            f"ETABLISSEMENT SYNTHETIQUE {number}", code, commune,
            *(("[ND]", "[ND]") if hidden else (f"{960_000 + x:.2f}", f"{6_400_000 + y:.2f}")),
        ])  # fmt: skip
    header = [
        "siren", "nic", "siret", "etatAdministratifEtablissement", "dateCreationEtablissement",
        "trancheEffectifsEtablissement", "enseigne1Etablissement",
        "activitePrincipaleEtablissement", "codeCommuneEtablissement",
        "coordonneeLambertAbscisseEtablissement", "coordonneeLambertOrdonneeEtablissement",
    ]  # fmt: skip
    _write("valley_sirene.csv", header, rows)


def _write(name: str, header: list[str], rows: list[list[object]]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main()
