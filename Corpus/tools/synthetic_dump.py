#!/usr/bin/env python3
"""Write a dump of any size, to measure ingestion and the search for copies.

    python3 Corpus/tools/synthetic_dump.py dump.jsonl.gz --records 100000
    python3 Corpus/tools/synthetic_dump.py dump.warc.gz --records 10000

Articles are put together from the project's own passages, with regions, dates and numbers drawn from a seeded generator,
and laid out in the project's page designs; nothing in them is a statement about the world. Of the records, these shares
are not articles of their own: exact copies, syndicated ones (another publisher, later day, a line more or the end less)
and edited ones; and these are damaged: truncated pages, wrong charset labels, mojibake, nothing, error pages, English.
Notices after one template, of other counties with other numbers, are articles of their own. A tenth is in Traditional
characters, as are some copies of simplified articles.

DUMP.truth.tsv.gz tells of each record: id, the article it is of (its own id for an original), kind, damage. The same
arguments give the same bytes. Standard library only; 1,000,000 records take some minutes.
"""
import argparse
import gzip
import io
import json
import pathlib
import random
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
LEXICONS = ROOT.parent / "Lexicons"

# Shares of all records; the rest are originals.
KINDS = [("exact", 0.05), ("syndicated", 0.12), ("edited", 0.04), ("template", 0.05)]
COPIES = {"exact", "syndicated", "edited"}
DAMAGES = [("truncated", 0.02), ("charset", 0.01), ("mojibake", 0.01), ("empty", 0.005), ("missing", 0.01),
           ("english", 0.015)]
SITES = ["民声网", "代表在线", "新桥网", "江城晚报", "沙河日报", "临溪发布", "时政新媒", "人大之窗"]
TAILS = ["（责任编辑：温明）", "来源：{site}　编辑：齐放", "本文由{site}综合整理，转载请注明出处。", "（记者 田雨 通讯员 顾平）"]
ENGLISH = ("The council met on Tuesday to discuss the annual budget and the repair of the old bridge. Members asked for a "
           "report on the cost of the work before the end of the month. ")
MISSING = ("<html><head><title>404 Not Found</title></head><body><h1>404</h1><p>您访问的页面不存在或已删除。</p>"
           "<a href='/'>返回首页</a></body></html>")
NUMBER = re.compile(r"\d+")


class Piece:
    """A passage with slots for its regions and numbers."""

    def __init__(self, text, names):
        self.parts, self.regions, at = [], {}, 0
        for match in re.finditer(f"(?P<region>{names.pattern})|(?P<number>\\d+)", text):
            self.parts.append(text[at:match.start()])
            self.parts.append((self.regions.setdefault(match[0], len(self.regions)),) if match["region"] else match[0])
            at = match.end()
        self.parts.append(text[at:])

    def fill(self, rng, places):
        out = []
        for part in self.parts:
            if isinstance(part, tuple):
                out.append(places[part[0] % len(places)])
            elif NUMBER.fullmatch(part):
                out.append(number(rng, part))
            else:
                out.append(part)
        return "".join(out)


def number(rng, text):
    """Another number of like size; years stay in our time."""
    value = int(text)
    if len(text) == 4 and 1990 <= value <= 2030:
        return str(rng.randint(2012, 2025))
    if value < 32:
        return str(rng.randint(max(1, value // 2), max(2, value)))
    return str(max(2, int(value * rng.uniform(0.4, 1.9))))


class Design:
    """A page with slots for title, date, publisher and paragraphs."""

    def __init__(self, html, gold):
        lines = gold["text"].split("\n")
        starts = [html.find(line) for line in lines]
        if len(lines) < 2 or min(starts) < 0 or starts != sorted(starts):
            raise ValueError
        self.between = html[starts[0] + len(lines[0]):starts[1]]
        head, tail = html[:starts[0]], html[starts[-1] + len(lines[-1]):]
        year, month, day = gold["published"][:10].split("-")
        marks = {f"{year}年{month}月{day}日": "\0D", f"{year}-{month}-{day}": "\0I", f"{year}/{month}/{day}": "\0S",
                 gold["title"]: "\0T"}
        if gold["publisher"]:
            marks[gold["publisher"]] = "\0P"
        for old, new in marks.items():
            head, tail = head.replace(old, new), tail.replace(old, new)
        self.html = head + "\0B" + tail

    def fill(self, article, lines):
        year, month, day = article["date"].split("-")
        values = {"D": f"{year}年{month}月{day}日", "I": article["date"], "S": f"{year}/{month}/{day}",
                  "T": article["title"], "P": article["publisher"], "B": self.between.join(lines)}
        parts = self.html.split("\0")
        return parts[0] + "".join(values[part[0]] + part[1:] for part in parts[1:])


def texts():
    for path in sorted((ROOT / "gold" / "passages").glob("*.txt")) + sorted((ROOT / "samples" / "texts").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for line in (ROOT / "samples" / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]


def designs():
    found = []
    for line in (ROOT / "designs" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        try:
            html = (ROOT / "designs" / "pages" / f"{gold['id']}.html").read_text(encoding="utf-8")
            if gold["published"] and len(gold["published"]) >= 10:
                found.append(Design(html, gold))
        except (UnicodeDecodeError, ValueError):
            pass
    return found


class Generator:
    def __init__(self, seed):
        self.seed = seed
        self.places, names = self.divisions()
        pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
        self.traditional = self.characters()
        written = set(self.traditional.values()) - {chr(code) for code in self.traditional}
        lines = [line.strip() for text in texts() for line in text.splitlines()
                 if len(line.strip()) >= 40 and sum(character in written for character in line) < 5]
        self.passages = [Piece(line, pattern) for line in lines]
        self.sentences = [Piece(sentence, pattern) for line in lines for sentence in re.findall(r"[^。！？]+[。！？]”?", line)
                          if len(sentence) >= 15]
        self.titles = [Piece(line, pattern) for line in self.title_lines()]
        self.designs = designs()
        self.templates = [self.template(random.Random(f"{seed}/template/{n}")) for n in range(20)]

    @staticmethod
    def divisions():
        rows = [line.split("\t") for line in (LEXICONS / "divisions" / "divisions.tsv").read_text(encoding="utf-8").splitlines()
                if line and not line.startswith("#")][1:]
        today = {row[0]: row for row in rows if len(row) < 6 or not row[5]}
        names = {row[1] for row in rows if len(row[1]) >= 3}
        places = []
        for code, row in sorted(today.items()):
            if row[2] == "3":
                above = [today[code[:4] + "00"][1]] if code[:4] + "00" in today else []
                places.append([row[1]] + above + [today[code[:2] + "0000"][1]])
        return places, names

    @staticmethod
    def title_lines():
        for line in (ROOT / "gold" / "facts.jsonl").read_text(encoding="utf-8").splitlines():
            title = (json.loads(line).get("meta") or {}).get("title")
            if title:
                yield title

    @staticmethod
    def characters():
        table = {}
        for line in (LEXICONS / "conversion" / "hant.tsv").read_text(encoding="utf-8").splitlines():
            row = line.split("\t")
            if len(row) == 3 and len(row[0]) == 1 and len(row[1]) == 1 and row[2] == "character":
                table[ord(row[0])] = row[1]
        return table

    def template(self, rng):
        return [rng.choice(self.passages) for _ in range(3)] + [rng.choice(self.sentences) for _ in range(2)]

    def kind(self, n):
        """What record n is: a kind, and for a copy the record that it is of."""
        rng = random.Random(f"{self.seed}/{n}")
        draw, kind = rng.random(), "original"
        for name, share in KINDS:
            if draw < share:
                kind = name
                break
            draw -= share
        if kind in COPIES:
            for _ in range(20):
                # Most copies appear near their original in a dump; some articles are copied by many.
                source = rng.randrange(n) if rng.random() < 0.5 else n - 1 - min(n - 1, int(rng.expovariate(0.02))) if n else 0
                if rng.random() < 0.1:
                    source -= source % 1000
                if source < n and self.kind(source)[0] not in COPIES:
                    return kind, source, rng
            kind = "original"
        return kind, n, rng

    def article(self, n):
        """The article of record n, which is no copy."""
        kind, _, rng = self.kind(n)
        places = rng.choice(self.places)
        if kind == "template":
            pieces = rng.choice(self.templates)
            lines = [piece.fill(rng, places) for piece in pieces]
        else:
            count = rng.randint(3, 8)
            lines = [rng.choice(self.passages).fill(rng, places)]
            while len(lines) < count:
                lines.append("".join(rng.choice(self.sentences).fill(rng, places) for _ in range(rng.randint(1, 3))))
            rng.shuffle(lines)
        title = rng.choice(self.titles).fill(rng, places)
        day = rng.randrange(14 * 360)
        return {"title": title, "day": day, "publisher": f"{places[0]}人大", "lines": lines, "hant": rng.random() < 0.1,
                "design": rng.randrange(len(self.designs)) if rng.random() < 0.6 else None, "place": places[0]}

    def record(self, n):
        """Fields of record n, what it is of, its kind and its damage."""
        kind, source, rng = self.kind(n)
        article = self.article(source)
        if kind in COPIES:
            article["day"] += rng.choice([0, 0, 1, 1, 2, 3, 5, 10])
        if kind == "syndicated":
            site = rng.choice(SITES)
            article.update(publisher=site, design=rng.randrange(len(self.designs)) if rng.random() < 0.6 else None)
            article["hant"] ^= rng.random() < 0.1
            if rng.random() < 0.2 and len(article["lines"]) > 4:
                article["lines"] = article["lines"][:-1]
            if rng.random() < 0.7:
                article["lines"] = article["lines"] + [rng.choice(TAILS).format(site=site)]
            if rng.random() < 0.3:
                article["title"] = article["title"] + "_" + site
        elif kind == "edited":
            article["lines"] = [self.edited(rng, line) for line in article["lines"]]
        damage = ""
        draw = rng.random()
        for name, share in DAMAGES if kind not in COPIES else []:
            if draw < share:
                damage = name
                break
            draw -= share
        return self.fields(n, article, damage, rng), source, kind, damage

    def edited(self, rng, line):
        """Light edits, clause by clause: a character dropped, doubled words cut, a word put in; numbers stay."""
        out = []
        for clause in re.split("(，)", line):
            draw = rng.random()
            if draw < 0.08 and len(clause) > 8:
                at = rng.randrange(1, len(clause) - 2)
                clause = clause[:at] + clause[at:at + 2].translate(DROPPED) + clause[at + 2:]
            elif draw < 0.12 and len(clause) > 4:
                clause = rng.choice(["同时", "据介绍", "目前", "近日"]) + clause
            out.append(clause)
        return "".join(out)

    def fields(self, n, article, damage, rng):
        year, rest = divmod(article["day"], 360)
        article["date"] = f"{2012 + year}-{rest // 30 + 1:02}-{rest % 28 + 1:02}"
        title, lines = article["title"], article["lines"]
        if article["hant"]:
            title, lines = title.translate(self.traditional), [line.translate(self.traditional) for line in lines]
            article["title"], article["publisher"] = title, article["publisher"].translate(self.traditional)
        fields = {"id": f"s{n:08}", "url": f"https://www.example.cn/a/{article['date'][:4]}/{n}.html", "title": title,
                  "date": article["date"], "publisher": article["publisher"]}
        if damage == "empty":
            return dict(fields, text="")
        if damage == "english":
            return dict(fields, title="Council meets", text=ENGLISH * rng.randint(2, 9))
        if damage == "missing":
            return dict(fields, title="404 Not Found", html=MISSING)
        if damage == "mojibake":
            lines = [line.encode("utf-8").decode("latin-1") for line in lines]
        if article["design"] is None:
            return dict(fields, text="\n".join(lines))
        html = self.designs[article["design"]].fill(article, lines)
        if damage == "truncated":
            html = html[:len(html) * rng.randint(30, 90) // 100]
        if damage == "charset":
            html = re.sub(r'charset="?[\w-]+"?', 'charset="iso-8859-1"', html)
        return dict(fields, html=html)


DROPPED = {code: None for code in range(0x4E00, 0xA000)}


class Warc:
    """Records of a WARC file, each a gzip member of its own, as crawlers write them."""

    def __init__(self, path):
        self.file = open(path, "wb")
        self.write(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\n", b"software: synthetic_dump\r\n")

    def write(self, header, body):
        out = io.BytesIO()
        with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1, mtime=0) as member:
            member.write(header + b"Content-Length: %d\r\n\r\n" % len(body) + body + b"\r\n\r\n")
        self.file.write(out.getvalue())

    def add(self, fields):
        page = fields.get("html") or "<html><head><meta charset=utf-8><title>%s</title></head><body><h1>%s</h1><p>%s</p></body></html>" % (
            fields["title"], fields["title"], fields["text"].replace("\n", "</p><p>"))
        status = "404 Not Found" if page == MISSING else "200 OK"
        body = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n".encode() + page.encode("utf-8")
        header = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000{fields['id'][1:]}>\r\n"
                  f"WARC-Date: {fields['date']}T00:00:00Z\r\nWARC-Target-URI: {fields['url']}\r\n"
                  "Content-Type: application/http; msgtype=response\r\n")
        self.write(header.encode(), body)

    def close(self):
        self.file.close()


class Lines:
    """One JSON object a line, compressed where the name ends in .gz."""

    def __init__(self, path):
        self.raw = open(path, "wb")
        self.file = gzip.GzipFile(filename="", fileobj=self.raw, mode="wb", compresslevel=1, mtime=0) if path.endswith(".gz") else self.raw

    def add(self, fields):
        self.file.write(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n")

    def close(self):
        self.file.close()
        self.raw.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dump", help="ends in .jsonl, .jsonl.gz or .warc.gz")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generator = Generator(options.seed)
    output = Warc(options.dump) if options.dump.endswith(".warc.gz") else Lines(options.dump)
    truth = Lines(re.sub(r"\.(jsonl|warc)(\.gz)?$", "", options.dump) + ".truth.tsv.gz")
    truth.file.write(b"id\tof\tkind\tdamage\n")
    for n in range(options.records):
        fields, source, kind, damage = generator.record(n)
        output.add(fields)
        truth.file.write(f"{fields['id']}\ts{source:08}\t{kind}\t{damage}\n".encode())
    output.close()
    truth.close()


if __name__ == "__main__":
    main()
