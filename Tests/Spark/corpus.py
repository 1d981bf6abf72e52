"""Records for tests and measurements, made of the annotated articles of Corpus/samples: our own writing."""
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def articles():
    """Bodies of the sample articles."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "Corpus/samples/texts").glob("*.txt"))]
    pages = [path.read_bytes() for path in sorted((ROOT / "Corpus/samples/pages").glob("*.html"))]
    bodies = [("text", text) for text in texts]
    for page in pages:
        try:
            bodies.append(("html", page.decode("utf-8")))
        except UnicodeDecodeError:
            pass
    return bodies


def lines(count):
    """`count` JSON lines with identifiers of their own, in turn from all articles; each with a sentence of its own."""
    bodies = articles()
    for number in range(count):
        kind, body = bodies[number % len(bodies)]
        mark = f"本次活动共有{number % 9973 + 2}名人大代表参加。"
        if kind == "text":
            body += "\n\n" + mark + "\n"
        else:
            body = body.replace("</p>", mark + "</p>", 1)
        record = {"id": f"r{number:08d}", "date": f"20{number % 10 + 14}-0{number % 9 + 1}-11", kind: body}
        yield json.dumps(record, ensure_ascii=False)


if __name__ == "__main__":
    import sys

    for line in lines(int(sys.argv[1])):
        print(line)
