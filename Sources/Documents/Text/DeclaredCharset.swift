// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// The character set that a web page declares.
enum DeclaredCharset {
  /// The page as UTF-8.
  ///
  /// A byte order mark goes before everything. Then bytes that are UTF-8 are taken as UTF-8 whatever is
  /// declared, because text of another character set is hardly ever valid UTF-8 by chance, and servers
  /// convert pages without telling them. Only then is the declared set believed, if it decodes.
  static func text(ofPage bytes: [UInt8]) throws(Unreadable) -> String {
    if TextDecoding.ByteOrderMark.of(bytes) != nil { return try TextDecoding.text(of: bytes) }
    try TextDecoding.refuseControls(bytes[...])
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    let declared = name(in: bytes.prefix(4096))
    guard let declared, !(isASCII && !declared.hasPrefix("ISO-2022")) else {
      return try TextDecoding.utf8(bytes[...])
    }
    do throws(Unreadable) {
      if isASCII { return try decode(bytes, from: declared) }
      return try TextDecoding.utf8(bytes[...])
    } catch {
      // UTF-16 cannot be what a declaration in single bytes means.
      if declared.hasPrefix("UTF") { throw error }
      return try decode(bytes, from: declared)
    }
  }

  /// The name after `charset=` or `encoding=`, in upper case, as iconv knows it.
  private static func name(in beginning: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: beginning.map { $0 < 0x80 ? $0 : 0x20 }, as: UTF8.self).uppercased()
    for mark in ["CHARSET", "ENCODING"] {
      var rest = text.utf8[...]
      while let found = rest.firstRange(of: Array(mark.utf8)) {
        rest = rest[found.upperBound...].drop { $0 == 0x20 }
        guard rest.popFirst() == UInt8(ascii: "=") else { continue }
        let value = rest.drop { $0 == 0x20 || $0 == 0x22 || $0 == 0x27 }
          .prefix { 0x30...0x39 ~= $0 || 0x41...0x5a ~= $0 || "-_:.+".utf8.contains($0) }
        let name = String(decoding: value, as: UTF8.self)
        if !name.isEmpty { return aliases[name] ?? name }
      }
    }
    return nil
  }

  /// Names that mean a larger set on the web than in iconv. Source: WHATWG Encoding Standard,
  /// "Names and labels".
  private static let aliases = [
    "ISO-8859-1": "WINDOWS-1252", "LATIN1": "WINDOWS-1252", "US-ASCII": "WINDOWS-1252",
    "ASCII": "WINDOWS-1252", "ISO-8859-9": "WINDOWS-1254", "GB2312": "GB18030", "GBK": "GB18030",
    "SHIFT_JIS": "CP932", "X-SJIS": "CP932", "KS_C_5601-1987": "CP949", "EUC-KR": "CP949",
    "X-MAC-CYRILLIC": "MAC-CYRILLIC", "UTF8": "UTF-8",
  ]

  private static func decode(_ bytes: [UInt8], from charset: String) throws(Unreadable) -> String {
    let converter = iconv_open("UTF-8", charset)
    guard let converter, converter != iconv_t(bitPattern: -1) else {
      throw Unreadable(
        .encoding,
        "declares the character set \(charset), which is not known here: save it as UTF-8")
    }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    // No set that iconv knows takes more than four bytes of UTF-8 for a byte.
    let limit = bytes.count * 4 + 16
    var problem: Int?
    let output = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      input.withUnsafeMutableBufferPointer { source in
        var from = source.baseAddress
        var fromLeft = source.count
        var toLeft = limit
        buffer.withMemoryRebound(to: CChar.self) { target in
          var to = target.baseAddress
          if iconv(converter, &from, &fromLeft, &to, &toLeft) == Int(bitPattern: UInt.max) {
            problem = source.count - fromLeft
          }
        }
        count = limit - toLeft
      }
    }
    if let problem {
      throw Unreadable(
        .encoding, "declares the character set \(charset) but is not in it at byte \(problem)")
    }
    return try TextDecoding.utf8(output[...])
  }
}
