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
    return Content(text: DividedWords.joined(text), brokenParts: decoded.flaws)
  }
}
