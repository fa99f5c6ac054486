"""What is written on a page and cannot be read well: every visible text, its colour, what is behind.

Source: WCAG 2.2, 1.4.3 (4.5 to 1; large letters 3 to 1) and 1.4.11 (marks 3 to 1).
"""

from __future__ import annotations

from typing import Any

TEXT, LARGE, MARK = 4.5, 3.0, 3.0

_WALK = """(root) => {
  const parts = (text) => {
    const [r, g, b, a = 1] = (text.match(/[\\d.]+(e-?\\d+)?/g) ?? [0, 0, 0, 0]).map(Number);
    return [r, g, b, a];
  };
  const over = (top, under) => [0, 1, 2].map((k) => top[3] * top[k] + (1 - top[3]) * under[k]).concat(1);
  const ground = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      const colour = parts(getComputedStyle(each).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const veiled = (element) => {
    let left = 1;
    for (let each = element; each; each = each.parentElement) left *= Number(getComputedStyle(each).opacity);
    return left;
  };
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((each) => each / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const seen = (element) => element.checkVisibility({ visibilityProperty: true })
    && [...element.getClientRects()].some((box) => box.width > 1 && box.height > 1);
  const told = (element, text, paint) => {
    const style = getComputedStyle(element);
    const behind = ground(element);
    const ink = parts(paint);
    const front = over([...ink.slice(0, 3), ink[3] * veiled(element)], behind);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    return { text: text.trim().slice(0, 60), ratio: ratio(front, behind), large, size,
      where: element.getAttribute("class") ?? element.tagName };
  };
  const found = [];
  for (const element of root.querySelectorAll("*")) {
    if (["SCRIPT", "STYLE", "NOSCRIPT", "OPTION", "TITLE"].includes(element.tagName) || !seen(element)) continue;
    const style = getComputedStyle(element);
    const paint = element instanceof SVGElement ? style.fill : style.color;
    const own = [...element.childNodes].filter((each) => each.nodeType === 3).map((each) => each.data).join("");
    if (own.trim()) found.push(told(element, own, paint));
    else if (element.tagName === "SELECT") found.push(told(element, element.selectedOptions[0]?.text ?? "", paint));
    else if (element.tagName === "INPUT" && ["text", "number"].includes(element.type)) {
      const bare = !element.value && element.placeholder;
      const tint = bare ? getComputedStyle(element, "::placeholder").color : paint;
      if (element.value || bare) found.push(told(element, element.value || element.placeholder, tint));
    }
  }
  return found;
}"""


def written(page: Any, inside: str = "body") -> list[dict[str, Any]]:
    """Every visible text inside an element, with its contrast and its size."""
    return page.locator(inside).first.evaluate(_WALK)


def faint(page: Any, inside: str = "body") -> list[str]:
    """Those that are too faint, in words."""
    return sorted(
        {
            f"{each['where']}: {each['text']!r} {each['ratio']:.2f}"
            for each in written(page, inside)
            if each["ratio"] < (LARGE if each["large"] else TEXT)
        }
    )


def ratio(one: str, other: str) -> float:
    """The contrast of two colours given as #rrggbb."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    shares = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    r, g, b = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
