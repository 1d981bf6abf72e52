import FoundationEssentials

/// Finds the mistakes in a `Lexicons` folder or a domain pack, all of them, each with file and line.
public struct LexiconCheck {
  private let lexicons: Lexicons
  private let schema: LexiconSchema
  private let spelling: LexiconSpelling
  /// In the order of the files and their lines.
  public private(set) var faults: [LexiconError] = []
  /// What was looked at.
  public private(set) var fileCount = 0
  public private(set) var rowCount = 0

  /// Reads the descriptions of the tables.
  ///
  /// - Throws: `LexiconError` if `schema/` is damaged.
  public init(_ lexicons: Lexicons, spelling: LexiconSpelling) throws {
    self.lexicons = lexicons
    self.spelling = spelling
    schema = try LexiconSchema(lexicons)
  }

  /// Checks every table of the folder, the shared tables and all packs.
  public mutating func checkAll() {
    let folders = "domains/"
    for file in Set(lexicons.dataFiles().filter { $0.hasSuffix(".tsv") } + schema.otherTables).sorted()
    where !file.hasPrefix(folders) {
      let form = schema.forms[file]
      if !lexicons.has(file) {
        if form?.need == .required { fault(file, nil, "is missing: \(file) is needed") }
        continue
      }
      _ = check(file, form)
    }
    let shared = checkFolder(DomainPack.shared, isShared: true)
    for name in DomainPack.names(in: lexicons) { checkPack(folders + name, shared) }
  }

  /// Checks the tables of one pack and how they go with the shared ones.
  public mutating func check(_ pack: DomainPack) {
    checkPack(pack.folder, checkFolder(DomainPack.shared, isShared: true, isSilent: true))
  }

  private mutating func fault(_ file: String, _ line: Int?, _ message: String) {
    faults.append(LexiconError(file: file, line: line, message: message))
  }

  private mutating func checkPack(_ folder: String, _ shared: [String: [LexiconRow]]) {
    let own = checkFolder(folder, isShared: false)
    let units = (try? lexicons.table("numerals/units.tsv", columns: ["unit", "class"])) ?? []
    faults += PackCheck(folder: folder, own: own, shared: shared, units: units, schema: schema).faults
  }

  /// The rows of every table of a folder, by its name.
  private mutating func checkFolder(
    _ folder: String, isShared: Bool, isSilent: Bool = false
  ) -> [String: [LexiconRow]] {
    let before = (faults, fileCount, rowCount)
    var tables: [String: [LexiconRow]] = [:]
    let found = (try? FileManager.default.contentsOfDirectory(atPath: lexicons.path(folder))) ?? []
    for name in found.filter({ $0.hasSuffix(".tsv") }).sorted() {
      let form = schema.packForm(name)
      if form == nil {
        let names = schema.packTables.joined(separator: ", ")
        fault(folder + "/" + name, nil, "no table has this name; there are \(names)")
      }
      tables[name] = check(folder + "/" + name, form)
    }
    for name in schema.packTables where tables[name] == nil {
      let need = schema.packForm(name)?.need
      if need == (isShared ? .shared : .pack) { fault(folder + "/" + name, nil, "is missing") }
    }
    if isSilent { (faults, fileCount, rowCount) = before }
    return tables
  }

  private mutating func check(_ file: String, _ form: LexiconSchema.Form?) -> [LexiconRow] {
    fileCount += 1
    do {
      let table = TableCheck(try lexicons.bytes(file), file: file, form: form, spelling: spelling)
      faults += table.faults.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
      rowCount += table.rows.count
      return table.rows
    } catch {
      fault(file, nil, "cannot be read")
      return []
    }
  }
}
