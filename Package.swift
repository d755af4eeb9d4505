// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-2.0-or-later
import PackageDescription

/// Arrows go one way; no target knows one above it:
/// allonym-server (AllonymServer) → Workspaces, Allonym, CServerFiles, Hummingbird, Mustache
/// allonym-alerts (AllonymAlerts) → Workspaces → Allonym, GRDB
/// allonym (AllonymCLI) → Allonym → Xapian → CXapian → libxapian, xxhash
///                                → Spelling → CSpellingTables
///                                → Documents → CProgram, xxhash
/// allonym-reader (AllonymReader) → Extractors → Documents
///                                             → libraries that read files, and what makes C of C++:
///                                               CJSON, CCharset, CMail, COutlook, CPDF, CLanguage
let package = Package(
  name: "allonym",
  products: [
    .library(name: "Allonym", targets: ["Allonym"]),
    .library(name: "Documents", targets: ["Documents"]),
    .library(name: "Spelling", targets: ["Spelling"]),
    .library(name: "Xapian", targets: ["Xapian"]),
    .executable(name: "allonym", targets: ["AllonymCLI"]),
    .executable(name: "allonym-server", targets: ["AllonymServer"]),
    .executable(name: "allonym-alerts", targets: ["AllonymAlerts"]),
    .executable(name: "allonym-reader", targets: ["AllonymReader"]),
    .executable(name: "train-spellings", targets: ["TrainSpellings"]),
    .executable(name: "stem-text", targets: ["StemText"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CXapianLibrary", pkgConfig: "xapian-core", providers: [.apt(["libxapian-dev"])]),
    .systemLibrary(name: "CMark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CXXHash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CDeflate", providers: [.apt(["libdeflate-dev"])]),

    .target(
      name: "CXapian", dependencies: ["CXapianLibrary", "CDeflate", "CXXHash"],
      linkerSettings: [.linkedLibrary(":libdeflate.a")]),
    .target(name: "Xapian", dependencies: ["CXapian"]),
    .target(
      name: "CSpellingTables",
      exclude: ["letters", "words", "tables", "letters.bin", "words.bin"]),
    .target(name: "Spelling", dependencies: ["CSpellingTables"]),
    .target(name: "SplitMix"),
    .executableTarget(name: "TrainSpellings", dependencies: ["Spelling", "SplitMix"]),
    .executableTarget(name: "StemText", dependencies: ["Allonym", "Spelling", "Xapian"]),
    .target(name: "CJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(
      name: "CCharset",
      linkerSettings: [
        .linkedLibrary(":libuchardet.a"), .linkedLibrary("stdc++"), .linkedLibrary("icui18n"),
      ]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CMagic", providers: [.apt(["libmagic-dev"])]),
    .target(name: "CLanguage", linkerSettings: [.linkedLibrary("cld2")]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CMailLibrary", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
    .target(
      name: "CMail", dependencies: ["CMailLibrary"], linkerSettings: [.linkedLibrary("crypto")]),
    .systemLibrary(
      name: "CPDFLibrary", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
    .target(
      name: "CPDF", dependencies: ["CPDFLibrary"], linkerSettings: [.linkedLibrary("qpdf")]),
    .systemLibrary(
      name: "CPSTLibrary", pkgConfig: "libpst", providers: [.apt(["libpst-dev"])]),
    .systemLibrary(
      name: "CGSFLibrary", pkgConfig: "libgsf-1", providers: [.apt(["libgsf-1-dev"])]),
    .target(
      name: "COutlook", dependencies: ["CPSTLibrary", "CGSFLibrary"],
      linkerSettings: [.linkedLibrary("ytnef")]),
    .target(name: "CProgram"),
    .systemLibrary(name: "CMalloc"),
    .target(
      name: "Documents", dependencies: ["CXXHash", "CProgram"],
      linkerSettings: [.linkedLibrary(":libxxhash.a")]),
    .target(
      name: "Extractors",
      dependencies: [
        "Documents", "CXML", "CMark", "CJSON", "CCharset", "CArchive", "CMagic", "CMail",
        "COutlook", "CPDF", "CProgram", "CLanguage",
      ],
      linkerSettings: [.linkedLibrary(":libcmark.a")]),
    .executableTarget(name: "AllonymReader", dependencies: ["Extractors", "Documents"]),
    .target(
      name: "Allonym", dependencies: ["Xapian", "Spelling", "Documents", "CDeflate", "CXXHash"]),
    .executableTarget(
      name: "AllonymCLI",
      dependencies: [
        "Allonym", "Documents", "Spelling", "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["linker.cfg", "search.order"],
      linkerSettings: [
        .unsafeFlags([
          "-use-ld=lld", "-Xclang-linker",
          "--config=\(Context.packageDirectory)/Sources/AllonymCLI/linker.cfg",
          // No library asks the program for its 4,000 public symbols, among which all are then looked up first.
          // Behind the option of Swift's that exports them, which is not in linker.cfg.
          "-Xlinker", "--no-export-dynamic",
        ])
      ]),

    // What people keep beside an index: saved searches, what they found, marks on documents.
    .target(
      name: "Workspaces",
      dependencies: ["Allonym", "Documents", .product(name: "GRDB", package: "GRDB.swift")]),
    .executableTarget(
      name: "AllonymAlerts",
      dependencies: [
        "Workspaces", "Allonym", "Documents",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "CDigest", linkerSettings: [.linkedLibrary("crypto")]),
    // The files of the page and of the API, compiled into the server.
    .target(name: "CServerFiles", exclude: ["files"]),
    .executableTarget(
      name: "AllonymServer",
      dependencies: [
        "Allonym", "Documents", "Spelling", "Workspaces", "CServerFiles", "CDeflate", "CArchive",
        "CDigest",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .executableTarget(
      name: "QueryTimes", dependencies: ["Allonym"], path: "Tests/Benchmarks/QueryTimes"),
    .testTarget(name: "XapianTests", dependencies: ["Xapian", "CXapian", "SplitMix"]),
    .testTarget(
      name: "SpellingTests", dependencies: ["Spelling", "SplitMix"], exclude: ["Golden"]),
    .executableTarget(
      name: "UnrulyReader", dependencies: ["Extractors", "Documents"], path: "Tests/UnrulyReader"),
    .testTarget(
      name: "DocumentsTests",
      dependencies: ["Documents", "CProgram", "UnrulyReader", "AllonymReader"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ServerTests",
      dependencies: ["AllonymServer", "Allonym", "AllonymReader", "Workspaces"]),
    .testTarget(
      name: "WorkspacesTests",
      dependencies: ["Workspaces", "Allonym", "AllonymReader", "AllonymAlerts", "AllonymCLI"]),
    .testTarget(
      name: "AllonymTests", dependencies: ["Allonym", "Xapian", "AllonymReader", "SplitMix"]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["AllonymCLI", "AllonymReader"], exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [.enableUpcomingFeature("InternalImportsByDefault")]
}
