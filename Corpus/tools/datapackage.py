#!/usr/bin/env python3
"""Write Corpus/datapackage.json: every file of the corpus with its size and SHA-256 (Frictionless Data Package).

    python3 Corpus/tools/datapackage.py [--check]

With --check nothing is written; exit 1 if the file is not what would be written. Standard library only.
"""
import hashlib
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TYPES = {".html": "text/html", ".txt": "text/plain", ".jsonl": "application/jsonl", ".md": "text/markdown"}


def resource(path):
    data = path.read_bytes()
    name = path.relative_to(ROOT).as_posix()
    return {
        "name": name.lower().replace("/", "-").replace(".", "-"),
        "path": name,
        "mediatype": TYPES[path.suffix],
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
    }


def package():
    files = sorted(p for folder in ("samples", "designs", "gold", "hostile") for p in (ROOT / folder).rglob("*") if p.suffix in TYPES)
    return {
        "name": "zhandian-corpus",
        "title": "Passages and pages about people's-congress deputy stations, with annotated facts",
        "description": "Every sentence was written for this project; figures and names come from the public pages given as url.",
        "licenses": [{"name": "Apache-2.0", "path": "https://www.apache.org/licenses/LICENSE-2.0"}],
        "resources": [resource(p) for p in files],
    }


def main():
    text = json.dumps(package(), ensure_ascii=False, indent=1) + "\n"
    target = ROOT / "datapackage.json"
    if "--check" in sys.argv[1:]:
        sys.exit(0 if target.exists() and target.read_text(encoding="utf-8") == text else "datapackage.json is out of date")
    target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
