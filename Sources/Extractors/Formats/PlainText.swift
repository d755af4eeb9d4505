// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

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
    var text = text
    return text.withUTF8(withoutDivisionSigns).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// The bytes that are left; nil where there is no such sign.
  private static func withoutDivisionSigns(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var kept: [UInt8] = []
    var start = 0
    var index = 0
    while let base = text.baseAddress,
      let found = memchr(base + index, 0xc2, text.count - index)
    {
      let sign = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      index = sign + 1
      guard index < text.count, text[index] == 0xac, isLetter(text, before: sign),
        isLetter(text, at: sign + 2)
      else { continue }
      if kept.isEmpty { kept.reserveCapacity(text.count) }
      kept += text[start..<sign]
      start = sign + 2
    }
    return start > 0 ? kept + text[start...] : nil
  }

  private static func isLetter(_ text: UnsafeBufferPointer<UInt8>, before end: Int) -> Bool {
    var start = end - 1
    while start > 0, text[start] & 0xc0 == 0x80 { start -= 1 }
    return start >= 0 && isLetter(text, at: start)
  }

  private static func isLetter(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    let character = String(decoding: text[min(start, text.count)...].prefix(4), as: UTF8.self)
    return character.unicodeScalars.first?.properties.isAlphabetic == true
  }
}
