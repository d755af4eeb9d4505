// SPDX-License-Identifier: GPL-2.0-or-later

/// A word as somebody typed it: its fold, by which it is looked up, and what its marks say besides.
///
/// Folding takes marks off, since people write them and leave them out at will. Where they were written they
/// tell how the word is spelled elsewhere: the š of Šešelj is "sh", the ḥ and ī of Ḥumaymīm are ح and ي.
public struct TypedWord: Sendable, Hashable {
  /// The word without its marks.
  public let folded: String
  /// The word with its marks written out, folded: sheshelj of Šešelj, حميميم of Ḥumaymīm, muhammad of
  /// مُحَمَّد; nil where the marks say no more than the fold.
  public let writtenOut: String?

  /// A word without marks.
  public init(folded: String) {
    self.folded = folded
    writtenOut = nil
  }

  /// A word and how it was typed.
  public init(folded: String, typed: String) {
    self.folded = folded
    // A letter that says more than its fold is none of a folded word.
    guard typed.utf8.contains(where: { $0 >= 0x80 }), folded.unicodeScalars.count > 1,
      typed.lowercased() != folded,
      let written = Self.writtenOut(typed, folded).map({ Folding.folded($0) }),
      written != folded, !written.contains(" "), written.unicodeScalars.count > 1
    else {
      writtenOut = nil
      return
    }
    writtenOut = written
  }

  private static func writtenOut(_ typed: String, _ folded: String) -> String? {
    let script = Script(of: folded)
    switch script {
    case .latin:
      return Romanization.shared.inArabic(typed) ?? Diacritics.shared.writtenOut(typed, script)
    case .arabic:
      return Romanization.inLatin(typed) ?? Diacritics.shared.writtenOut(typed, script)
    case .cyrillic: return Diacritics.shared.writtenOut(typed, script)
    case .other: return nil
    }
  }
}
