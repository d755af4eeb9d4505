// SPDX-License-Identifier: GPL-2.0-or-later

/// Text out of bytes: UTF-8, what a byte order mark says, or what can be told.
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
  static func text(of bytes: [UInt8]) throws(Unreadable) -> String {
    let mark = ByteOrderMark.of(bytes)
    let body = bytes[(mark?.bytes.count ?? 0)...]
    let text: String
    switch mark {
    case nil:
      return try undeclared(bytes)
    case .utf8:
      try refuseBinary(body)
      return try utf8(body)
    case .utf16LittleEndian: text = try wide(body, UTF16.self, name: "UTF-16", bigEndian: false)
    case .utf16BigEndian: text = try wide(body, UTF16.self, name: "UTF-16", bigEndian: true)
    case .utf32LittleEndian: text = try wide(body, UTF32.self, name: "UTF-32", bigEndian: false)
    case .utf32BigEndian: text = try wide(body, UTF32.self, name: "UTF-32", bigEndian: true)
    }
    try refuseBinary(Array(text.utf8)[...])
    return text
  }

  /// Text without a mark: UTF-8 if it is, else what can be told.
  static func undeclared(_ bytes: [UInt8]) throws(Unreadable) -> String {
    do throws(Unreadable) {
      try refuseBinary(bytes[...])
    } catch {
      // Wide characters without a mark are full of zeros.
      if let text = WideText.text(of: bytes) { return text }
      throw error
    }
    do throws(Unreadable) {
      return try utf8(bytes[...])
    } catch {
      if let text = try CharsetGuess.text(of: bytes) { return text }
      throw Unreadable(
        .encoding,
        "is not UTF-8 text, and which character set it is in cannot be told: "
          + "save it as UTF-8 to have it indexed")
    }
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
      let place = bytes.startIndex + error.byteOffsets.lowerBound
      throw Unreadable(
        .encoding, "is not UTF-8 text at byte \(place): save it as UTF-8 to have it indexed")
    }
  }

  /// Text in units of more than a byte.
  static func wide<Encoding: Unicode.Encoding>(
    _ bytes: ArraySlice<UInt8>, _ encoding: Encoding.Type, name: String, bigEndian: Bool
  ) throws(Unreadable) -> String where Encoding.CodeUnit: FixedWidthInteger {
    let width = MemoryLayout<Encoding.CodeUnit>.size
    let units = bytes.withUnsafeBytes { buffer in
      stride(from: 0, to: buffer.count - width + 1, by: width).map { place in
        let unit = buffer.loadUnaligned(fromByteOffset: place, as: Encoding.CodeUnit.self)
        return bigEndian
          ? Encoding.CodeUnit(bigEndian: unit) : Encoding.CodeUnit(littleEndian: unit)
      }
    }
    guard bytes.count.isMultiple(of: width), let text = String(validating: units, as: encoding)
    else {
      throw Unreadable(
        .encoding, "begins with the mark of \(name) but is not \(name) text")
    }
    return text
  }

  /// Text holds no NUL and few control characters; of a large file the beginning is looked at.
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
