// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// Times queries in one process, for scripts/benchmark: `query-times INDEX exact|full < QUERIES`; with `passages`
/// as a page of hits shows them, for scripts/load-server.
///
/// A line of the queries is a class, a tab and a query. All are run twice; the second time is printed:
/// class, microseconds, documents found, first id.
@main
struct QueryTimes {
  static func main() throws {
    guard CommandLine.arguments.count == 3 else {
      return print("usage: query-times INDEX exact|full|passages < QUERIES")
    }
    let index = try SearchIndex(IndexDirectory(path: CommandLine.arguments[1]))
    var options = SearchOptions()
    options.exact = CommandLine.arguments[2] == "exact"
    options.showsPassages = CommandLine.arguments[2] == "passages"
    options.countsAll = options.showsPassages
    var queries: [(name: Substring, text: String)] = []
    while let line = readLine() {
      let parts = line.split(separator: "\t", maxSplits: 1)
      if parts.count == 2 { queries.append((parts[0], String(parts[1]))) }
    }
    for isWarm in [false, true] {
      for query in queries {
        let start = ContinuousClock.now
        let result = try index.search(query.text, options: options)
        let microseconds = (ContinuousClock.now - start) / .microseconds(1)
        guard isWarm else { continue }
        print(query.name, microseconds, result.total, result.hits.first?.id ?? "-", separator: "\t")
      }
    }
  }
}
