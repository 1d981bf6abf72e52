import FoundationEssentials
import GRDB

/// The tables and views of the store, as steps from one version to the next.
enum Schema {
  /// Marks the file as a store of this program (`PRAGMA application_id`): the bytes of `zdst`.
  static let applicationID = 0x7A64_7374

  /// Version that this program writes (`PRAGMA user_version`).
  static var version: Int { steps.count }

  /// `steps[n]` takes a store from version n to n + 1.
  ///
  /// A step that was released is never edited.
  static let steps = [tables + views, sourceText, charactersAsTokens, copies, titles, sheets]

  /// Brings the store to `version` in one transaction.
  ///
  /// - Throws: `StoreError.notAStore`, `.newerSchema`, or what the database says.
  static func migrate(_ db: Database, path: String) throws {
    let found = try check(db, path: path)
    guard found < version else { return }
    db.add(function: searchTokens)
    db.add(function: TextSignature.function)
    // What a step may have to undo goes to a file: memory does not grow with the store.
    try db.execute(sql: "PRAGMA temp_store = FILE")
    defer { try? db.execute(sql: "PRAGMA temp_store = MEMORY") }
    try db.inTransaction(.immediate) {
      for step in try check(db, path: path)..<version {
        try db.execute(sql: steps[step])
      }
      var sheets = SheetWriter(db)
      try sheets.writeAll()
      try CopyLinking(db).update()
      try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
      return .commit
    }
  }

  /// The store's version; 0 for an empty file.
  static func check(_ db: Database, path: String) throws -> Int {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if application == 0, found == 0, try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 { return 0 }
    guard application == applicationID else {
      throw StoreError.notAStore(path: path, detail: "a database of another program")
    }
    guard found <= version else { throw StoreError.newerSchema(path: path, found: found, supported: version) }
    return found
  }

  /// Codes are six digits; dates are ISO, to the year, month or day; lists are JSON arrays of strings or numbers.
  private static let tables = """
    CREATE TABLE contract (
      key INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE document (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      contract INTEGER NOT NULL REFERENCES contract(key),
      sha256 TEXT NOT NULL,
      path TEXT NOT NULL,
      member TEXT,
      source_url TEXT,
      format TEXT NOT NULL,
      charset TEXT NOT NULL,
      title TEXT,
      published TEXT,
      publisher TEXT,
      authors TEXT NOT NULL,
      editor TEXT,
      site TEXT,
      url TEXT,
      licences TEXT NOT NULL,
      home_code TEXT,
      home_name TEXT,
      home_path TEXT,
      home_reason TEXT,
      script TEXT NOT NULL,
      checks TEXT NOT NULL
    ) STRICT;

    -- Apart, so that going through the documents does not read all texts.
    CREATE TABLE article (
      document INTEGER PRIMARY KEY REFERENCES document(key) ON DELETE CASCADE,
      text TEXT NOT NULL
    ) STRICT;

    CREATE TABLE fact (
      key INTEGER PRIMARY KEY,
      document INTEGER NOT NULL REFERENCES document(key) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      fact_key TEXT NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT,
      subjects TEXT,
      value INTEGER,
      bound TEXT,
      unit TEXT,
      label TEXT,
      as_of TEXT,
      scope TEXT,
      percent REAL,
      name TEXT,
      components TEXT,
      region_code TEXT,
      region_name TEXT,
      region_path TEXT,
      province TEXT,
      prefecture TEXT,
      place TEXT,
      evidence TEXT NOT NULL,
      span_start INTEGER NOT NULL,
      span_end INTEGER NOT NULL,
      source_start INTEGER NOT NULL,
      source_end INTEGER NOT NULL,
      rule TEXT NOT NULL,
      confidence REAL NOT NULL,
      sum_of TEXT,
      day INTEGER,
      UNIQUE (document, ordinal)
    ) STRICT;

    CREATE INDEX fact_of_kind ON fact (kind);
    CREATE INDEX fact_of_subject ON fact (subject) WHERE subject IS NOT NULL;
    CREATE INDEX fact_of_subjects ON fact (subjects) WHERE subjects IS NOT NULL;
    CREATE INDEX fact_of_region ON fact (region_code);
    CREATE INDEX fact_of_prefecture ON fact (prefecture);
    CREATE INDEX fact_of_province ON fact (province);
    CREATE INDEX fact_of_name ON fact (name) WHERE name IS NOT NULL;

    CREATE TABLE reject (
      place TEXT PRIMARY KEY,
      id TEXT,
      stage TEXT NOT NULL,
      reason TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX reject_of_id ON reject (id) WHERE id IS NOT NULL;

    CREATE TABLE division (
      code TEXT NOT NULL,
      valid_from INTEGER NOT NULL,
      valid_to INTEGER,
      name TEXT NOT NULL,
      level INTEGER NOT NULL,
      parent TEXT NOT NULL,
      successor TEXT,
      PRIMARY KEY (code, valid_from)
    ) STRICT, WITHOUT ROWID;

    CREATE VIRTUAL TABLE article_index USING fts5 (title, text, content = '', tokenize = 'ascii');

    """

  private static let viewsOfNames = """
    CREATE VIEW models AS
      SELECT name, components, region_code, region_name, region_path, place, document, published AS date, evidence, key,
        confidence
      FROM facts WHERE kind = 'model';

    CREATE VIEW slogans AS
      SELECT name AS text, region_code, region_name, region_path, place, document, published AS date, evidence, key,
        confidence
      FROM facts WHERE kind = 'slogan';

    """

  private static let views = """
    CREATE VIEW documents AS
      SELECT d.id, d.path, d.member, d.source_url, d.format, d.charset, d.sha256, d.title, d.published, d.publisher,
        d.authors, d.editor, d.site, d.url, d.home_code, d.home_name, d.home_path, d.home_reason, d.script, d.checks, a.text,
        c.text AS contract
      FROM document d JOIN article a ON a.document = d.key JOIN contract c ON c.key = d.contract;

    CREATE VIEW facts AS
      SELECT f.fact_key AS key, d.id AS document, f.ordinal, f.kind, f.subject, f.value, f.bound, f.unit, f.label,
        f.as_of, f.scope, f.percent, f.name, f.components, f.region_code, f.region_name, f.region_path, f.province,
        f.prefecture, f.place, d.published, coalesce(f.as_of, substr(d.published, 1, 10)) AS date, f.evidence,
        f.span_start, f.span_end, f.source_start, f.source_end, f.rule, f.confidence, f.sum_of
      FROM fact f JOIN document d ON d.key = f.document;

    """ + viewsOfNames + """
      CREATE VIEW divisions AS
        SELECT code, name, level, parent, valid_from, valid_to, successor FROM division;

      CREATE VIEW rejects AS
        SELECT id, place, stage, reason, detail FROM reject;

      """

  /// Keeps the body as published where normalisation changed it, so that evidence can be shown in place.
  private static let sourceText = """
    ALTER TABLE article ADD COLUMN source_text TEXT;
    CREATE INDEX fact_of_key ON fact (fact_key);

    DROP VIEW documents;
    CREATE VIEW documents AS
      SELECT d.id, d.path, d.member, d.source_url, d.format, d.charset, d.sha256, d.title, d.published, d.publisher,
        d.authors, d.editor, d.site, d.url, d.home_code, d.home_name, d.home_path, d.home_reason, d.script, d.checks, a.text,
        coalesce(a.source_text, a.text) AS source_text, c.text AS contract
      FROM document d JOIN article a ON a.document = d.key JOIN contract c ON c.key = d.contract;

    """

  /// Indexes every character, punctuation and single digits too, so that each substring is found and nothing else.
  private static let charactersAsTokens = """
    INSERT INTO article_index (article_index) VALUES ('delete-all');
    INSERT INTO article_index (rowid, title, text)
      SELECT d.key, search_tokens(CAST(coalesce(d.title, '') AS BLOB)), search_tokens(CAST(a.text AS BLOB))
      FROM document d JOIN article a ON a.document = d.key ORDER BY d.key;

    """

  /// Keeps what each text is like, and which documents are copies of which; see `TextSignature`, `CopySearch`.
  private static let copies = """
    CREATE TABLE signature (
      document INTEGER PRIMARY KEY REFERENCES document(key) ON DELETE CASCADE,
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE copy (
      document INTEGER PRIMARY KEY REFERENCES document(key) ON DELETE CASCADE,
      original INTEGER NOT NULL REFERENCES document(key) ON DELETE CASCADE,
      similarity REAL NOT NULL
    ) STRICT;

    CREATE INDEX copy_of_original ON copy (original);

    -- One row: whether documents were written since copies were linked.
    CREATE TABLE copy_state (is_stale INTEGER NOT NULL) STRICT;
    INSERT INTO copy_state (is_stale) VALUES (1);

    -- Short texts have none.
    INSERT OR IGNORE INTO signature (document, bytes)
      SELECT document, text_signature(CAST(text AS BLOB)) FROM article ORDER BY document;

    CREATE VIEW copies AS
      SELECT d.id AS document, o.id AS original, c.similarity, d.published, d.publisher,
        o.published AS original_published, o.publisher AS original_publisher
      FROM copy c JOIN document d ON d.key = c.document JOIN document o ON o.key = c.original;

    """

  /// Tells which facts rest on the title; `evidence_in` is 'title' for these and NULL for the body.
  private static let titles = """
    ALTER TABLE fact ADD COLUMN evidence_in TEXT;

    DROP VIEW models;
    DROP VIEW slogans;
    DROP VIEW facts;
    CREATE VIEW facts AS
      SELECT f.fact_key AS key, d.id AS document, f.ordinal, f.kind, f.subject, f.value, f.bound, f.unit, f.label,
        f.as_of, f.scope, f.percent, f.name, f.components, f.region_code, f.region_name, f.region_path, f.province,
        f.prefecture, f.place, d.published, coalesce(f.as_of, substr(d.published, 1, 10)) AS date, f.evidence,
        coalesce(f.evidence_in, 'body') AS evidence_in, f.span_start, f.span_end, f.source_start, f.source_end, f.rule,
        f.confidence, f.sum_of
      FROM fact f JOIN document d ON d.key = f.document;

    """ + viewsOfNames

  /// What `FactSheet` reads instead of the facts' own rows, filled by `SheetWriter`.
  private static let sheets = """
    CREATE TABLE word (
      key INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE
    ) STRICT;

    -- Documents that have facts; the day on which each was published.
    CREATE TABLE sheet (
      document INTEGER PRIMARY KEY REFERENCES document(key) ON DELETE CASCADE,
      id TEXT NOT NULL,
      published TEXT,
      home_code TEXT,
      first_fact INTEGER NOT NULL,
      facts BLOB NOT NULL
    ) STRICT;

    """

  /// `SearchText.tokens` of a blob, for the step that indexes anew.
  private static let searchTokens = DatabaseFunction("search_tokens", argumentCount: 1, pure: true) { values in
    SearchText.tokens(of: [UInt8](values.first.flatMap { Data.fromDatabaseValue($0) } ?? Data()))
  }
}
