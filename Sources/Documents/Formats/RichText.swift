// SPDX-License-Identifier: GPL-2.0-or-later

/// Rich Text Format.
///
/// Read by ourselves, as no program of Debian's does: unrtf loses Cyrillic and Arabic, catdoc takes all
/// bytes for those of one character set, and LibreOffice takes seconds and cannot be confined.
struct RichText {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    var reader = RichText(try input.bytes())
    guard reader.bytes.starts(with: Array("{\\rtf".utf8)) else {
      throw Unreadable(.damaged, "is no Rich Text document")
    }
    reader.read()
    return reader.content
  }

  private let bytes: [UInt8]
  private var place = 0
  private var group = Group()
  private var outer: [Group] = []
  private var fontSets: [Int: String] = [:]
  private var documentSet = "WINDOWS-1252"
  private var text: [UInt8] = []
  private var title: [UInt8] = []
  private var author: [UInt8] = []
  private var date = [0, 0, 0]
  /// Bytes of one character set that were not decoded yet.
  private var undecoded: [UInt8] = []
  private var undecodedSet = ""
  /// The first half of a pair of UTF-16.
  private var firstHalf: UInt32?

  /// What holds within braces.
  private struct Group {
    var target = Target.text
    var font = 0
    /// How many characters after `\u` stand for it in older readers.
    var fallback = 1
  }

  private enum Target { case text, title, author, date, fonts, nothing }

  /// Groups deeper than this are no document.
  private static let deepest = 10_000

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var content: Content {
    let day = date[0] * 10_000 + date[1] * 100 + date[2]
    return Content(
      title: Title.oneLine(String(decoding: title, as: UTF8.self)),
      author: Title.oneLine(String(decoding: author, as: UTF8.self)),
      text: String(decoding: text, as: UTF8.self),
      date: PublicationDate.compact(String(day)))
  }

  private mutating func read() {
    var skipped = 0
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "{"):
        if outer.count < Self.deepest { outer.append(group) }
        skipped = 0
      case UInt8(ascii: "}"):
        flush()
        if let last = outer.popLast() { group = last }
        skipped = 0
      case UInt8(ascii: "\\"):
        control(&skipped)
      case 0x0a, 0x0d:
        break
      default:
        if skipped > 0 { skipped -= 1 } else { append(byte) }
      }
    }
    flush()
  }

  private mutating func control(_ skipped: inout Int) {
    guard place < bytes.count else { return }
    let byte = bytes[place]
    guard (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a else {
      place += 1
      return symbol(byte, &skipped)
    }
    var name: [UInt8] = []
    while place < bytes.count, 0x61...0x7a ~= (bytes[place] | 0x20), name.count < 32 {
      name.append(bytes[place])
      place += 1
    }
    var digits: [UInt8] = []
    while place < bytes.count, digits.count < 11,
      0x30...0x39 ~= bytes[place] || (digits.isEmpty && bytes[place] == UInt8(ascii: "-"))
    {
      digits.append(bytes[place])
      place += 1
    }
    if place < bytes.count, bytes[place] == 0x20 { place += 1 }
    let number = Int(String(decoding: digits, as: UTF8.self))
    word(String(decoding: name, as: UTF8.self), number, &skipped)
  }

  private mutating func symbol(_ byte: UInt8, _ skipped: inout Int) {
    switch byte {
    case UInt8(ascii: "'"):
      let digits = String(decoding: bytes[place...].prefix(2), as: UTF8.self)
      place = min(place + 2, bytes.count)
      if skipped > 0 {
        skipped -= 1
      } else if let value = UInt8(digits, radix: 16) {
        append(value)
      }
    case UInt8(ascii: "~"): append(scalar: 0x20)
    case UInt8(ascii: "_"): append(scalar: 0x2d)
    case UInt8(ascii: "*"): group.target = .nothing
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): append(byte)
    case 0x0a, 0x0d: append(scalar: 0x0a)
    default: break
    }
  }

  /// Source: Rich Text Format Specification 1.9.1.
  private mutating func word(_ name: String, _ number: Int?, _ skipped: inout Int) {
    switch name {
    case "u":
      flush()
      append(unit: UInt32(truncatingIfNeeded: (number ?? 0) & 0xffff))
      skipped = group.fallback
    case "uc": group.fallback = min(max(number ?? 1, 0), 100)
    case "bin": place = min(place + max(number ?? 0, 0), bytes.count)
    case "par", "line", "row", "sect": append(scalar: 0x0a)
    case "page": append(scalar: 0x0a)
    case "tab", "cell", "emspace", "enspace": append(scalar: 0x09)
    case "f": setFont(number ?? 0)
    case "fcharset":
      if group.target == .fonts { fontSets[group.font] = Self.fontSets[number ?? 0] }
    case "ansicpg": documentSet = "WINDOWS-\(number ?? 1252)"
    case "mac": documentSet = "MACINTOSH"
    case "lquote", "rquote": append(scalar: 0x2019)
    case "ldblquote", "rdblquote": append(scalar: 0x22)
    case "emdash", "endash": append(scalar: 0x2013)
    case "fonttbl": group.target = .fonts
    // Given twice, in the old set and in Unicode: the second counts.
    case "title" where group.target == .nothing:
      group.target = .title
      title = []
    case "author" where group.target == .nothing:
      group.target = .author
      author = []
    case "creatim" where group.target == .nothing: group.target = .date
    case "yr", "mo", "dy":
      if group.target == .date { date[name == "yr" ? 0 : name == "mo" ? 1 : 2] = number ?? 0 }
    case "info", "colortbl", "stylesheet", "pict", "object", "fldinst", "themedata", "datastore",
      "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "latentstyles":
      group.target = .nothing
    case "fldrslt": group.target = .text
    default: break
    }
  }

  private mutating func setFont(_ number: Int) {
    flush()
    group.font = number
  }

  /// The character sets of fonts.
  private static let fontSets = [
    77: "MACINTOSH", 128: "CP932", 129: "CP949", 134: "GB18030", 136: "BIG5", 161: "WINDOWS-1253",
    162: "WINDOWS-1254", 163: "WINDOWS-1258", 177: "WINDOWS-1255", 178: "WINDOWS-1256",
    186: "WINDOWS-1257", 204: "WINDOWS-1251", 222: "CP874", 238: "WINDOWS-1250",
  ]

  private mutating func append(_ byte: UInt8) {
    let set = fontSets[group.font] ?? documentSet
    if set != undecodedSet { flush() }
    undecodedSet = set
    undecoded.append(byte)
  }

  private mutating func append(scalar: UInt32) {
    flush()
    append(unit: scalar)
  }

  private mutating func append(unit: UInt32) {
    if 0xd800..<0xdc00 ~= unit {
      firstHalf = unit
      return
    }
    var value = unit
    if let first = firstHalf, 0xdc00..<0xe000 ~= unit {
      value = 0x10000 + (first - 0xd800) << 10 + (unit - 0xdc00)
    }
    firstHalf = nil
    if let scalar = Unicode.Scalar(value) { add(Array(String(scalar).utf8)) }
  }

  /// Decodes what stands in one character set.
  private mutating func flush() {
    guard !undecoded.isEmpty else { return }
    let plain = CharsetDecoder.text(of: undecoded, in: undecodedSet)
    add(plain.map { Array($0.utf8) } ?? undecoded.map { $0 < 0x80 ? $0 : 0x3f })
    undecoded.removeAll()
  }

  private mutating func add(_ utf8: [UInt8]) {
    switch group.target {
    case .text: text += utf8
    case .title: title += utf8
    case .author: author += utf8
    case .date, .fonts, .nothing: break
    }
  }
}
