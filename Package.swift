// swift-tools-version: 6.1
import PackageDescription

// The arrows between modules; Tests/ArchitectureTests holds every `import` to them.
let package = Package(
  name: "zhandian",
  products: [
    .executable(name: "zhandian", targets: ["zhandian"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CICULibrary", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
    .target(name: "CICU", dependencies: ["CICULibrary"]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    .systemLibrary(name: "CMalloc"),

    .target(name: "CorpusModel"),
    .target(name: "LexiconData", dependencies: ["CorpusModel"]),
    .target(name: "CorpusReading", dependencies: ["CorpusModel", "CICU", "CZlib", "CZstd", "CBrotli", "CCrypto"]),
    .target(name: "ArticleExtraction", dependencies: ["CorpusModel", "LexiconData", "CLibXML2"]),
    .target(name: "ChineseText", dependencies: ["CorpusModel", "LexiconData", "CICU"]),
    .target(name: "Gazetteer", dependencies: ["CorpusModel", "LexiconData"]),
    .target(name: "FactExtraction", dependencies: ["CorpusModel", "LexiconData", "Gazetteer"]),
    .target(
      name: "FactStore",
      dependencies: [
        "CorpusModel", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "Ingestion",
      dependencies: [
        "CorpusModel", "LexiconData", "CorpusReading", "ArticleExtraction", "ChineseText", "Gazetteer",
        "FactExtraction", "FactStore",
      ]),
    .target(name: "RegionComparison", dependencies: ["CorpusModel", "LexiconData", "Gazetteer", "FactStore"]),
    .target(
      name: "Reporting",
      dependencies: ["CorpusModel", "LexiconData", "FactStore", "RegionComparison", "CXLSXWriter"],
      exclude: ["Schemas"],
      resources: [.embedInCode("Site/style.css"), .embedInCode("Site/sort.js")]),
    .target(
      name: "Explorer",
      dependencies: ["CorpusModel", "Gazetteer", "FactStore", "RegionComparison", "Reporting"],
      resources: [.embedInCode("explorer.css")]),
    .executableTarget(
      name: "zhandian",
      dependencies: [
        "CorpusModel", "LexiconData", "CorpusReading", "ChineseText", "Gazetteer", "FactExtraction", "FactStore",
        "RegionComparison", "Ingestion", "Reporting", "Explorer", "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .executableTarget(name: "SegmenterTrainer", dependencies: ["CorpusModel", "LexiconData", "ChineseText"]),

    .target(name: "ZhandianTestSupport", dependencies: ["LexiconData"], path: "Tests/ZhandianTestSupport"),
    .testTarget(name: "CorpusModelTests", dependencies: ["CorpusModel"]),
    .testTarget(name: "LexiconDataTests", dependencies: ["CorpusModel", "LexiconData", "ZhandianTestSupport"]),
    .testTarget(name: "CorpusReadingTests", dependencies: ["CorpusModel", "CorpusReading", "CZlib", "CZstd"]),
    .testTarget(
      name: "ArticleExtractionTests",
      dependencies: ["CorpusModel", "LexiconData", "ArticleExtraction", "CICU", "ZhandianTestSupport"]),
    .testTarget(
      name: "ChineseTextTests",
      dependencies: ["CorpusModel", "LexiconData", "ChineseText", "CICU", "ZhandianTestSupport"]),
    .testTarget(
      name: "FactExtractionTests",
      dependencies: ["CorpusModel", "LexiconData", "FactExtraction", "ZhandianTestSupport"]),
    .testTarget(name: "GazetteerTests", dependencies: ["CorpusModel", "Gazetteer", "ZhandianTestSupport"]),
    .testTarget(
      name: "FactStoreTests",
      dependencies: ["CorpusModel", "FactStore", .product(name: "GRDB", package: "GRDB.swift")],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "IngestionTests",
      dependencies: ["CorpusModel", "CorpusReading", "FactStore", "Ingestion", "ZhandianTestSupport"]),
    .testTarget(
      name: "RegionComparisonTests",
      dependencies: ["CorpusModel", "FactStore", "Gazetteer", "RegionComparison", "ZhandianTestSupport"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "CorpusModel", "FactStore", "Gazetteer", "RegionComparison", "Reporting", "CLibXML2", "ZhandianTestSupport",
      ],
      exclude: ["Snapshots"]),
    .testTarget(
      name: "ExplorerTests",
      dependencies: [
        "CorpusModel", "LexiconData", "Gazetteer", "FactStore", "RegionComparison", "Reporting", "Explorer",
        "ZhandianTestSupport",
      ]),
    .testTarget(name: "ArchitectureTests", dependencies: ["ZhandianTestSupport"]),
    .testTarget(name: "EndToEndTests", dependencies: ["zhandian", "ZhandianTestSupport"]),
    .testTarget(
      name: "HostileInputTests",
      dependencies: [
        "CorpusModel", "LexiconData", "CorpusReading", "ArticleExtraction", "ChineseText", "Gazetteer",
        "FactExtraction", "FactStore", "RegionComparison", "Ingestion", "Reporting", "Explorer", "ZhandianTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
