"""Answers as rows of the tables documents, facts, checks and rejects.

Names and meaning of columns are those of the public views of a store (`zhandian sql`, `zhandian export`). What the
document form does not carry is not there: editor, site, url, home_path, home_reason, source_text.
"""

# Column types: str, int, float, bool, or a list of one of them.
DOCUMENTS = {
    "id": str, "path": str, "member": str, "source_url": str, "format": str, "charset": str, "sha256": str,
    "title": str, "published": str, "publisher": str, "authors": [str], "home_code": str, "home_name": str,
    "script": str, "text": str, "contract": str,
}
FACTS = {
    "key": str, "document": str, "ordinal": int, "kind": str, "subject": str, "value": int, "bound": str, "unit": str,
    "label": str, "as_of": str, "scope": str, "percent": float, "name": str, "components": [str], "region_code": str,
    "region_name": str, "region_path": str, "province": str, "prefecture": str, "place": str, "published": str,
    "date": str, "evidence": str, "evidence_in": str, "span_start": int, "span_end": int, "source_start": int, "source_end": int,
    "rule": str, "confidence": float, "sum_of": [int],
}
CHECKS = {"document": str, "kind": str, "total": int, "parts": [int], "holds": bool}
REJECTS = {"id": str, "place": str, "stage": str, "reason": str, "detail": str}
TABLES = {"documents": DOCUMENTS, "facts": FACTS, "checks": CHECKS, "rejects": REJECTS}

MUNICIPALITIES = ("11", "12", "31", "50")


def rows(answer, contract, place=None):
    """The rows of one answer: {table: [row]}, a row a dict with all columns of its table."""
    if answer.get("rejected"):
        rejected = answer["rejected"]
        return {"rejects": [{
            "id": answer["id"], "place": place or answer["id"], "stage": rejected["stage"],
            "reason": rejected["reason"], "detail": rejected["detail"]}]}
    identifier, meta, source = answer["id"], answer["meta"], answer["source"]
    home = meta["home"] or {}
    document = {
        "id": identifier, "path": source["path"], "member": source["member"], "source_url": source["url"],
        "format": source["format"], "charset": source["charset"], "sha256": source["sha256"], "title": meta["title"],
        "published": meta["published"], "publisher": meta["publisher"], "authors": meta["authors"],
        "home_code": home.get("code"), "home_name": home.get("name"), "script": answer["script"],
        "text": answer["text"], "contract": contract,
    }
    facts = [
        fact_row(fact, ordinal, identifier, meta["published"]) for ordinal, fact in enumerate(answer["facts"])]
    checks = [{"document": identifier, **check} for check in answer["checks"]]
    return {"documents": [document], "facts": facts, "checks": checks}


def fact_row(fact, ordinal, document, published):
    """A fact of the document form as a row of `facts`."""
    subject, percent = fact.get("subject"), fact.get("percent")
    region = fact["region"] or {}
    evidence = fact["evidence"]
    province, prefecture = above(region.get("code"))
    return {
        "key": fact["key"], "document": document, "ordinal": ordinal, "kind": fact["kind"],
        "subject": subject[0] if isinstance(subject, list) else subject, "value": fact.get("value"),
        "bound": fact.get("bound"), "unit": fact.get("unit"), "label": fact.get("label"), "as_of": fact.get("as_of"),
        "scope": fact.get("scope"), "percent": None if percent is None else float(percent),
        "name": fact.get("name", fact.get("text")),
        "components": fact.get("components") or None, "region_code": region.get("code"),
        "region_name": region.get("name"), "region_path": "/".join(region["path"]) if region else None,
        "province": province, "prefecture": prefecture, "place": fact["place"], "published": published,
        "date": fact.get("as_of") or published, "evidence": evidence["text"], "evidence_in": evidence["in"],
        "span_start": evidence["start"],
        "span_end": evidence["end"], "source_start": evidence["source_start"], "source_end": evidence["source_end"],
        "rule": fact["rule"], "confidence": float(fact["confidence"]), "sum_of": fact.get("sum_of"),
    }


def above(code):
    """Codes of province and prefecture of a division, as a store has them."""
    if not code or len(code) != 6 or code.startswith("00"):
        return None, None
    second = code[2:4]
    stands_alone = second in ("00", "90") or code[:2] in MUNICIPALITIES
    return code[:2] + "0000", None if stands_alone else code[:4] + "00"


def arrow_schema(columns):
    """The columns of a table for pyarrow."""
    import pyarrow

    plain = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}

    def arrow_type(kind):
        return pyarrow.list_(plain[kind[0]]) if isinstance(kind, list) else plain[kind]

    return pyarrow.schema([(name, arrow_type(kind)) for name, kind in columns.items()])


def spark_columns(columns):
    """The columns of a table in Spark's own words."""
    plain = {str: "string", int: "bigint", float: "double", bool: "boolean"}
    types = {
        name: f"array<{plain[kind[0]]}>" if isinstance(kind, list) else plain[kind] for name, kind in columns.items()}
    return types
