#!/usr/bin/env python3
"""Take pictures of a report's pages with headless Chromium, wide, narrow, dark and printed.

    python3 Reports/tools/screenshots.py SITE OUT [PAGE …]

Needs the Debian packages chromium and fonts-noto-cjk. PAGE is a path below SITE; without one, a page of each kind is taken. Pictures
(and a PDF for print) are written to OUT and are not meant to be committed. Standard library only.
"""
import pathlib
import subprocess
import sys

SIZES = {"wide": (1280, 1800, []), "narrow": (390, 1800, []), "dark": (1280, 1800, ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"])}


def first(site, pattern):
    pages = sorted(p for p in site.glob(pattern) if p.name != "index.html")
    return max(pages, key=lambda p: p.stat().st_size).relative_to(site).as_posix() if pages else None


def run(arguments):
    base = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=3000"]
    subprocess.run(base + arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    site, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    pages = sys.argv[3:] or [
        "index.html", "compare/index.html", "compare/stations.html", first(site, "regions/*.html"), first(site, "models/*.html"),
        "models/index.html", "regions/index.html", "slogans.html", "evidence/1.html",
    ]
    for page in filter(None, pages):
        address = (site / page).as_uri()
        name = page.replace("/", "-").removesuffix(".html")
        for size, (width, height, extra) in SIZES.items():
            run([f"--window-size={width},{height}", f"--screenshot={out / f'{name}-{size}.png'}"] + extra + [address])
        run([f"--print-to-pdf={out / f'{name}.pdf'}", "--no-pdf-header-footer", address])


if __name__ == "__main__":
    main()
