#!/usr/bin/env python3
"""Measures how time and memory grow with pages that are made to take both: at most 2.5 times for twice the page.

  Reports/tools/floods.py --zhandian .build/release/zhandian [--megabytes 4] [--place heading] [FLOOD…]

Prints seconds and peak memory of `extract` for a page of half the size and one of the whole; exit 1 where growth is
worse than 2.5 times, or a flood takes over half a second a megabyte or over 256 MB.
"""
import argparse
import os
import sys
import tempfile
import time

SENTENCE = "全县建成人大代表联络站14个，接待选民2300余人次，收集意见建议412条。"
FLOODS = {
    "nested div": "<div>", "unclosed b and i": "<b><i>", "nested tables": "<table><tr><td>", "stray ends": "</x>",
    "stray ends of blocks": "</div>", "paragraphs": "<p>", "lists": "<ul><li>", "links": "<a href=x>", "fonts": "<font>",
    "comments": "<!-- -->", "open comments": "<!--", "scripts": "<script></script>", "open scripts": "<script>",
    "ampersands": "&amp;", "characters by number": "&#20013;", "unknown entities": "&notanentity;", "broken entities": "&#",
    "attributes": " a=1", "quotes": "“", "brackets": "（", "numbers": "1", "numerals": "万", "commas of numbers": "1,",
    "stations": "代表联络站14个，", "names": "“三官一员”", "regions": "云南省昆明市", "lists of regions": "云南省、昆明市、", "counties": "官渡区，",
    "townships": "金山镇、", "pointing words": "该县", "dates": "2024年6月", "one character": "站",
    "sentences": SENTENCE, "line ends": "\n", "blanks": "　", "slogans": "有事找代表，", "plus signs": "1+7+N", "dots": "·",
    "surrogates as text": "\\ud800", "accents": "e\u0301", "halves of width": "Ａ", "percent": "100%全覆盖，",
    # {} is another pair of characters each time.
    "one figure, many labels": "{}代表联络站14个。", "many names": "“{}工作法”，", "many shorthands": "“三{}”模式，",
    "annotations": "鎮(zhèn)?", "lost bytes": "“?”㐁", "misread": "Â³Ã©",
    "many slogans": "“有事找{}代表”。", "many shares": "{}代表联络站覆盖率达99%。", "many townships": "{}镇{}村、",
}

# Where the flood stands: what an article's title, region and body are looked for in.
PLACES = {
    "paragraph": "<p>{text}</p><p>{text}</p><p>{flood}</p>", "heading": "<h1>{flood}</h1><p>{text}</p><p>{text}</p>",
    "opening": "<h1>{text}</h1><p>来自{flood}的考察团。</p><p>{text}</p>",
    "source": "<h1>{text}</h1><p>来源：{flood}</p><p>{text}</p><p>{text}</p>",
}


def repeated(piece, size):
    if "{}" not in piece:
        return piece * (size // len(piece.encode()))
    count = size // len(piece.replace("{}", "一二").encode())
    return "".join(piece.replace("{}", chr(0x4E00 + i % 5000) + chr(0x4E00 + i // 5000)) for i in range(count))


def page(name, piece, size, place="paragraph"):
    if name == "attributes":
        return "<body><div" + piece * (size // len(piece)) + f"><p>{SENTENCE}</p><p>{SENTENCE}</p></div>"
    return "<body>" + PLACES[place].format(text=SENTENCE, flood=repeated(piece, size))


def measure(binary, text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.html")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        begin = time.monotonic()
        pid = os.posix_spawn(binary, [binary, "extract", path, "--jobs", "1", "--quiet"], os.environ, file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)])
        _, status, usage = os.wait4(pid, 0)
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), time.monotonic() - begin


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--zhandian", required=True)
    parser.add_argument("--megabytes", type=float, default=4)
    parser.add_argument("--place", choices=PLACES, default="paragraph")
    parser.add_argument("floods", nargs="*", metavar="FLOOD", help="only these")
    options = parser.parse_args()
    size = int(options.megabytes * 1_000_000)
    start, _, status, _ = measure(options.zhandian, f"<p>{SENTENCE}</p>")
    if status:
        sys.exit(f"{options.zhandian} extract ends with {status} for an ordinary page")
    bad = 0
    print(f"{'flood':24} {'half s':>8} {'whole s':>8} {'growth':>7} {'MB':>6} exit")
    for name in options.floods or FLOODS:
        half, whole = (
            measure(options.zhandian, page(name, FLOODS[name], part, options.place)) for part in (size // 2, size))
        # What starting takes is not of the page; of less than half a second nothing can be told.
        growth = max(whole[0] - start, 0.02) / max(half[0] - start, 0.02)
        took = whole[0] - start
        is_bad = growth > 2.5 and took > 0.5 or took > max(0.5, options.megabytes / 2) or whole[1] > 256 or whole[2] not in (0, 65)
        bad += is_bad
        print(f"{name:24} {half[0]:8.2f} {whole[0]:8.2f} {growth:7.2f} {whole[1]:6.0f} {whole[2]:4} {'BAD' if is_bad else ''}", flush=True)
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
