// SPDX-License-Identifier: GPL-2.0-or-later

/// The smallest parts of a query.
struct QueryToken: Equatable {
  enum Kind: Equatable {
    case open, close
    case and, or, not
    case near(Int)
    /// `+` or `-` right before what it is about.
    case sign(Occurrence)
    /// A known field with its colon.
    case field(String, QueryFieldKind)
    /// An unknown field right before a quote or a bracket: read as a word.
    case unknownField(String)
    /// `=` or `~` right before what it is about.
    case mode(SpellingMode)
    /// What stands between two spaces, or the value of a field.
    case word(String)
    /// What stands between quotes.
    case phrase(String)

    /// Whether an operator may begin so.
    static func mayBeOperator(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "A", "O", "N", "&", "|": true
      default: false
      }
    }

    /// The operator written so; nil for a word.
    init?(operator text: String) {
      switch text {
      case "AND", "&&": self = .and
      case "OR", "||": self = .or
      case "NOT": self = .not
      case "NEAR": self = .near(QueryLimits.defaultWindow)
      default:
        let digits = text.dropFirst(5)
        guard text.hasPrefix("NEAR/"), !digits.isEmpty,
          digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        self = .near(Int(digits) ?? .max)
      }
    }
  }

  let kind: Kind
  let range: Range<Int>

  /// Whether the token joins what stands on both sides of it.
  var isInfix: Bool {
    switch kind {
    case .and, .or, .near: true
    default: false
    }
  }
}

/// The limits of a query. They keep a pasted text or an attack from taking all memory or stack.
enum QueryLimits {
  static let words = 1_000
  static let depth = 100
  static let window = 1_000
  /// The distance of a plain NEAR.
  static let defaultWindow = 10
  /// So many remarks are kept; more of them help nobody.
  static let notes = 20
}

/// The notes on a query, each place at most once.
struct QueryNotes {
  private(set) var all: [QueryNote] = []

  mutating func add(_ message: String, at range: Range<Int>) {
    guard all.count < QueryLimits.notes else { return }
    all.append(QueryNote(message, at: range))
  }

  /// Takes back what was said of a place.
  mutating func remove(at range: Range<Int>) { all.removeAll { $0.range == range } }

  /// In the order of the query.
  var sorted: [QueryNote] {
    all.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
