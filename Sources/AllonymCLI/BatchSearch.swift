// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc

/// Many queries on all cores; the answers come in the order of the queries.
struct BatchSearch {
  let directories: [IndexDirectory]
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
    do {
      let index = try SearchIndex(directories)
      while let range = await output.next() {
        var part = BatchOutput.Part()
        for number in range { try await answer(number, in: index, &part, output, range) }
        try await output.finish(range, with: part)
      }
    } catch is CancellationError {
      // Another worker tells why.
    } catch {
      // The others may wait for what will never come.
      await output.end()
      throw error
    }
  }

  /// Adds the rows of a query to what is to be printed.
  private func answer(
    _ number: Int, in index: SearchIndex, _ part: inout BatchOutput.Part, _ output: BatchOutput,
    _ range: Range<Int>
  ) async throws {
    let (query, line) = (queries.lines[number], queries.numbers[number])
    var pages = SearchPages(of: query, in: index, options: options)
    var isFirst = true
    do {
      while let page = try pages.next() {
        if isFirst {
          isFirst = false
          part.messages += page.distinctNotes.map { "note: line \(line): \($0)\n" }.joined()
          if page.hits.isEmpty {
            part.rows += row(HitRow(query: query, line: line, total: total(page), isBrief: isBrief))
          } else {
            part.counts.found += 1
          }
        }
        for hit in page.hits {
          part.rows += row(
            HitRow(hit, query: query, line: line, total: total(page), isBrief: isBrief))
        }
        if part.rows.utf8.count > BatchOutput.maxWaiting {
          try await output.write(part, of: range)
          part = BatchOutput.Part()
        }
      }
    } catch let error as QueryError {
      part.rows += row(HitRow(query: query, line: line, total: nil, isBrief: isBrief))
      part.messages += "allonym: line \(line): \(error.message)\n"
      part.counts.errors += 1
    }
  }

  private func total(_ result: SearchResult) -> Int? { isBrief ? nil : result.total }

  private func row(_ row: HitRow) -> String {
    isTable ? TableOutput.line(row.cells) : JSONLine.encoded(row)
  }
}

/// Puts the answers of several workers in order, and keeps no more of them than so much.
actor BatchOutput {
  /// What became of queries.
  struct Counts {
    var found = 0
    var errors = 0
  }

  /// Answers, or the beginning of one.
  struct Part {
    var rows = ""
    var messages = ""
    var counts = Counts()
  }

  /// Who has more rows than this, in bytes, waits for its turn.
  static let maxWaiting = 256 << 10

  private(set) var counts = Counts()
  private let queries: Int
  private var taken = 0
  private var written = 0
  private var finished: [Int: (range: Range<Int>, part: Part)] = [:]
  private var isEnded = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// How many queries a worker takes at once.
  private static let share = 50
  /// How many queries may be answered before those before them.
  private static let maxAhead = 64 * share

  init(queries: Int) {
    self.queries = queries
  }

  /// The next queries to answer; nil when all are taken.
  func next() async -> Range<Int>? {
    while taken - written >= Self.maxAhead, !isEnded { await change() }
    guard taken < queries, !isEnded else { return nil }
    let range = taken..<min(taken + Self.share, queries)
    taken = range.upperBound
    return range
  }

  /// Prints a part of the answers to some queries when all before them are printed.
  func write(_ part: Part, of range: Range<Int>) async throws {
    while written < range.lowerBound, !isEnded { await change() }
    if isEnded { throw CancellationError() }
    try print(part)
  }

  /// Takes the rest of the answers to some queries, and prints it as soon as all before them are printed.
  func finish(_ range: Range<Int>, with part: Part) throws {
    finished[range.lowerBound] = (range, part)
    while let next = finished.removeValue(forKey: written) {
      try print(next.part)
      written = next.range.upperBound
    }
    tellChange()
  }

  /// Nobody is to wait any more: something went wrong.
  func end() {
    isEnded = true
    tellChange()
  }

  private func print(_ part: Part) throws {
    counts.found += part.counts.found
    counts.errors += part.counts.errors
    StandardError.write(part.messages)
    try Output.write(part.rows)
  }

  private func change() async {
    await withCheckedContinuation { waiting.append($0) }
  }

  private func tellChange() {
    for each in waiting { each.resume() }
    waiting = []
  }
}
