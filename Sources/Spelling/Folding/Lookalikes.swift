// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// Puts words into one script that were written in two because their letters look alike: `Пyтин` with a
/// Latin y, by mistake, by a scanner, or so as not to be found.
package struct Lookalikes: Sendable {
  /// The letters of `CSpellingTables/tables/lookalikes.tsv`.
  package static let shared = Lookalikes(TableFile(spelling_lookalikes()))

  private var cyrillic: [Unicode.Scalar: Unicode.Scalar] = [:]
  private var latin: [Unicode.Scalar: Unicode.Scalar] = [:]

  init(_ rows: TableFile) {
    for row in rows {
      guard let one = row[0].text.unicodeScalars.first, let other = row[1].text.unicodeScalars.first
      else { continue }
      cyrillic[one] = other
      latin[other] = one
    }
  }

  /// The scripts that the letters of a word are in.
  package struct Scripts: Sendable {
    private var bits: UInt8 = 0

    /// Those of no letter.
    package init() {}

    /// Takes note of a letter's script.
    @inline(__always)
    package mutating func insert(_ script: Script) { bits |= 1 << script.rawValue }

    /// Whether there are both Latin and Cyrillic letters.
    @inline(__always)
    package var areMixed: Bool {
      let both: UInt8 = 1 << Script.latin.rawValue | 1 << Script.cyrillic.rawValue
      return bits & both == both
    }
  }

  /// A folded word of Latin and Cyrillic letters in the script that it can be in as a whole: in that of
  /// more letters where it can be in both, nil where it can be in neither.
  package func inOneScript(_ word: some Sequence<UInt8>) -> (word: [UInt8], script: Script)? {
    let scalars = String(decoding: Array(word), as: UTF8.self).unicodeScalars
    let scripts = scalars.map { Script(of: $0) }
    let (ofLatin, ofCyrillic) = (scripts.count { $0 == .latin }, scripts.count { $0 == .cyrillic })
    let canBeCyrillic = zip(scalars, scripts).allSatisfy { $1 != .latin || cyrillic[$0] != nil }
    let canBeLatin = zip(scalars, scripts).allSatisfy { $1 != .cyrillic || latin[$0] != nil }
    guard ofLatin > 0, ofCyrillic > 0, canBeCyrillic || canBeLatin else { return nil }
    let isCyrillic = canBeCyrillic && (!canBeLatin || ofCyrillic >= ofLatin)
    let table = isCyrillic ? cyrillic : latin
    let mended = String(String.UnicodeScalarView(scalars.map { table[$0] ?? $0 }))
    return (Array(mended.utf8), isCyrillic ? .cyrillic : .latin)
  }
}
