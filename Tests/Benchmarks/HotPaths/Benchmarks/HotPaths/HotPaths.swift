// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Benchmark
import Foundation
import Spelling
import Xapian

/// The inner loops of building and searching, each alone: `swift package benchmark` in this folder.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], maxDuration: .seconds(3))

  Benchmark("fold 1 MB") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(Samples.text.withUnsafeBufferPointer { Folding.folded($0) })
    }
  }

  Benchmark("analyze 1 MB") { benchmark in
    var buffer = TokenBuffer()
    let analyzer = Analyzer()
    for _ in benchmark.scaledIterations {
      Samples.text.withUnsafeBufferPointer { blackHole(analyzer.analyze($0, into: &buffer)) }
    }
  }

  Benchmark("build a vocabulary of 30,000 words") { benchmark in
    let words = Samples.words(30_000)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(try Vocabulary(forms: words)) }
  }

  let vocabulary = try? Vocabulary(forms: Samples.words(300_000))
  for name in ["hameimim", "tartus", "шара", "ميمشا"] {
    Benchmark("spellings of \(name) among 300,000 words") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(vocabulary?.spellings(of: name)) }
    }
  }

  Benchmark("match 100 names with 10,000") { benchmark in
    let words = Samples.words(20_000)
    let names = (0..<10_000).map { "\(words[$0]) \(words[19_999 - $0])" }
    let list = try NameList(names)
    let asked = stride(from: 0, to: 10_000, by: 100).map { names[$0] }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(list.matches(of: asked)) }
  }

  Benchmark("write a segment of 1,000 documents") { benchmark in
    let words = Samples.words(20_000)
    for _ in benchmark.scaledIterations {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      var segment = try SegmentWriter(path: folder.path)
      var document = DocumentBuilder()
      for number in 0..<1_000 {
        document.removeAll()
        for position in 1...200 {
          let word = words[(number * 131 + position * position) % words.count]
          document.append(term: word, position: Position(position))
        }
        try segment.add(document)
      }
      try segment.finish()
      try FileManager.default.removeItem(at: folder)
    }
  }
}
