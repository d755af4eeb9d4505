// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation

/// A folder for one test, with documents in it and an index beside them; gone with the value.
final class TestFolder: Sendable {
  let path: String
  let index: IndexDirectory

  init() throws {
    path = "/tmp/allonym-tests-\(UUID().uuidString)"
    index = IndexDirectory(path: path + "/index")
    try FileManager.default.createDirectory(
      atPath: path + "/documents", withIntermediateDirectories: true)
  }

  /// A folder with these documents, indexed.
  convenience init(indexing documents: [TestDocument]) async throws {
    try self.init()
    try write("docs.jsonl", documents.map(\.line).joined())
    try await build()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var documents: String { path + "/documents" }

  func write(_ name: String, _ text: String) throws {
    try write(name, Data(text.utf8))
  }

  func write(_ name: String, _ data: Data) throws {
    let url = URL(filePath: documents).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// Writes a file as `name` with `.gz` after it.
  func writeCompressed(_ name: String, _ text: String) throws {
    try write(name, text)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "\(documents)/\(name)"]
    try process.run()
    process.waitUntilExit()
  }

  @discardableResult
  func build() async throws -> BuildReport {
    try await IndexBuilder(index: index, sources: [documents]).build()
  }

  func open() throws -> SearchIndex { try SearchIndex(index) }

  /// What a query finds, best first: ids, or names of files where there is no id.
  func found(_ query: String, exact: Bool = false) throws -> [String] {
    try Self.found(query, in: open(), exact: exact)
  }

  static func found(
    _ query: String, in index: SearchIndex, exact: Bool = false
  ) throws -> [String] {
    var options = SearchOptions()
    options.limit = 10_000
    options.exact = exact
    // What spellings are found depends on the model's weights.
    options.spellings = .off
    return try index.search(query, options: options).hits.map { hit in
      hit.id ?? URL(filePath: hit.path).lastPathComponent
    }
  }

  /// The names in the folder of the index, sorted.
  var indexEntries: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: index.path)) ?? []).sorted()
  }
}

/// A line of a JSON Lines file.
struct TestDocument: Encodable {
  var id: String?
  var title: String?
  var text: String
  var date: String?
  var lang: String?

  init(
    _ id: String?, _ text: String, title: String? = "untitled", date: String? = nil,
    lang: String? = nil
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.date = date
    self.lang = lang
  }

  var line: String {
    guard let data = try? JSONEncoder().encode(self) else { return "" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

/// The same random numbers in every run (xorshift64*, https://doi.org/10.1145/2845077).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
