// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing
import Xapian

@Suite("A build is the same whatever the threads and the memory") struct ParallelBuildTests {
  @Test("Terms, postings, positions and ranking are the same with 1, 2 and 4 threads")
  func threads() async throws {
    let folder = try TestFolder()
    let words = ["Damascus", "Дамаск", "دمشق", "al-Shara", "Hmeimim", "base", "news", "of", "the"]
    for file in 0..<3 {
      let lines = (0..<3000).map { number in
        let text = (0..<40).map { words[(number * 7 + $0 * $0 + file) % words.count] }
        return TestDocument("d\(file)-\(number)", text.joined(separator: " ")).line
      }
      try folder.write("part\(file).jsonl", lines.joined())
    }
    var answers: [String] = []
    for (threads, memory) in [(1, 16), (2, 16), (4, 16), (2, 512)] {
      var builder = IndexBuilder(index: folder.index, sources: [folder.documents])
      builder.limits = BuildLimits(memory: memory << 20, threads: threads)
      let report = try await builder.build()
      #expect(report.run.documents == 9_000)
      answers.append(try Self.digest(of: report.generation.databasePath, folder.open()))
    }
    #expect(Set(answers).count == 1)
  }

  @Test("An archive is cut into segments where it is too much for one")
  func archive() async throws {
    let folder = try TestFolder()
    let lines = (0..<16_000).map { number in
      TestDocument("d\(number)", "heron number\(number) " + String(repeating: "quay ", count: 80))
        .line
    }
    try folder.writeCompressed("docs.jsonl", lines.joined())
    var answers: [String] = []
    for memory in [1, 512] {
      var builder = IndexBuilder(index: folder.index, sources: [folder.documents])
      builder.limits = BuildLimits(memory: memory << 20, threads: 1)
      let report = try await builder.build()
      #expect(report.run.documents == 16_000 && report.run.count(.indexed) == 1)
      answers.append(try Self.digest(of: report.generation.databasePath, folder.open()))
    }
    #expect(Set(answers).count == 1)
    #expect(try await folder.update().outcomes == "unchanged 1")
  }

  @Test("A text of several megabytes is found to its end, and so is what lies on its cuts")
  func longText() async throws {
    let folder = try TestFolder()
    let line = String(repeating: "gulls over the grey water ", count: 40)
    try folder.write(
      "long.txt", String(repeating: line + "the red lamp\nof the keeper\n", count: 4000) + "omega")
    try folder.write("solid.txt", String(repeating: "я", count: 2_000_000) + " omega")
    let report = try await folder.build()
    #expect(report.run.documents == 2)
    #expect(Set(try folder.found("omega")) == ["long.txt", "solid.txt"])
    let database = try Database(path: report.generation.databasePath)
    #expect(try database.postings("keeper").count == 1)
    let id = try #require(try database.postings("keeper").first)
    let lamps = try database.positions("lamp", in: id, positionsSlot: 10)
    #expect(lamps.count == 4000)
    #expect(try database.positions("keeper", in: id, positionsSlot: 10) == lamps.map { $0 + 3 })
    #expect(Set(zip(lamps, lamps.dropFirst()).map { $1 - $0 }) == [206])
  }

  /// All that a database holds and what it ranks first, in a few words.
  private static func digest(of path: String, _ index: SearchIndex) throws -> String {
    let database = try Database(path: path)
    var hash: UInt64 = 14_695_981_039_346_656_037
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    }
    var terms: [[UInt8]] = []
    try database.forEachTerm { term, frequency in
      // Each index draws a seed of its own.
      if term.starts(with: "XF".utf8) { return true }
      terms.append(Array(term))
      add("\(frequency)".utf8)
      return true
    }
    for term in terms {
      add(term)
      let ids = try database.postings(term)
      add("\(ids.digest)".utf8)
      for id in ids.prefix(20) {
        add("\(try database.positions(term, in: id, positionsSlot: 10))".utf8)
      }
    }
    let hits = try index.search("base Hmeimim news").hits
    return "\(hash) \(hits.map { "\($0.id ?? "") \($0.score)" })"
  }
}

extension [DocumentID] {
  /// A number that stands for the list, the same in every process.
  fileprivate var digest: UInt64 {
    reduce(0) { ($0 &* 31) &+ UInt64($1) }
  }
}
