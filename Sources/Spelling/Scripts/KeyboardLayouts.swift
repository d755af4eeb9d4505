// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// Keyboard layouts, for words that were typed under the wrong one: `ghbdtn` for привет.
public struct KeyboardLayouts: Sendable {
  /// The layouts of `CSpellingTables/tables/keyboards.tsv`.
  public static let shared = KeyboardLayouts(TableFile(spelling_keyboards()))

  /// What each key writes, one row a layout.
  private let layouts: [[[Unicode.Scalar]]]

  init(_ rows: TableFile) {
    layouts = rows.filter { $0.count == 2 }.map { row in
      row[1].words.map { Array($0.text.unicodeScalars) }
    }
  }

  /// What the keys of a text write under each other layout; empty where some letter of the text is on
  /// none of its keys.
  public func readings(of text: String) -> [String] {
    let letters = Array(text.lowercased().unicodeScalars)
    guard !letters.isEmpty else { return [] }
    var found: [String] = []
    for (number, layout) in layouts.enumerated() {
      guard let keys = Self.keys(writing: letters, in: layout) else { continue }
      for (other, letters) in layouts.enumerated() where other != number {
        let reading = String(String.UnicodeScalarView(keys.flatMap { letters[$0] }))
        if !found.contains(reading), reading != text { found.append(reading) }
      }
    }
    return found
  }

  private static func keys(
    writing letters: [Unicode.Scalar], in layout: [[Unicode.Scalar]]
  ) -> [Int]? {
    var keys: [Int] = []
    var offset = 0
    while offset < letters.count {
      // A key that writes two letters goes before those that write one of them.
      let fitting = layout.indices.filter { letters[offset...].starts(with: layout[$0]) }
      guard let key = fitting.max(by: { layout[$0].count < layout[$1].count }) else { return nil }
      keys.append(key)
      offset += layout[key].count
    }
    return keys
  }
}
