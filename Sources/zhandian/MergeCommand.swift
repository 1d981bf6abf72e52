import ArgumentParser
import FactStore
import FoundationEssentials

/// Stores that were made apart, as one.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Take stores over into one, in any order; again = nothing new.",
    discussion: """
      Examples:
        zhandian merge part-1.db part-2.db --into all.db
        zhandian merge shards/*.db --into stations.db

      The stores must be of one contract: program, lexicons and domain (`zhandian contract`). Of two records of one \
      identifier the first by place stays, and the other is a row of rejects. Each store goes in whole or not at all. Reviews stay with the store that they were made of.
      """)

  @Argument(help: "Stores to take over; they are not changed.") var stores: [String]
  @Option(help: "The store that takes them; it is made if there is none.") var into: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    let all = FileManager.default.fileExists(atPath: into) ? [into] + stores : stores
    _ = try FactStore.commonContract(of: all)
    let target = try FactStore(path: into, access: .write)
    var total = MergeSummary()
    for path in stores {
      let source = try FactStore(path: path, access: .read)
      let summary = try target.merge(source)
      try source.close()
      total.added += summary.added
      total.known += summary.known
      total.contested += summary.contested
      total.rejections += summary.rejections
    }
    try target.linkCopies()
    try target.close()
    common.note(
      "\(stores.count) stores into \(into): \(total.added) documents added, \(total.known) there already, "
        + "\(total.contested) of an identifier in use, \(total.rejections) rejections taken over")
  }
}
