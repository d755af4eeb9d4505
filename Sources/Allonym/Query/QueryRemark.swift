// SPDX-License-Identifier: GPL-2.0-or-later

/// Something to say about a place in a query.
public protocol QueryRemark: Sendable, Equatable {
  /// What is to be said, in one sentence for the user.
  var message: String { get }
  /// The place in the query, in UTF-8 bytes.
  var range: Range<Int> { get }
}

/// Why a query cannot be read, and what to write instead.
public struct QueryError: Error, QueryRemark, CustomStringConvertible {
  /// What is wrong and what to write instead, in one sentence.
  public let message: String
  /// The place in the query that cannot be read, in UTF-8 bytes.
  public let range: Range<Int>

  /// An error at a place in the query.
  public init(_ message: String, at range: Range<Int>) {
    self.message = message
    self.range = range
  }

  /// The ``message``, for printing.
  public var description: String { message }
}

/// How an unclear place in a query was read. The query is searched all the same.
public struct QueryNote: QueryRemark, CustomStringConvertible {
  /// How the place was read, in one sentence.
  public let message: String
  /// The place in the query that was unclear, in UTF-8 bytes.
  public let range: Range<Int>

  /// A note on a place in the query.
  public init(_ message: String, at range: Range<Int>) {
    self.message = message
    self.range = range
  }

  /// The ``message``, for printing.
  public var description: String { message }
}

extension QueryRemark {
  /// Two lines: the query, and `^~~~` under the place the remark is about. Of a long query only
  /// the surroundings of the place are shown. Control and direction characters show as symbols, so
  /// that the lines are safe to print.
  public func excerpt(of query: String) -> String {
    var cells = excerptCells(of: query)
    let width = 200
    var caret = cells.firstIndex { $0.offset >= range.lowerBound } ?? cells.count
    var end = cells.firstIndex { $0.offset >= range.upperBound } ?? cells.count
    if cells.count > width {
      let start = max(0, min(caret - width / 3, cells.count - width))
      let isCutAfter = start + width < cells.count
      cells = Array(cells[start..<(start + width)])
      caret -= start
      end = min(end - start, width)
      if start > 0 {
        cells.insert((offset: 0, text: "…"), at: 0)
        caret += 1
        end += 1
      }
      if isCutAfter { cells.append((offset: 0, text: "…")) }
    }
    let underline = "^" + String(repeating: "~", count: max(0, end - caret - 1))
    return cells.map(\.text).joined() + "\n" + String(repeating: " ", count: caret) + underline
  }

  /// The columns of the query on a terminal: a scalar each, together with the marks over it.
  private func excerptCells(of query: String) -> [(offset: Int, text: String)] {
    var cells: [(offset: Int, text: String)] = []
    var offset = 0
    for scalar in query.unicodeScalars {
      let shown = printable(scalar)
      if isMark(scalar), !cells.isEmpty {
        cells[cells.count - 1].text.unicodeScalars.append(shown)
      } else {
        cells.append((offset, String(Character(shown))))
      }
      offset += UTF8.width(scalar)
    }
    return cells
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  /// A character that moves the cursor, ends the line or turns the direction of writing is replaced.
  private func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control:
      scalar.value < 0x20
        ? Unicode.Scalar(0x2400 + scalar.value) ?? "·" : scalar.value == 0x7F ? "␡" : "·"
    case .lineSeparator, .paragraphSeparator: "␤"
    case .format: "·"
    default: scalar
    }
  }
}
