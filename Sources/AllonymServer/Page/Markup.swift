// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Mustache

/// Text as HTML.
enum Markup {
  /// Text in which nothing is markup. Control characters are left out, except white space.
  static func escaped(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.contains(where: needsCare) else { return String(decoding: bytes, as: UTF8.self) }
      var html: [UInt8] = []
      html.reserveCapacity(bytes.count + 64)
      append(bytes, to: &html)
      return String(decoding: html, as: UTF8.self)
    }
  }

  @inline(__always)
  private static func needsCare(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x26 || byte == 0x27 || byte == 0x3C || byte == 0x3E
  }

  /// Appends text in which nothing is markup.
  static func append(_ bytes: some Sequence<UInt8>, to html: inout [UInt8]) {
    for byte in bytes {
      guard needsCare(byte) else {
        html.append(byte)
        continue
      }
      switch byte {
      case UInt8(ascii: "<"): html += "&lt;".utf8
      case UInt8(ascii: ">"): html += "&gt;".utf8
      case UInt8(ascii: "&"): html += "&amp;".utf8
      case UInt8(ascii: "\""): html += "&quot;".utf8
      case UInt8(ascii: "'"): html += "&#39;".utf8
      case 0x09, 0x0A, 0x0D: html.append(byte)
      default: continue
      }
    }
  }

  /// A passage with its matches marked.
  static func passage(_ passage: Passage) -> String {
    marked(passage.text, inScalars: passage.highlights)
  }

  /// Text with ranges of its code points marked, each a pair of its ends; what is no range of it is left out.
  static func marked(_ text: String, inScalars pairs: [[Int]]) -> String {
    let count = text.unicodeScalars.count
    var ranges: [Range<Int>] = []
    for pair in pairs {
      guard pair.count == 2, pair[0] >= ranges.last?.upperBound ?? 0, pair[0] < pair[1],
        pair[1] <= count
      else { continue }
      ranges.append(pair[0]..<pair[1])
    }
    return marked(text, inScalars: ranges)
  }

  private static func marked(_ text: String, inScalars ranges: [Range<Int>]) -> String {
    var html = ""
    let scalars = text.unicodeScalars
    var offset = scalars.startIndex
    var before = 0
    for range in ranges {
      let start = scalars.index(offset, offsetBy: range.lowerBound - before)
      let end = scalars.index(start, offsetBy: range.count)
      html += escaped(String(scalars[offset..<start]))
      html += "<mark>" + escaped(String(scalars[start..<end])) + "</mark>"
      (offset, before) = (end, range.upperBound)
    }
    return html + escaped(String(scalars[offset...]))
  }

  /// Text with some ranges of its UTF-8 marked.
  static func marked(_ text: String, _ ranges: [Range<Int>]) -> String {
    let bytes = Array(text.utf8)
    var html: [UInt8] = []
    var offset = 0
    for range in ranges {
      append(bytes[offset..<range.lowerBound], to: &html)
      html += "<mark>".utf8
      append(bytes[range], to: &html)
      html += "</mark>".utf8
      offset = range.upperBound
    }
    append(bytes[offset...], to: &html)
    return String(decoding: html, as: UTF8.self)
  }
}

/// Has templates escape text quickly: the library's own way goes from character to character.
struct EscapedHTML: MustacheContentType {
  func escapeText(_ text: String) -> String { Markup.escaped(text) }
}
