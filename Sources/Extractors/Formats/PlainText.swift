// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Plain text: as it is, but for what is broken in it, for a wrong character set that another program
/// read it from, and for words that the ends of lines divide.
enum PlainText {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let decoded = try TextDecoding.text(of: try input.bytes())
    let text = TwiceEncoded.repaired(decoded.text) ?? decoded.text
    if let messages = ChatText.messages(in: text) {
      return Content(brokenParts: decoded.flaws, records: messages)
    }
    return Content(
      text: withoutDivisionSigns(DividedWords.joined(text)), brokenParts: decoded.flaws)
  }

  /// The text without the sign "¬" within words, which programs that read scanned pages leave where a line ended.
  private static func withoutDivisionSigns(_ text: String) -> String {
    guard text.utf8.contains(0xc2), text.unicodeScalars.contains("\u{AC}") else { return text }
    let scalars = Array(text.unicodeScalars)
    func isLetter(_ index: Int) -> Bool {
      scalars.indices.contains(index) && scalars[index].properties.isAlphabetic
    }
    let kept = scalars.indices.filter { index in
      scalars[index] != "\u{AC}" || !isLetter(index - 1) || !isLetter(index + 1)
    }
    return String(String.UnicodeScalarView(kept.map { scalars[$0] }))
  }
}
