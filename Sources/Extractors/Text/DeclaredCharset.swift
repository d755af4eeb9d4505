// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The character set that a web page declares.
enum DeclaredCharset {
  /// The page as UTF-8.
  ///
  /// A byte order mark goes before everything. Then bytes that are UTF-8 are taken as UTF-8 whatever is
  /// declared, because text of another character set is hardly ever valid UTF-8 by chance, and servers
  /// convert pages without telling them. Only then is the declared set believed, if it decodes.
  static func text(ofPage bytes: [UInt8]) throws(Unreadable) -> DecodedText {
    try text(of: bytes, declared: name(in: bytes.prefix(4096)))
  }

  /// As ``text(ofPage:)``, with what is declared elsewhere: in the headers of a mail.
  static func text(
    of bytes: [UInt8], declared name: @autoclosure () -> String?
  ) throws(Unreadable) -> DecodedText {
    if TextDecoding.ByteOrderMark.of(bytes) != nil { return try TextDecoding.text(of: bytes) }
    do throws(Unreadable) {
      try TextDecoding.refuseControls(bytes[...])
    } catch {
      if let text = WideText.text(of: bytes) { return DecodedText(text: text) }
      throw error
    }
    // Most pages: looking for the declaration would take longer than all else. Sets of ISO 2022 look like
    // ASCII with escapes.
    if !bytes.contains(0), !bytes.contains(0x1b), let text = try? TextDecoding.utf8(bytes[...]) {
      return DecodedText(text: text)
    }
    let declared = name()
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    // Sets that write other letters in ASCII.
    let mayHideLetters = ["ISO-2022", "UTF-7", "HZ"].contains { declared?.hasPrefix($0) == true }
    if isASCII && !mayHideLetters { return DecodedText(text: try TextDecoding.utf8(bytes[...])) }
    guard let declared else { return try TextDecoding.undeclared(bytes) }
    if isASCII { return try decode(bytes, from: declared) }
    if let text = try? TextDecoding.utf8(bytes[...]) { return DecodedText(text: text) }
    // UTF-16 cannot be what a declaration in single bytes means.
    if declared.hasPrefix("UTF") { return try TextDecoding.undeclared(bytes) }
    return try decode(bytes, from: declared)
  }

  /// The name after `charset=` or `encoding=`, in upper case, as iconv knows it.
  private static func name(in beginning: ArraySlice<UInt8>) -> String? {
    let letters = beginning.map { $0 >= 0x80 ? 0x20 : 0x61...0x7a ~= $0 ? $0 & 0xdf : $0 }
    for mark in ["CHARSET", "ENCODING"].map({ Array($0.utf8) }) {
      var rest = letters[...]
      while let start = rest.indices.first(where: { rest[$0...].starts(with: mark) }) {
        rest = rest[(start + mark.count)...].drop { $0 == 0x20 }
        guard rest.popFirst() == UInt8(ascii: "=") else { continue }
        let value = rest.drop { $0 == 0x20 || $0 == 0x22 || $0 == 0x27 }
          .prefix { 0x30...0x39 ~= $0 || 0x41...0x5a ~= $0 || "-_:.+".utf8.contains($0) }
        let name = String(decoding: value, as: UTF8.self)
        if !name.isEmpty { return CharsetDecoder.webName(name) }
      }
    }
    return nil
  }

  /// The page in the declared set; where it is not in it, or reads badly in it, in the one that can be
  /// told.
  private static func decode(_ bytes: [UInt8], from charset: String) throws(Unreadable)
    -> DecodedText
  {
    let declared = CharsetDecoder.decode(bytes, from: charset)
    if case .success(let text) = declared, WordShapes(of: text).areLikely(tolerance: 0.25) {
      return DecodedText(text: text)
    }
    let flawed = FlawedText(of: bytes[...])
    if flawed.broken > 0 && flawed.sound > 0 && flawed.isSurelyUTF8 {
      return DecodedText(
        text: FlawedText.repaired(bytes[...]), flaws: [flawed.flaw(in: bytes[...])])
    }
    if let text = CharsetGuess.text(of: bytes) { return DecodedText(text: text) }
    switch declared {
    case .success(let text):
      return DecodedText(text: text)
    case .failure(.unknownCharset):
      throw Unreadable(
        .encoding,
        "declares the character set \(charset), which is not known here: save it as UTF-8")
    case .failure(.notInCharset(let offset)):
      if let decoded = CharsetDecoder.decodeWithFlaws(bytes, from: charset) { return decoded }
      throw Unreadable(
        .encoding, "declares the character set \(charset) but is not in it at byte \(offset)")
    }
  }
}
