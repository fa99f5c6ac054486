"""With every outside address blocked the page is whole, fonts and scripts included."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_the_page_needs_no_other_machine(serve, look, keep_picture) -> None:
    served = serve()
    missing: list[str] = []
    page = look("about:blank")
    page.on("response", lambda got: missing.append(got.url) if got.status >= 400 else None)
    page.goto(served.address)
    page.wait_for_selector("#app .v-application--wrap, #app .solara-content-main", timeout=30_000)
    page.wait_for_function("document.body.innerText.length > 40", timeout=30_000)
    fonts = page.evaluate(
        "(async () => { await document.fonts.load('400 16px Roboto');"
        " await document.fonts.load('normal 16px \"Material Design Icons\"');"
        " return [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family) })()"
    )
    keep_picture(page, "page-opens")
    assert not missing, missing
    assert any("Roboto" in name for name in fonts)
    assert any("Material Design Icons" in name for name in fonts)
