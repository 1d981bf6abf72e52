#!/usr/bin/env python3
"""Write Lexicons/lexicons.json: every data file with its format, source, licence and SHA-256, from the files' own headers.

    python3 Lexicons/tools/manifest.py [--check]

A .tsv names `# Source:` and `# License:` in its header; a .weights file has them in a .license file beside it. With --check nothing is
written; exit 1 if a header is missing or the manifest is not what would be written. Standard library only.
"""
import hashlib
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def header(path):
    beside = path.with_name(path.name + ".license")
    lines = (beside if path.suffix == ".weights" else path).read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines:
        if path.suffix == ".tsv" and not line.startswith("#"):
            break
        key, _, value = line.lstrip("# ").partition(":")
        if key in ("Source", "License"):
            found[key.lower()] = (found.get(key.lower(), "") + " " + value.strip()).strip()
    for key in ("source", "license"):
        if key not in found:
            sys.exit(f"{path.relative_to(ROOT)}: no '# {key.capitalize()}:' in its header")
    return found


def entry(path):
    head = header(path)
    return {
        "file": path.relative_to(ROOT).as_posix(),
        "format": path.suffix[1:],
        "source": head["source"],
        "license": head["license"],
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def main():
    files = sorted(p for p in ROOT.rglob("*") if p.suffix in (".tsv", ".weights") and "tools" not in p.parts)
    text = json.dumps({"schema": "zhandian.lexicons/1", "files": [entry(p) for p in files]}, ensure_ascii=False, indent=1) + "\n"
    target = ROOT / "lexicons.json"
    if "--check" in sys.argv[1:]:
        sys.exit(0 if target.read_text(encoding="utf-8") == text else "lexicons.json is out of date: run Lexicons/tools/manifest.py")
    target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
