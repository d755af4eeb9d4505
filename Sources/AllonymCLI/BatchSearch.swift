// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc

/// Many queries on all cores; the answers come in the order of the queries.
struct BatchSearch {
  let directory: IndexDirectory
  let queries: LineFile
  let options: SearchOptions
  /// Whether hits are printed as a table rather than as JSON Lines.
  let isTable: Bool

  /// Runs the queries; errors in them, and how odd ones were read, are told on standard error.
  func run() async throws -> BatchOutput.Counts {
    if isTable { try Output.write(CSVLine.encoded(BatchHit.columns)) }
    if options.limit > Self.mostKept { return try printEach() }
    let output = BatchOutput(
      queries: queries.lines.count, share: Self.mostKept / max(options.limit, 1))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) {
        group.addTask { try await work(output) }
      }
      try await group.waitForAll()
    }
    return await output.counts
  }

  /// As many hits wait for their turn in one answer; answers that may have more are printed as they are found, by a
  /// single worker.
  private static let mostKept = 10_000

  private func printEach() throws -> BatchOutput.Counts {
    let index = try SearchIndex(directory)
    var counts = BatchOutput.Counts()
    for (query, line) in zip(queries.lines, queries.numbers) {
      do {
        var isFirst = true
        try index.search(query, options: options, pageSize: SearchPrinter.pageSize) { page in
          if isFirst {
            StandardError.write(notes(of: page, line))
            counts.found += page.hits.isEmpty ? 0 : 1
          }
          isFirst = false
          try Output.write(lines(of: page, query, line))
        }
      } catch let error as QueryError {
        counts.errors += 1
        StandardError.write(Self.sentence(error, line))
      }
    }
    return counts
  }

  /// Answers queries until none is left, with an index of its own.
  private func work(_ output: BatchOutput) async throws {
    let index = try SearchIndex(directory)
    while let range = await output.next() {
      try await output.write(try range.map { try answer(to: $0, in: index) }, of: range)
    }
  }

  private func answer(to number: Int, in index: SearchIndex) throws -> BatchOutput.Answer {
    let (query, line) = (queries.lines[number], queries.numbers[number])
    do {
      let result = try index.search(query, options: options)
      return .hits(lines(of: result, query, line), notes: notes(of: result, line))
    } catch let error as QueryError {
      return .error(Self.sentence(error, line))
    }
  }

  private func lines(of result: SearchResult, _ query: String, _ line: Int) -> String {
    result.hits.map { hit in
      let hit = BatchHit(hit, query, line)
      return isTable
        ? CSVLine.encoded(Output.isTerminal ? hit.cells.map(Safe.line) : hit.cells)
        : JSONLine.encoded(hit)
    }.joined()
  }

  private func notes(of result: SearchResult, _ line: Int) -> String {
    result.distinctNotes.map { "note: line \(line): \($0)\n" }.joined()
  }

  private static func sentence(_ error: QueryError, _ line: Int) -> String {
    "allonym: line \(line): \(error.message)\n"
  }
}

/// A hit of one of many queries.
private struct BatchHit: Encodable {
  var number: Int
  var query: String
  var rank: Int
  var score: Double
  var id: String?
  var path: String

  enum CodingKeys: String, CodingKey, CaseIterable {
    case number = "query_number"
    case query, rank, score, id, path
  }

  static let columns = CodingKeys.allCases.map(\.rawValue)

  var cells: [String] { ["\(number)", query, "\(rank)", "\(score)", id ?? "", path] }

  init(_ hit: Hit, _ query: String, _ number: Int) {
    self.number = number
    self.query = query
    rank = hit.rank
    score = (hit.score * 10000).rounded() / 10000
    id = hit.id
    path = hit.path
  }
}

/// Puts the answers of several workers in order.
actor BatchOutput {
  /// The answer to a query.
  enum Answer {
    case hits(String, notes: String)
    case error(String)
  }

  /// What became of the queries.
  struct Counts {
    var found = 0
    var errors = 0
  }

  private(set) var counts = Counts()
  private let queries: Int
  private var taken = 0
  private var written = 0
  private var waiting: [Int: [Answer]] = [:]

  /// How many queries a worker takes at once.
  private let share: Int

  /// - Parameter share: how many queries a worker takes at once; of more than 50 others wait too long.
  init(queries: Int, share: Int) {
    self.queries = queries
    self.share = min(max(share, 1), 50)
  }

  /// The next queries to answer; nil when all are taken.
  func next() -> Range<Int>? {
    guard taken < queries else { return nil }
    let range = taken..<min(taken + share, queries)
    taken = range.upperBound
    return range
  }

  /// Prints answers as soon as all before them are printed.
  func write(_ answers: [Answer], of range: Range<Int>) throws {
    waiting[range.lowerBound] = answers
    while let answers = waiting.removeValue(forKey: written) {
      written += answers.count
      for answer in answers {
        switch answer {
        case .hits(let lines, let notes):
          counts.found += lines.isEmpty ? 0 : 1
          StandardError.write(notes)
          try Output.write(lines)
        case .error(let message):
          counts.errors += 1
          StandardError.write(message)
        }
      }
    }
  }
}
