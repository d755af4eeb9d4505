// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Rich Text Format.
///
/// Read by ourselves, as no program of Debian's does: unrtf loses Cyrillic and Arabic, catdoc takes all
/// bytes for those of one character set, and LibreOffice takes seconds and cannot be confined.
struct RichText {
  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    try content(of: try input.bytes())
  }

  /// The content of a document that is in memory.
  static func content(of bytes: [UInt8]) throws(Unreadable) -> Content {
    var reader = RichText(bytes)
    guard bytes.starts(with: Array("{\\rtf".utf8)) else {
      throw Unreadable(.damaged, "is no Rich Text document")
    }
    reader.read()
    return try reader.content()
  }

  private let bytes: [UInt8]
  private var offset = 0
  private var group = Group()
  private var outer: [Group] = []
  private var texts = RichTextPieces()
  private var date = [0, 0, 0]
  /// How many characters are still left out that stand for a Unicode character in older readers.
  private var skipped = 0
  /// Whether the document is a page of HTML that a mail program packed into RTF.
  private var isPage = false

  /// What holds within braces.
  private struct Group {
    var target = RichTextPieces.Target.text
    /// Where the Unicode form of a text goes that is also given in an old character set.
    var unicodeTarget = RichTextPieces.Target.text
    var font = 0
    /// How many characters after `\u` stand for it in older readers.
    var fallback = 1
    /// Whether it is for readers that know no HTML.
    var isSubstitute = false
    /// Whether nothing was met in it but braces.
    var isFresh = true
    /// Whether a destination follows that readers which do not know it pass over.
    var isOptional = false
  }

  /// Groups deeper than this are no document.
  private static let deepest = 10_000

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func content() throws(Unreadable) -> Content {
    let day = date[0] * 10_000 + date[1] * 100 + date[2]
    var content = Content(text: texts.text)
    if isPage {
      content = try HTMLPage.content(ofText: texts.body)
      content.text += texts.notes.isEmpty ? "" : "\n" + texts.notes
    }
    content.title = texts.title ?? content.title
    content.author = texts.author ?? content.author
    content.date = PublicationDate.compact(String(day)) ?? content.date
    return content
  }

  private mutating func read() {
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "{"):
        // What stands before the brace belongs to the outer group.
        texts.flush(to: group.target)
        if outer.count < Self.deepest { outer.append(group) }
        group.isFresh = true
        group.isOptional = false
        skipped = 0
      case UInt8(ascii: "}"):
        texts.flush(to: group.target)
        if let last = outer.popLast() { group = last }
        group.isFresh = false
        skipped = 0
      case UInt8(ascii: "\\"):
        control()
      case 0x0a, 0x0d:
        break
      default:
        if skipped > 0 { skipped -= 1 } else { append(byte) }
      }
    }
    texts.flush(to: group.target)
  }

  private mutating func control() {
    guard offset < bytes.count else { return }
    let byte = bytes[offset]
    guard (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a else {
      offset += 1
      return symbol(byte)
    }
    var name: [UInt8] = []
    while offset < bytes.count, 0x61...0x7a ~= (bytes[offset] | 0x20), name.count < 32 {
      name.append(bytes[offset])
      offset += 1
    }
    var digits: [UInt8] = []
    while offset < bytes.count, digits.count < 11,
      0x30...0x39 ~= bytes[offset] || (digits.isEmpty && bytes[offset] == UInt8(ascii: "-"))
    {
      digits.append(bytes[offset])
      offset += 1
    }
    if offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
    let number = Int(String(decoding: digits, as: UTF8.self))
    let word = String(decoding: name, as: UTF8.self)
    if group.isOptional {
      group.isOptional = false
      // Before anything else in a group it is a destination, which no reader shows that does not know
      // it; in the midst of one, and for the styles of OpenOffice, a word like others.
      if group.isFresh && !RichTextWords.optional.contains(word) { group.target = .nothing }
    }
    meet(word, number)
    group.isFresh = false
  }

  private mutating func symbol(_ byte: UInt8) {
    if byte == UInt8(ascii: "*") {
      group.isOptional = true
      return
    }
    group.isFresh = false
    switch byte {
    case UInt8(ascii: "'"):
      let digits = String(decoding: bytes[offset...].prefix(2), as: UTF8.self)
      offset = min(offset + 2, bytes.count)
      if skipped > 0 {
        skipped -= 1
      } else if let value = UInt8(digits, radix: 16) {
        append(value)
      }
    case UInt8(ascii: "~"): append(scalar: 0x20)
    case UInt8(ascii: "_"): append(scalar: 0x2d)
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): append(byte)
    case 0x0a, 0x0d: append(scalar: 0x0a)
    default: break
    }
  }

  /// Source: Rich Text Format Specification 1.9.1; MS-OXRTFEX for HTML.
  private mutating func meet(_ word: String, _ number: Int?) {
    if let scalar = RichTextWords.signs[word] { return append(scalar: scalar) }
    if let target = RichTextWords.destinations[word] { return turn(to: target) }
    switch word {
    case "u":
      append(unit: UInt32(truncatingIfNeeded: (number ?? 0) & 0xffff))
      skipped = group.fallback
    case "uc": group.fallback = min(max(number ?? 1, 0), 100)
    case "bin": offset = min(offset + max(number ?? 0, 0), bytes.count)
    case "f": setFont(number ?? 0)
    case "fcharset":
      if group.target == .fonts { texts.setFont(group.font, charset: number ?? 0) }
    case "ansicpg": texts.documentSet = "WINDOWS-\(number ?? 1252)"
    case "mac": texts.documentSet = "MACINTOSH"
    case "pc": texts.documentSet = "CP437"
    case "pca": texts.documentSet = "CP850"
    case "fromhtml": isPage = true
    case "htmlrtf":
      texts.flush(to: group.target)
      group.isSubstitute = number != 0
    case "deleted" where number != 0: turn(to: .nothing)
    case "upr":
      group.unicodeTarget = group.target
      turn(to: .nothing)
    case "ud": turn(to: group.unicodeTarget)
    case "yr", "mo", "dy":
      if group.target == .date { date[word == "yr" ? 0 : word == "mo" ? 1 : 2] = number ?? 0 }
    default: break
    }
  }

  private mutating func turn(to target: RichTextPieces.Target) {
    texts.flush(to: group.target)
    switch target {
    // Only what the document says of itself, not a word of the same name elsewhere.
    case .title, .author, .date: guard group.target == .nothing else { return }
    case .page where !isPage:
      group.target = .nothing
      return
    default: break
    }
    group.target = target
    texts.begin(target)
  }

  private mutating func setFont(_ number: Int) {
    texts.flush(to: group.target)
    group.font = number
  }

  private mutating func append(_ byte: UInt8) {
    group.isFresh = false
    if isPage && group.isSubstitute { return }
    texts.append(byte, font: group.font, to: group.target)
  }

  private mutating func append(scalar: UInt32) {
    texts.flush(to: group.target)
    append(unit: scalar)
  }

  private mutating func append(unit: UInt32) {
    if isPage && group.isSubstitute { return }
    texts.append(unit: unit, to: group.target)
  }
}

/// What the words of Rich Text mean. Source: Rich Text Format Specification 1.9.1.
enum RichTextWords {
  /// Those that stand for a character.
  static let signs: [String: UInt32] = [
    "par": 0x0a, "line": 0x0a, "row": 0x0a, "nestrow": 0x0a, "sect": 0x0a, "page": 0x0a,
    "tab": 0x09, "cell": 0x09, "nestcell": 0x09, "emspace": 0x09, "enspace": 0x09,
    "qmspace": 0x20, "lquote": 0x2019, "rquote": 0x2019, "ldblquote": 0x22, "rdblquote": 0x22,
    "emdash": 0x2013, "endash": 0x2013,
  ]

  /// Those that say what the text of their group is.
  static let destinations: [String: RichTextPieces.Target] = [
    "fonttbl": .fonts, "title": .title, "author": .author, "creatim": .date,
    "footnote": .notes, "annotation": .notes, "atnauthor": .notes, "shptxt": .notes,
    "dptxbxtext": .notes, "header": .notes, "headerl": .notes, "headerr": .notes,
    "headerf": .notes, "footer": .notes, "footerl": .notes, "footerr": .notes, "footerf": .notes,
    "subject": .notes, "keywords": .notes, "doccomm": .notes, "htmltag": .page,
    "info": .nothing, "colortbl": .nothing, "stylesheet": .nothing, "pict": .nothing,
    "objdata": .nothing, "objclass": .nothing, "fldinst": .nothing, "themedata": .nothing,
    "datastore": .nothing, "listtable": .nothing, "listoverridetable": .nothing,
    "rsidtbl": .nothing, "generator": .nothing, "xmlnstbl": .nothing, "latentstyles": .nothing,
    "shpinst": .nothing, "shprslt": .nothing, "nonshppict": .nothing, "do": .nothing,
    "nonesttables": .nothing, "xe": .nothing, "tc": .nothing, "ftnsep": .nothing,
    "ftnsepc": .nothing, "aftnsep": .nothing, "aftnsepc": .nothing, "atnid": .nothing,
    "atnref": .nothing, "atndate": .nothing, "template": .nothing, "filetbl": .nothing,
    "revtbl": .nothing, "operator": .nothing, "bkmkstart": .nothing, "bkmkend": .nothing,
  ]

  /// Those after `\*` that are read.
  static let optional: Set<String> = [
    "footnote", "annotation", "atnauthor", "shpinst", "shppict", "do", "htmltag", "ud", "cs",
    "ds", "ts", "nesttableprops", "moMath", "moMathPara", "mmathPict", "title", "author",
  ]
}
