// SPDX-License-Identifier: GPL-2.0-or-later

/// Words of headers beyond ASCII ("=?utf-8?B?…?="). Many programs cut a text into such words in the midst of a
/// character, which no standard allows, and GMime leaves out all that follows.
enum EncodedWords {
  /// The message with words in base64 that stand side by side in its headers made one.
  static func joined(_ message: [UInt8]) -> [UInt8] {
    let head = headLength(of: message)
    var joined: [UInt8] = []
    var kept = 0
    var offset = 0
    while let start = mark(in: message[offset..<head]) {
      guard let first = word(in: message[start..<head]) else {
        offset = start + 2
        continue
      }
      var bytes = Base64.decoded(message[first.text])
      offset = first.end
      var count = 1
      while let next = word(in: message[offset..<head].drop { $0 <= 0x20 }),
        message[next.charset].elementsEqual(message[first.charset])
      {
        bytes += Base64.decoded(message[next.text])
        offset = next.end
        count += 1
      }
      guard count > 1 else { continue }
      joined += message[kept..<first.text.lowerBound] + Base64.encoded(bytes) + Array("?=".utf8)
      kept = offset
    }
    return kept == 0 ? message : joined + message[kept...]
  }

  /// A word in base64: where its parts are.
  private struct Word {
    var charset: Range<Int>
    var text: Range<Int>
    var end: Int
  }

  private static func headLength(of message: [UInt8]) -> Int {
    message.withUnsafeBufferPointer { message in
      var offset = 0
      while offset < message.count {
        guard let end = message[offset...].firstIndex(of: 0x0a) else { return message.count }
        if end == offset || end == offset + 1 && message[offset] == 0x0d { return offset }
        offset = end + 1
      }
      return message.count
    }
  }

  private static func mark(in bytes: ArraySlice<UInt8>) -> Int? {
    var rest = bytes
    while let offset = rest.firstIndex(of: UInt8(ascii: "=")) {
      rest = rest[(offset + 1)...]
      if rest.first == question { return offset }
    }
    return nil
  }

  private static let question = UInt8(ascii: "?")

  /// The word that the bytes begin with, if it is in base64.
  private static func word(in bytes: ArraySlice<UInt8>) -> Word? {
    guard bytes.starts(with: [UInt8(ascii: "="), question]) else { return nil }
    let charset = bytes.dropFirst(2).prefix(80)
    guard let mark = charset.firstIndex(of: question),
      bytes[mark...].dropFirst().first.map({ $0 | 0x20 }) == UInt8(ascii: "b"),
      bytes[mark...].dropFirst(2).first == question
    else { return nil }
    let text = bytes[mark...].dropFirst(3)
    guard let end = text.firstIndex(of: question),
      text[end...].dropFirst().first == UInt8(ascii: "=")
    else { return nil }
    return Word(
      charset: charset.startIndex..<mark, text: text.startIndex..<end, end: end + 2)
  }
}

/// Bytes as letters, digits and two signs. Source: RFC 4648.
enum Base64 {
  private static let signs = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8] = (0...255).map { byte in
    signs.firstIndex(of: byte).map { UInt8($0) } ?? 0xff
  }

  /// The bytes that signs stand for; other signs are passed over.
  static func decoded(_ text: some Sequence<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var value = 0
    var bits = 0
    for sign in text where values[Int(sign)] != 0xff {
      value = (value << 6 | Int(values[Int(sign)])) & 0xffff
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: value >> bits))
      }
    }
    return bytes
  }

  /// The signs that stand for bytes.
  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 4 / 3 + 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let three = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
      let value = three[0] << 16 | three[1] << 8 | three[2]
      for (offset, shift) in [18, 12, 6, 0].enumerated() {
        text.append(
          start + offset > bytes.count ? UInt8(ascii: "=") : signs[value >> shift & 63])
      }
    }
    return text
  }
}
