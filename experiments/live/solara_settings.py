"""How Solara is to behave here; to be called before anything of Solara's server is imported.

Nothing leaves this machine: its files come from `front_end/` instead of a public server, and it
reports to nobody. A tab that was closed or lost frees what it held after a minute or two. A session
is not given up because its server is silent for half a second, as busy ones are.

Raises: InputError for a version of Solara whose files are not here.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path

from simulation.errors import InputError
from simulation.language import translate

FRONT_END = Path(__file__).resolve().parent / "front_end"
CDN = "/_solara/cdn"
VUETIFY = "@widgetti/solara-vuetify-app@10.1.1"
SCRIPT = "main-vuetify.js"
PATIENCE = Path(__file__).resolve().parent / "browser" / "patience.js"
IMPATIENT = {
    "new Error('app-status timeout')), 500)": "new Error('app-status timeout')), 10_000)",
    f"if (reply.started) {{\n{' ' * 20}await widgetManager.fetchAll();":
        "if (reply.started) {\nawait fetchPatiently(solara.debug, () => widgetManager.fetchAll());",
}  # fmt: skip
SETTINGS = {
    "SOLARA_ASSETS_PROXY": "false",
    "SOLARA_ASSETS_CDN": CDN,
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "false",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
    "SOLARA_KERNEL_CULL_TIMEOUT": "90s",
    "SOLARA_KERNEL_MAX_COUNT": "64",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_SHOW_BANNER": "false",
    "SOLARA_THEME_TITLE": "tessuto",
    "SOLARA_SESSION_HTTP_ONLY": "true",
    "SOLARA_MODE": "production",
}


def settle(application: str) -> None:
    """Put Solara's settings in the environment; `application` is the module of the page."""
    os.environ.update(SETTINGS, SOLARA_APP=application)
    # Advice to whoever programs with Solara, of no use to whoever opens the page.
    warnings.filterwarnings("ignore", module=r"solara\..*")


def check_front_end() -> None:
    """See that Solara asks for the files that are here."""
    import solara
    from solara.server import server

    template = Path(server.__file__).parent / "templates" / "solara.html.j2"
    asks = template.read_text(encoding="utf-8")
    known = VUETIFY in asks and all(_script().count(each) == 1 for each in IMPATIENT)
    if server.vue3 or not known:
        said = translate(
            "this page is made for Solara 1.58 with ipyvue 1 and ipyvuetify 1, not for Solara "
            "{found}: install the versions of constraints.txt",
            found=solara.__version__,
        )
        raise InputError(said)


def patient_script() -> str:
    """Solara's script of the page; it waits longer for a busy server once a connection is back."""
    script = _script()
    for impatient, patient in IMPATIENT.items():
        script = script.replace(impatient, patient)
    return PATIENCE.read_text(encoding="utf-8") + script


def _script() -> str:
    from solara.server import server

    return (Path(server.__file__).parent / "static" / SCRIPT).read_text(encoding="utf-8")
