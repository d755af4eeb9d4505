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
    for _ in benchmark.scaledIterations {
      let folder = try Samples.folder()
      try Samples.writeSegment(of: 1_000, to: folder)
      try FileManager.default.removeItem(atPath: folder)
    }
  }

  Benchmark("a phrase among 5,000 documents that have its words") { benchmark in
    let folder = try Samples.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Samples.writeSegment(of: 5_000, to: folder)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      // Opened anew, so that nothing is known from the time before.
      let database = try Database(path: folder)
      let groups = try ["first", "second"].map {
        try Query(
          synonyms: [.init($0, layer: 0, documents: 5_000)], in: database, factors: (1, 0, 0),
          k1: 1.2, b: 0.75)
      }
      let enquire = try Enquire(database)
      try enquire.setQuery(Query(phraseOf: groups, in: Samples.sequence))
      blackHole(try enquire.mset(limit: 10, checkAtLeast: 5_000))
    }
  }
}
