// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Text out of bytes: UTF-8, what a byte order mark says, or what can be detected.
enum TextDecoding {
  enum ByteOrderMark: CaseIterable {
    // UTF-32 before UTF-16: FF FE begins both.
    case utf32LittleEndian, utf32BigEndian, utf16LittleEndian, utf16BigEndian, utf8

    var bytes: [UInt8] {
      switch self {
      case .utf32LittleEndian: [0xff, 0xfe, 0, 0]
      case .utf32BigEndian: [0, 0, 0xfe, 0xff]
      case .utf16LittleEndian: [0xff, 0xfe]
      case .utf16BigEndian: [0xfe, 0xff]
      case .utf8: [0xef, 0xbb, 0xbf]
      }
    }

    static func of(_ bytes: some Collection<UInt8>) -> ByteOrderMark? {
      allCases.first { bytes.starts(with: $0.bytes) }
    }
  }

  /// The text, without its byte order mark.
  static func text(of bytes: [UInt8]) throws(Unreadable) -> DecodedText {
    let mark = ByteOrderMark.of(bytes)
    let body = bytes[(mark?.bytes.count ?? 0)...]
    switch mark {
    case nil: return try undeclared(bytes)
    case .utf8: return try undeclared(Array(body))
    case .utf16LittleEndian: return try marked(body, UTF16.self, name: "UTF-16", bigEndian: false)
    case .utf16BigEndian: return try marked(body, UTF16.self, name: "UTF-16", bigEndian: true)
    case .utf32LittleEndian: return try marked(body, UTF32.self, name: "UTF-32", bigEndian: false)
    case .utf32BigEndian: return try marked(body, UTF32.self, name: "UTF-32", bigEndian: true)
    }
  }

  private static func marked<Encoding: Unicode.Encoding>(
    _ body: ArraySlice<UInt8>, _ encoding: Encoding.Type, name: String, bigEndian: Bool
  ) throws(Unreadable) -> DecodedText where Encoding.CodeUnit: FixedWidthInteger {
    var decoded = try wide(body, encoding, name: name, bigEndian: bigEndian)
    let bytes = Array(decoded.text.utf8)
    if bytes.contains(0) {
      guard let (plain, flaw) = TextZeros.removed(from: bytes[...]) else {
        try refuseBinary(bytes[...])
        return decoded
      }
      decoded.text = FlawedText.repaired(plain[...])
      decoded.flaws.append(flaw)
    }
    try refuseControls(Array(decoded.text.utf8)[...])
    return decoded
  }

  /// Text without a mark: UTF-8 if it is, else what can be detected.
  static func undeclared(_ bytes: [UInt8]) throws(Unreadable) -> DecodedText {
    guard bytes.contains(0) else { return try undeclaredWithoutZeros(bytes) }
    // Wide characters without a mark are full of zeros.
    if let text = WideText.text(of: bytes) { return DecodedText(text: text) }
    guard let (plain, flaw) = TextZeros.removed(from: bytes[...]) else {
      try refuseBinary(bytes[...])
      throw Unreadable(.damaged, "looks like a binary file: it is full of zeros")
    }
    var decoded = try undeclaredWithoutZeros(plain)
    decoded.flaws.append(flaw)
    return decoded
  }

  private static func undeclaredWithoutZeros(_ bytes: [UInt8]) throws(Unreadable) -> DecodedText {
    do throws(Unreadable) {
      try refuseControls(bytes[...])
    } catch {
      // Wide characters of one alphabet have no zeros.
      if let text = WideText.text(of: bytes) { return DecodedText(text: text) }
      throw error
    }
    if let text = try? utf8(bytes[...]) { return DecodedText(text: text) }
    let flawed = FlawedText(of: bytes[...])
    if flawed.broken > 3, flawed.sound > 0, let text = MixedLines.text(of: bytes) {
      return DecodedText(text: text)
    }
    if !flawed.isSurelyUTF8 {
      if let text = CharsetGuess.text(of: bytes) { return DecodedText(text: text) }
      guard flawed.isSlight(in: bytes[...]) else {
        throw Unreadable(
          .encoding,
          "is not UTF-8 text, and which character set it is in cannot be told: "
            + "save it as UTF-8 to have it indexed")
      }
    }
    return DecodedText(
      text: FlawedText.repaired(bytes[...]), flaws: [flawed.flaw(in: bytes[...])])
  }

  /// Whether the beginning of a file is UTF-8, but for a character that its end may cut.
  static func isUTF8(_ beginning: [UInt8]) -> Bool {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: beginning.span)
      return !beginning.contains(0)
    } catch {
      return error.byteOffsets.lowerBound >= beginning.count - 3 && !beginning.contains(0)
    }
  }

  /// UTF-8 text; the place of the first wrong byte is counted from the beginning of the file.
  static func utf8(_ bytes: ArraySlice<UInt8>) throws(Unreadable) -> String {
    do throws(UTF8.ValidationError) {
      return String(copying: try UTF8Span(validating: bytes.span))
    } catch {
      let offset = bytes.startIndex + error.byteOffsets.lowerBound
      throw Unreadable(
        .encoding, "is not UTF-8 text at byte \(offset): save it as UTF-8 to have it indexed")
    }
  }

  /// Text in units of more than a byte; a character that is cut at an end is left out.
  static func wide<Encoding: Unicode.Encoding>(
    _ bytes: ArraySlice<UInt8>, _ encoding: Encoding.Type, name: String, bigEndian: Bool
  ) throws(Unreadable) -> DecodedText where Encoding.CodeUnit: FixedWidthInteger {
    let width = MemoryLayout<Encoding.CodeUnit>.size
    let units = bytes.withUnsafeBytes { buffer in
      stride(from: 0, to: buffer.count - width + 1, by: width).map { offset in
        let unit = buffer.loadUnaligned(fromByteOffset: offset, as: Encoding.CodeUnit.self)
        return bigEndian
          ? Encoding.CodeUnit(bigEndian: unit) : Encoding.CodeUnit(littleEndian: unit)
      }
    }
    let isWhole = bytes.count.isMultiple(of: width)
    if isWhole, let text = String(validating: units, as: encoding) {
      return DecodedText(text: text)
    }
    let text = String(decoding: units, as: encoding)
    let flaws = text.unicodeScalars.count { $0 == "\u{FFFD}" } + (isWhole ? 0 : 1)
    guard units.count >= 8 * flaws else {
      throw Unreadable(
        .encoding, "begins with the mark of \(name) but is not \(name) text")
    }
    let problem = "has \(flaws == 1 ? "a character" : "\(flaws) characters") that \(name) has not"
    let rest = flaws == 1 ? ": it is left out" : ": they are left out"
    return DecodedText(
      text: text, flaws: [BrokenPart(reason: Unreadable(.brokenBytes, problem + rest))])
  }

  /// Text holds few zeros and few control characters; of a large file the beginning is looked at.
  static func refuseBinary(_ bytes: ArraySlice<UInt8>) throws(Unreadable) {
    if let zero = bytes.firstIndex(of: 0) {
      throw Unreadable(.damaged, "looks like a binary file: it has a NUL at byte \(zero)")
    }
    try refuseControls(bytes)
  }

  /// As ``refuseBinary(_:)``, with NUL among the control characters of which a few are let pass.
  static func refuseControls(_ bytes: ArraySlice<UInt8>) throws(Unreadable) {
    let beginning = bytes.prefix(64 << 10)
    let controls = beginning.count { byte in
      // Tab, line feed, vertical tab, form feed, carriage return and escape are found in real text.
      byte < 0x20 && !(0x09...0x0d ~= byte) && byte != 0x1b || byte == 0x7f
    }
    if controls * 100 > beginning.count {
      throw Unreadable(.damaged, "looks like a binary file: it is full of control characters")
    }
  }
}
