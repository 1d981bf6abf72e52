// swift-tools-version: 6.1
import PackageDescription

// Fuzz targets over the modules that read what strangers wrote. The modules are links to ../../Sources, so that they are
// built with the fuzzer's instrumentation and the main package needs no products for it.
let package = Package(
  name: "Fuzzing",
  dependencies: [.package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")],
  targets: [
    .systemLibrary(name: "CICULibrary", path: "Modules/CICULibrary", pkgConfig: "icu-i18n"),
    .target(name: "CICU", dependencies: ["CICULibrary"], path: "Modules/CICU"),
    .systemLibrary(name: "CLibXML2", path: "Modules/CLibXML2", pkgConfig: "libxml-2.0"),
    .systemLibrary(name: "CZlib", path: "Modules/CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CZstd", path: "Modules/CZstd", pkgConfig: "libzstd"),
    .systemLibrary(name: "CBrotli", path: "Modules/CBrotli", pkgConfig: "libbrotlidec"),
    .systemLibrary(name: "CCrypto", path: "Modules/CCrypto", pkgConfig: "libcrypto"),
    .target(name: "CorpusModel", path: "Modules/CorpusModel"),
    .target(name: "LexiconData", dependencies: ["CorpusModel"], path: "Modules/LexiconData"),
    .target(
      name: "CorpusReading", dependencies: ["CorpusModel", "CICU", "CZlib", "CZstd", "CBrotli", "CCrypto"],
      path: "Modules/CorpusReading"),
    .target(
      name: "ArticleExtraction", dependencies: ["CorpusModel", "LexiconData", "CLibXML2"],
      path: "Modules/ArticleExtraction"),
    .target(name: "ChineseText", dependencies: ["CorpusModel", "LexiconData", "CICU"], path: "Modules/ChineseText"),
    .target(name: "Gazetteer", dependencies: ["CorpusModel", "LexiconData"], path: "Modules/Gazetteer"),
    .target(
      name: "FactExtraction", dependencies: ["CorpusModel", "LexiconData", "Gazetteer"], path: "Modules/FactExtraction"
    ),
    .target(
      name: "FactStore",
      dependencies: [
        "CorpusModel", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Modules/FactStore"),
    .executableTarget(
      name: "FuzzTarget",
      dependencies: [
        "CorpusModel", "LexiconData", "CorpusReading", "ArticleExtraction", "ChineseText", "Gazetteer",
        "FactExtraction", "FactStore",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
