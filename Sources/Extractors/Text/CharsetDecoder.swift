// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

/// Text out of a named character set: all traffic with iconv.
enum CharsetDecoder {
  /// The text, if iconv knows the set and all bytes are in it.
  static func text(of bytes: [UInt8], in charset: String) -> String? {
    try? decode(bytes, from: charset).get()
  }

  /// Why bytes cannot be decoded.
  enum Problem: Error {
    case unknownCharset
    case notInCharset(at: Int)
  }

  /// The text, or what is wrong with it.
  static func decode(_ bytes: [UInt8], from charset: String) -> Result<String, Problem> {
    let converter = iconv_open("UTF-8", charset)
    guard let converter, converter != iconv_t(bitPattern: -1) else {
      return .failure(.unknownCharset)
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
    if let problem { return .failure(.notInCharset(at: problem)) }
    guard let text = try? UTF8Span(validating: output.span) else {
      return .failure(.notInCharset(at: 0))
    }
    return .success(String(copying: text))
  }

  /// The text without the few bytes that are not in the set; nil where they are more than a few.
  static func decodeWithFlaws(_ bytes: [UInt8], from charset: String) -> DecodedText? {
    var text = ""
    var rest = bytes[...]
    var broken = 0
    var first = 0
    while case .failure(.notInCharset(let offset)) = decode(Array(rest), from: charset) {
      let bad = rest.startIndex + offset
      guard bad < rest.endIndex,
        let sound = Self.text(of: Array(rest[..<bad]), in: charset)
      else { return nil }
      if broken == 0 { first = bad }
      broken += 1
      // Each costs another look at what follows.
      guard broken <= 20, broken * 200 <= bytes.count else { return nil }
      text += sound + "\u{FFFD}"
      rest = rest[(bad + 1)...]
    }
    guard let last = Self.text(of: Array(rest), in: charset) else { return nil }
    let line = 1 + bytes[..<first].count { $0 == 0x0a }
    let sentence =
      "has \(broken) bytes that are not in its character set, \(charset): they are left out"
    return DecodedText(
      text: text + last, flaws: [BrokenPart(line: line, reason: Unreadable(.brokenBytes, sentence))]
    )
  }

  /// The name of a set in upper case, as iconv knows it.
  static func webName(_ name: String) -> String {
    let name = name.uppercased()
    return aliases[name] ?? name
  }

  /// Names that mean a larger set on the web than in iconv. Source: WHATWG Encoding Standard,
  /// "Names and labels".
  private static let aliases = [
    "ISO-8859-1": "WINDOWS-1252", "LATIN1": "WINDOWS-1252", "US-ASCII": "WINDOWS-1252",
    "ASCII": "WINDOWS-1252", "ISO-8859-9": "WINDOWS-1254", "GB2312": "GB18030", "GBK": "GB18030",
    "SHIFT_JIS": "CP932", "X-SJIS": "CP932", "KS_C_5601-1987": "CP949", "EUC-KR": "CP949",
    "X-MAC-CYRILLIC": "MAC-CYRILLIC", "UTF8": "UTF-8",
    "UNICODE-1-1-UTF-7": "UTF-7", "X-UTF-7": "UTF-7", "X-CP866": "IBM866", "CP866": "IBM866",
  ]
}
