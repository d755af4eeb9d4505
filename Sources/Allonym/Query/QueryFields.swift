// SPDX-License-Identifier: GPL-2.0-or-later

/// How the values of a field are looked for.
public enum QueryFieldKind: Sendable, Equatable {
  /// By the words in it: `title:word`, `title:"a phrase"`, `title:(a OR b)`.
  case text
  /// By the whole value: `lang:ru`, `id:"a 1"`, or its beginning: `id:news-*`.
  case exact
  /// By day, month, year or range: `date:2024-01..2024-06`.
  case date
}

/// The fields a query may name. The schema gives them, so that it stays the only list of fields.
public struct QueryFields: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  private let kinds: [String: QueryFieldKind]
  /// The names, sorted.
  public let names: [String]

  private let otherNames: [String: String]
  private let hints: [String: String]

  /// A table of fields; names are in lower case.
  ///
  /// - Parameters:
  ///   - kinds: the fields.
  ///   - otherNames: names that stand for one of them.
  ///   - hints: what to write in place of names that are no fields here.
  public init(
    _ kinds: [String: QueryFieldKind], otherNames: [String: String] = [:],
    hints: [String: String] = [:]
  ) {
    self.kinds = kinds
    self.otherNames = otherNames
    self.hints = hints
    names = kinds.keys.sorted()
  }

  /// A table of fields; a name given twice keeps its last kind.
  public init(dictionaryLiteral elements: (String, QueryFieldKind)...) {
    self.init(Dictionary(elements) { _, last in last })
  }

  /// The field of this name, upper or lower case.
  func field(named name: String) -> (name: String, kind: QueryFieldKind)? {
    let typed = name.lowercased()
    let name = otherNames[typed] ?? typed
    return kinds[name].map { (name, $0) }
  }

  /// What to say of a name that is no field.
  func remark(onUnknown name: String) -> String {
    let start = "There is no field “\(name)”, so it was read as a word; "
    if let hint = hints[name.lowercased()] { return start + "write \(hint) instead." }
    if let likely = likelyName(for: name) { return start + "did you mean \(likely): ?" }
    return start + "the fields are " + names.joined(separator: ", ") + "."
  }

  /// The known field that was likely meant by a name with a slip in it.
  private func likelyName(for name: String) -> String? {
    let typed = Array(name.lowercased().unicodeScalars)
    guard typed.count >= 2, typed.count <= 24 else { return nil }
    let nearest =
      names
      .map { (name: $0, slips: Self.slips(typed, Array($0.unicodeScalars))) }
      .min { $0.slips < $1.slips }
    guard let nearest, nearest.slips <= (typed.count < 5 ? 1 : 2) else { return nil }
    return nearest.name
  }

  /// Letters to add, drop, change or swap with their neighbour to make one name of the other.
  private static func slips(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
