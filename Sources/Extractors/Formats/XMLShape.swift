// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// What kind of XML bytes are, by their root.
enum XMLShape {
  /// The type of a file that begins so; nil where it is no XML, or a picture in it.
  static func type(of beginning: [UInt8]) -> DocumentType? {
    let start = beginning.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    let text = beginning[start...].drop { $0 <= 0x20 }
    guard text.first == UInt8(ascii: "<") else { return nil }
    let isDeclared = text.starts(with: Array("<?xml".utf8))
    guard let root = root(of: text) else { return isDeclared ? .xml : nil }
    switch root.split(separator: ":").last.map(String.init) {
    case "FictionBook": return .fictionBook
    case "html": return isDeclared ? .html : nil
    case "svg": return nil
    default: return isDeclared ? .xml : nil
    }
  }

  /// The name of the first element.
  private static func root(of text: ArraySlice<UInt8>) -> String? {
    var rest = text
    while let mark = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(mark + 1)...]
      guard let first = rest.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "!") else {
        continue
      }
      return String(
        decoding: rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") },
        as: UTF8.self)
    }
    return nil
  }
}
