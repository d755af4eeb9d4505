// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing
import Xapian

extension TestFolder {
  /// Brings the index up to date: of all, or of some files and folders below the documents.
  @discardableResult
  func update(
    _ parts: String..., options: UpdateOptions = UpdateOptions()
  ) async throws -> RunReport {
    let paths = parts.isEmpty ? [documents] : parts.map { "\(documents)/\($0)" }
    return try await IndexUpdate(index: index, paths: paths, options: options).run().run
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(documents)/\(name)")
  }

  func move(_ name: String, to other: String) throws {
    let target = URL(filePath: "\(documents)/\(other)")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.moveItem(at: URL(filePath: "\(documents)/\(name)"), to: target)
  }

  /// All that the database holds of each document but its id and the hash of its file, sorted.
  func contents() throws -> [String] { try Self.contents(of: index) }

  static func contents(of index: IndexDirectory) throws -> [String] {
    let database = try Database(path: index.currentGeneration().databasePath)
    return try database.postings("").map { id in
      var text = try database.document(id).text
      for term in try database.termList(id) {
        // Each index draws a seed of its own.
        if term.starts(with: "XF".utf8) { continue }
        text += "\n" + String(decoding: term, as: UTF8.self)
        for slot in 10...13 as ClosedRange<ValueSlot> {
          text += " \(try database.positions(term, in: id, positionsSlot: slot))"
        }
      }
      return text + "\n\(try database.document(id).value(1)) \(try database.documentLength(id))"
    }.sorted()
  }

  /// Twelve texts about pelicans, a Markdown file and two documents of JSON Lines, indexed.
  static func ofBirds() async throws -> TestFolder {
    let folder = try TestFolder()
    for number in 0..<12 {
      try folder.write("\(number).txt", "pelican number\(number)\n\nThe harbour at dawn.")
    }
    try folder.write("sub/a.md", "# Granite\n\nquarries")
    try folder.write(
      "sub/b.jsonl", TestDocument("x", "heron").line + TestDocument("y", "tern").line)
    #expect(try await folder.update().outcomes == "indexed 14")
    return folder
  }

  /// The index is what a build from nothing makes of the same files.
  func checkAgainstRebuild(location: SourceLocation = #_sourceLocation) async throws {
    #expect(
      try IndexCheck(index).findings().allSatisfy(\.isSound), sourceLocation: location)
    let updated = try contents()
    let fresh = IndexDirectory(path: path + "/fresh")
    _ = try await IndexBuilder(index: fresh, sources: [documents]).build()
    let other = try TestFolder.contents(of: fresh)
    #expect(updated == other, sourceLocation: location)
  }
}

extension RunReport {
  /// The fates that files had, such as "indexed 2 moved 1".
  var outcomes: String {
    RunReport.Outcome.allCases.filter { count($0) > 0 }
      .map { "\($0.rawValue) \(count($0))" }.joined(separator: " ")
  }
}
