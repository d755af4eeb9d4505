// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

/// Files written into a text in letters, as mail had them before MIME (uuencode).
enum UnixEncoded {
  /// A file in the text.
  struct File {
    var name: String
    var bytes: [UInt8]
  }

  /// The text without the files, and the files; nil where there are none.
  static func files(in text: String) -> (text: String, files: [File])? {
    guard mayHoldFiles(text) else { return nil }
    var plain: [Substring] = []
    var files: [File] = []
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
    while let line = lines.popFirst() {
      if let name = name(line),
        let (bytes, rest) = line.hasPrefix("begin-") ? base64(lines) : content(lines)
      {
        files.append(File(name: name, bytes: bytes))
        lines = rest
      } else {
        plain.append(line)
      }
    }
    return files.isEmpty ? nil : (plain.joined(separator: "\n"), files)
  }

  /// Whether a line begins so: nearly all texts show at once that they hold none.
  private static func mayHoldFiles(_ text: String) -> Bool {
    var text = text
    let mark = Array("begin".utf8)
    return text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return false }
      if bytes.starts(with: mark) { return true }
      var offset = 0
      while offset < bytes.count, let end = memchr(base + offset, 0x0a, bytes.count - offset) {
        offset = UnsafeRawPointer(end) - UnsafeRawPointer(base) + 1
        if bytes[offset...].starts(with: mark) { return true }
      }
      return false
    }
  }

  /// The name in `begin 644 note.txt`.
  private static func name(_ line: Substring) -> String? {
    let parts = line.split(separator: " ", maxSplits: 2)
    guard parts.count == 3, parts[0] == "begin" || parts[0] == "begin-base64",
      3...4 ~= parts[1].count,
      parts[1].allSatisfy({ "01234567".contains($0) })
    else { return nil }
    return RawPath(String(parts[2])).shown
  }

  /// The same in base64, up to `====`.
  private static func base64(
    _ lines: ArraySlice<Substring>
  ) -> (bytes: [UInt8], rest: ArraySlice<Substring>)? {
    guard let end = lines.firstIndex(of: "====") else { return nil }
    return (Base64.decoded(lines[..<end].joined().utf8), lines[(end + 1)...])
  }

  /// What is on the lines up to `end`, and the lines after it; nil where they are no such file.
  ///
  /// Source: POSIX, uuencode: a line begins with its length, and each sign stands for six bits.
  private static func content(
    _ lines: ArraySlice<Substring>
  ) -> (bytes: [UInt8], rest: ArraySlice<Substring>)? {
    var bytes: [UInt8] = []
    var rest = lines
    while let line = rest.popFirst() {
      if line == "end" { return (bytes, rest) }
      let signs = Array(line.utf8)
      guard let first = signs.first, 0x20...0x60 ~= first else {
        // An empty line before the end is an empty line of the file.
        if signs.isEmpty { continue }
        return nil
      }
      let length = Int(first - 0x20) & 63
      var decoded: [UInt8] = []
      for offset in stride(from: 1, to: signs.count, by: 4) {
        // Programs cut spaces at the end of a line.
        let four = (0..<4).map { offset + $0 < signs.count ? (signs[offset + $0] &- 0x20) & 63 : 0 }
        decoded += [
          four[0] << 2 | four[1] >> 4, four[1] << 4 | four[2] >> 2, four[2] << 6 | four[3],
        ]
      }
      while decoded.count < length { decoded.append(0) }
      bytes += decoded.prefix(length)
    }
    return nil
  }
}
