// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Foundation
import Testing

/// What an update makes of the generation that it finds, and what readers see of it.
@Suite struct UpdateGenerationTests {
  @Test func aReaderThatWasOvertakenByUpdatesAnswersFromTheLast() async throws {
    let folder = try await TestFolder.ofBirds()
    let index = try folder.open()
    #expect(try TestFolder.found("pelican", in: index).count == 12)
    for round in 0..<6 {
      for number in 0..<6 { try folder.write("\(number).txt", "pelican round\(round) \(number)") }
      try await folder.update()
      #expect(try TestFolder.found("pelican", in: index).count == 12)
    }
    #expect(try TestFolder.found("round5", in: folder.open()).count == 6)
    _ = try index.statistics()
    _ = try index.spellings(of: "pelican")
  }

  @Test func manyChangesMakeANewGenerationWithTheRestOfTheOld() async throws {
    let folder = try TestFolder()
    let filler = (0..<20_000).map { "word\($0 % 5000)" }.joined(separator: " ")
    for number in 0..<12 { try folder.write("\(number).txt", "pelican\(number) \(filler)") }
    try await folder.update()
    for number in 0..<10 { try folder.write("\(number).txt", "heron\(number) \(filler)") }
    try folder.remove("10.txt")
    let report = try await folder.update()
    #expect(report.outcomes == "indexed 10 unchanged 1 deleted 1")
    #expect(try folder.index.currentGeneration().number == 2)
    try await folder.checkAgainstRebuild()
  }

  @Test func aSmallArchiveThatUnfoldsToMuchMakesANewGeneration() async throws {
    let folder = try await TestFolder.ofBirds()
    let generation = try folder.index.currentGeneration()
    let lines = (0..<1000).map { TestDocument("d\($0)", "heron \($0) on the quay ").line }
    try folder.writeCompressed("more.jsonl", lines.joined() + lines.joined())
    try folder.remove("1.txt")
    try folder.move("2.txt", to: "sub/2.txt")
    var options = UpdateOptions()
    options.limits = BuildLimits(memory: 128 << 10)
    let report = try await folder.update(options: options)
    #expect(report.outcomes == "indexed 1 unchanged 12 moved 1 deleted 1")
    #expect(report.replaced == 1000)
    #expect(try folder.index.currentGeneration() != generation)
    try await folder.checkAgainstRebuild()
  }

  @Test func anIndexOfAnOlderFormatIsMadeAnew() async throws {
    let folder = try await TestFolder.ofBirds()
    let path = try folder.index.currentGeneration().manifestPath
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try Data(text.replacing(/"format" : \d+/, with: "\"format\" : 1").utf8)
      .write(to: URL(filePath: path))
    let run = try await folder.update("sub")
    #expect(run.isRebuild)
    #expect(run.outcomes == "indexed 14")
  }
}
