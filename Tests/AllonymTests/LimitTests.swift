// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Foundation
import Synchronization
import Testing
import Xapian

@testable import Allonym

/// What a run or an answer may take, and what happens at the bound.
@Suite struct LimitTests {
  private static func queue(memory: Int) -> SegmentQueue {
    SegmentQueue(DocumentReader().workItems(of: []), memory: memory, threads: 2)
  }

  private static func job(_ bytes: Int) -> SegmentQueue.Job {
    SegmentQueue.Job(number: 0, items: [], bytes: bytes)
  }

  @Test func aSegmentWaitsUntilOthersHaveGivenBackTheirMemory() async {
    let queue = Self.queue(memory: 6 * 100)
    await queue.begin(Self.job(60))
    let order = Mutex<[String]>([])
    async let second: Void = {
      await queue.begin(Self.job(50))
      order.withLock { $0.append("begun") }
    }()
    // As long as the first has its memory the second cannot begin.
    for _ in 0..<20 { await Task.yield() }
    try? await Task.sleep(for: .milliseconds(50))
    order.withLock { $0.append("given back") }
    queue.end(Self.job(60))
    await second
    #expect(order.withLock { $0 } == ["given back", "begun"])
  }

  @Test func whatFitsBeginsAtOnceAndTheLargestAlone() async {
    let queue = Self.queue(memory: 6 * 100)
    await queue.begin(Self.job(60))
    await queue.begin(Self.job(40))
    queue.end(Self.job(60))
    queue.end(Self.job(40))
    await queue.begin(Self.job(100_000))
  }

  @Test(arguments: [true, false])
  func anIndexThatHasGrownByUpdatesIsMadeCompact(growsFar: Bool) async throws {
    let folder = try await TestFolder.ofBirds()
    let generation = try folder.index.currentGeneration()
    var options = UpdateOptions()
    options.limits.minGrowth = 0
    options.limits.growth = growsFar ? 1 : 100
    // Compact, its few blocks leave no room: what comes in splits them.
    for number in 0..<4 {
      let words = (0..<2000).map { "word\(number)x\($0)" }.joined(separator: " ")
      try folder.write("grown\(number).txt", words)
      try await folder.update(options: options)
    }
    #expect(try (folder.index.currentGeneration() != generation) == growsFar)
    try await folder.checkAgainstRebuild()
    #expect(BuildLimits().growth == 1.6 && BuildLimits().minGrowth == 16 << 20)
  }

  @Test func manyChangedBytesMakeANewGenerationAndFewDoNot() async throws {
    let folder = try await TestFolder.ofBirds()
    let generation = try folder.index.currentGeneration()
    try folder.write("small.txt", String(repeating: "heron and tern ", count: 1000))
    try await folder.update()
    #expect(try folder.index.currentGeneration() == generation)
    try folder.write("large.txt", String(repeating: "heron and tern ", count: 100_000))
    try await folder.update()
    #expect(try folder.index.currentGeneration() != generation)
  }

  @Test func segmentsAreMergedInRoundsOfAFew() async throws {
    let folder = try TestFolder()
    for number in 0..<7 {
      try folder.write("\(number).txt", String(repeating: "pelican\(number) ", count: 140_000))
    }
    var limits = BuildLimits(memory: 1 << 20, threads: 1)
    limits.mergedAtOnce = 2
    var builder = IndexBuilder(index: folder.index, sources: [folder.documents])
    builder.limits = limits
    #expect(try await builder.build().run.documents == 7)
    #expect(try IndexCheck(folder.index).findings().allSatisfy(\.isSound))
    for number in 0..<7 { #expect(try folder.found("pelican\(number)") == ["\(number).txt"]) }
    // Each takes some open files, of which a process may have no more than 128 (see SystemLimits).
    #expect(BuildLimits().mergedAtOnce <= 120)
  }

  @Test func aQueryIsBegunAgainAsOftenAsTheIndexChangesBelowIt() async throws {
    let folder = try await TestFolder.ofBirds()
    let index = try folder.open()
    let path = try folder.index.currentGeneration().databasePath
    var attempts = 0
    let answer = try index.answering {
      attempts += 1
      if attempts <= 8 {
        let database = try WritableDatabase(path: path, mode: .open)
        try database.setMetadata("round", "\(attempts)")
        try database.commit()
        try database.close()
        throw XapianError(type: "DatabaseModifiedError", message: "overtaken")
      }
      return attempts
    }
    #expect(answer == 9)
  }

  @Test func anIndexThatNeverComesToRestIsAnErrorInTheEnd() async throws {
    let index = try await TestFolder.ofBirds().open()
    #expect(throws: AllonymError.self) {
      try index.answering { throw XapianError(type: "DatabaseModifiedError", message: "overtaken") }
    }
  }
}

/// A file is another one moved only where it holds the same.
@Suite struct MovedContentTests {
  @Test func aNewFileOfTheSameNameAndSizeIsReadIfItHoldsSomethingElse() async throws {
    let folder = try await TestFolder.ofBirds()
    try folder.remove("3.txt")
    let text = "pelican number3\n\nThe harbour at dawn."
    try folder.write("attic/3.txt", text.replacing("dawn", with: "dusk"))
    #expect(try await folder.update().outcomes == "indexed 1 unchanged 13 deleted 1")
    #expect(try folder.found("dusk") == ["3.txt"])
    try await folder.checkAgainstRebuild()
  }
}

/// What queries may take in at most.
@Suite struct QueryLimitTests {
  @Test func noPhraseAndNoNearSpansTitleAndText() async throws {
    let folder = try await TestFolder(indexing: [
      TestDocument("a", "heron in the reeds", title: "The pelican")
    ])
    #expect(try folder.found("pelican AND heron") == ["a"])
    #expect(try folder.found("\"pelican heron\"") == [])
    #expect(try folder.found("pelican NEAR/20 heron") == [])
    #expect(try folder.found("heron NEAR/20 reeds") == ["a"])
  }

  @Test func aPrefixStandsForItsThousandMostFrequentWords() async throws {
    let words = (0..<1100).map { "zeb\(1000 + $0)" }
    let folder = try await TestFolder(
      indexing: words.enumerated().map { TestDocument("d\($0.offset)", $0.element) })
    #expect(try folder.open().search("zeb*").total == 1000)
    #expect(try folder.open().search("zeb10*").total == 100)
  }
}
