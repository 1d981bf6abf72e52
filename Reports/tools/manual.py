#!/usr/bin/env python3
"""Write the manual page of zhandian from the program's own help.

    zhandian --experimental-dump-help | python3 Reports/tools/manual.py > zhandian.1

All commands stand on one page, in the order of the help. The same help gives the same page. Standard library only.
"""
import json
import sys


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


def names(argument):
    found = []
    for name in argument.get("names") or []:
        dashes = "-" if name["kind"] == "short" else "--"
        found.append("\\fB" + escaped(dashes + name["name"]) + "\\fR")
    value = "\\fI" + escaped(argument.get("valueName") or "") + "\\fR"
    if argument["kind"] == "positional":
        return value
    return ", ".join(found) + (" " + value if argument["kind"] == "option" else "")


def paragraphs(text):
    """A discussion: indented lines are shown as they are."""
    lines = []
    is_code = False
    for line in text.split("\n"):
        wants_code = line.startswith("  ")
        if wants_code != is_code:
            lines.append(".nf" if wants_code else ".fi")
            is_code = wants_code
        lines.append(".PP" if not line else escaped(line))
    if is_code:
        lines.append(".fi")
    return lines


def command(item, above):
    name = (above + " " + item["commandName"]).strip()
    lines = [".SS " + escaped(name) if above else ".SH DESCRIPTION", escaped(item.get("abstract", ""))]
    if item.get("discussion"):
        lines += [".PP"] + paragraphs(item["discussion"])
    for argument in item.get("arguments") or []:
        if not argument.get("shouldDisplay", True) or any(n["name"] in ("help", "version") for n in argument.get("names") or []):
            continue
        lines += [".TP", names(argument), escaped(argument.get("abstract", "") or "")]
    inner = [s for s in item.get("subcommands") or [] if s["commandName"] != "help"]
    if inner and not above:
        lines.append(".SH COMMANDS")
    for sub in inner:
        lines += command(sub, name)
    return lines


def main():
    item = json.load(sys.stdin)["command"]
    head = ['.TH ZHANDIAN 1 "" "zhandian" "User Commands"', ".SH NAME", "zhandian \\- " + escaped(item["abstract"])]
    synopsis = [".SH SYNOPSIS", "\\fBzhandian\\fR \\fIcommand\\fR [\\fIoptions\\fR]"]
    print("\n".join(head + synopsis + command(item, "")))


if __name__ == "__main__":
    main()
