// SPDX-License-Identifier: GPL-2.0-or-later
import ArgumentParser

/// What a search prints.
enum SearchFormat: EnumerableFlag {
  case json, jsonl, csv, files, count

  static func help(for value: SearchFormat) -> ArgumentHelp? {
    switch value {
    case .json: "Print the whole answer as one JSON object on one line."
    case .jsonl: "Print each hit as a JSON object on a line of its own."
    case .csv: "Print each hit as a line of a table (RFC 4180), below the names of its columns."
    case .files: "Print the path of each file with a hit, once."
    case .count: "Print how many documents are found."
    }
  }

  /// Whether all hits are printed unless their number is limited.
  var isWhole: Bool { self == .csv || self == .jsonl || self == .files }
}

/// How the answer to one query is printed.
struct SearchOutput {
  var format: SearchFormat?
  var color = ColorChoice.auto
  /// Whether a table begins with a byte order mark.
  var bom = false
  /// Whether paths end with a zero byte.
  var endsWithZero = false
  /// Whether a long answer is shown by a pager.
  var pages = true
  /// Whether the query as Xapian runs it is shown.
  var debug = false
  /// The rank of the hit whose file is opened instead of printing anything.
  var opened: Int?
}
