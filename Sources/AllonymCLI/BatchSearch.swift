// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc

/// Many queries on all cores; the answers come in the order of the queries.
struct BatchSearch {
  let directory: IndexDirectory
  let queries: LineFile
  let options: SearchOptions
  let output: SearchOutput
  /// Whether a row says where a hit is and nothing of what it holds.
  let isBrief: Bool

  private var isTable: Bool { output.format == .csv }

  /// Runs the queries; errors in them, and how odd ones were read, are reported on standard error.
  func run() async throws -> BatchOutput.Counts {
    if isTable {
      try Output.write(CSVLine.head(HitRow.columns(isBrief: isBrief), bom: output.bom))
    }
    let output = BatchOutput(queries: queries.lines.count)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) {
        group.addTask { try await work(output) }
      }
      try await group.waitForAll()
    }
    return await output.counts
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
      let total = isBrief ? nil : result.total
      var rows = result.hits.map { hit in
        HitRow(hit, query: query, line: line, total: total, isBrief: isBrief)
      }
      let isFound = !rows.isEmpty
      if !isFound { rows = [HitRow(query: query, line: line, total: total, isBrief: isBrief)] }
      let notes = result.distinctNotes.map { "note: line \(line): \($0)\n" }
      return BatchOutput.Answer(
        rows: lines(rows), messages: notes.joined(), outcome: isFound ? .found : .nothing)
    } catch let error as QueryError {
      return BatchOutput.Answer(
        rows: lines([HitRow(query: query, line: line, total: nil, isBrief: isBrief)]),
        messages: "allonym: line \(line): \(error.message)\n", outcome: .error)
    }
  }

  private func lines(_ rows: [HitRow]) -> String {
    rows.map { isTable ? TableOutput.line($0.cells) : JSONLine.encoded($0) }.joined()
  }
}

/// Puts the answers of several workers in order.
actor BatchOutput {
  /// The answer to a query.
  struct Answer {
    /// What became of a query.
    enum Outcome {
      case found, nothing, error
    }

    var rows: String
    var messages: String
    var outcome: Outcome
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
  private static let share = 50

  init(queries: Int) {
    self.queries = queries
  }

  /// The next queries to answer; nil when all are taken.
  func next() -> Range<Int>? {
    guard taken < queries else { return nil }
    let range = taken..<min(taken + Self.share, queries)
    taken = range.upperBound
    return range
  }

  /// Prints answers as soon as all before them are printed.
  func write(_ answers: [Answer], of range: Range<Int>) throws {
    waiting[range.lowerBound] = answers
    while let answers = waiting.removeValue(forKey: written) {
      written += answers.count
      for answer in answers {
        switch answer.outcome {
        case .found: counts.found += 1
        case .nothing: break
        case .error: counts.errors += 1
        }
        StandardError.write(answer.messages)
        try Output.write(answer.rows)
      }
    }
  }
}
