// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

/// Filters by folder and path, fields by other names, and dates as people write them.
@Suite struct FilterTests {
  private static func folder() async throws -> TestFolder {
    let folder = try TestFolder()
    try folder.write("2024/letters/a.txt", "pelican one")
    try folder.write("2024/letters-old/b.txt", "pelican two")
    try folder.write("2025/my papers/c.md", "pelican three")
    try folder.write("2025/d.jsonl", TestDocument("d", "pelican four", date: "2025-10-17").line)
    try await folder.build()
    return folder
  }

  @Test(arguments: [
    ("in:2024", 2), ("in:2024/letters", 1), ("in:2024/letters/", 1), ("in:2025", 2),
    ("in:\"2025/my papers\"", 1), ("in:2024/letters/a.txt", 1), ("in:documents", 4),
    ("in:nowhere", 0),
    ("in:2024 in:2025", 4), ("folder:2025", 2), ("-in:2024", 2),
  ])
  func folders(filter: String, count: Int) async throws {
    let folder = try await Self.folder()
    let result = try folder.open().search("pelican \(filter)")
    #expect(result.total == count)
    #expect(result.notes.contains { $0.message.contains("has nothing in") } == (count == 0))
  }

  @Test func foldersByTheirWholePath() async throws {
    let folder = try await Self.folder()
    #expect(try folder.open().search("pelican in:\(folder.documents)/2025").total == 2)
    #expect(try folder.open().search("in:\(folder.documents)").total == 4)
    #expect(try folder.open().search("pelican in:/tmp/nowhere").total == 0)
  }

  @Test(arguments: [
    ("pelican path:letters", 2), ("pelican path:\"letters old\"", 1), ("nothere path:2025", 0),
    ("pelican language:en", 0), ("pelican ext:md", 1), ("pelican filetype:text", 2),
    ("pelican date:17.10.2025", 1), ("pelican date:16.10.2025..18.10.2025", 1),
    ("pelican date:17.10.2025..", 1), ("pelican year:2025", 1), ("pelican date:today", 0),
    ("pelican date:2025-10-17..today", 1),
  ])
  func whatPeopleWriteIsUnderstood(query: String, count: Int) async throws {
    var options = SearchOptions()
    options.spellings = .off
    #expect(try await Self.folder().open().search(query, options: options).total == count)
  }

  @Test(arguments: [
    ("before:2024 pelican", "date:<2024-06"), ("from:anna pelican", "author:NAME"),
    ("pelican and heron", "AND"), ("pelican or heron", "OR"), ("a pelican not heron", "NOT"),
  ])
  func whatIsNotUnderstoodGetsANoteWithWhatToWrite(query: String, words: String) async throws {
    let notes = try await Self.folder().open().search(query).notes
    #expect(notes.contains { $0.message.contains(words) }, "\(notes)")
  }

  @Test(arguments: ["pelican and", "and pelican", "\"pelican and heron\"", "pelican AND heron"])
  func whatIsPlainGetsNone(query: String) async throws {
    let notes = try await Self.folder().open().search(query).notes
    #expect(!notes.contains { $0.message.contains("as a word: for the operator") })
  }
}
