// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The texts of a Rich Text document while it is read, each decoded from the character set of its font.
struct RichTextPieces {
  /// What a text is.
  enum Target {
    case text, notes, title, author, date, fonts
    /// HTML that is packed into the document.
    case page
    case nothing
  }

  /// The character set of fonts that name none.
  var documentSet = "WINDOWS-1252"
  private var fontSets: [Int: String] = [:]
  private var pieces: [Target: [UInt8]] = [:]
  private var textBytes: [UInt8] = []
  /// Bytes of one character set that were not decoded yet.
  private var undecoded: [UInt8] = []
  private var undecodedSet = ""
  /// The first half of a pair of UTF-16.
  private var firstHalf: UInt32?

  /// The text, with notes, comments and boxes behind it.
  var text: String {
    let notes = notes
    return notes.isEmpty ? body : body + "\n" + notes
  }

  /// The text without them.
  var body: String { String(decoding: textBytes, as: UTF8.self) }
  /// The notes, comments and boxes.
  var notes: String { String(decoding: pieces[.notes] ?? [], as: UTF8.self) }
  /// What the document says that it is called.
  var title: String? { line(.title) }
  /// Who the document says wrote it.
  var author: String? { line(.author) }

  private func line(_ target: Target) -> String? {
    pieces[target].flatMap { Title.oneLine(String(decoding: $0, as: UTF8.self)) }
  }

  /// Begins a text that is apart from those before it.
  mutating func begin(_ target: Target) {
    switch target {
    // Given twice, in the old set and in Unicode: the second counts.
    case .title, .author: pieces[target] = []
    case .notes: pieces[target, default: []].append(0x0a)
    default: break
    }
  }

  /// Notes the character set of a font, by its number in the format.
  mutating func setFont(_ font: Int, charset: Int) { fontSets[font] = Self.fontSets[charset] }

  /// Source: Rich Text Format Specification 1.9.1, "Font Table".
  private static let fontSets = [
    77: "MACINTOSH", 128: "CP932", 129: "CP949", 134: "GB18030", 136: "BIG5", 161: "WINDOWS-1253",
    162: "WINDOWS-1254", 163: "WINDOWS-1258", 177: "WINDOWS-1255", 178: "WINDOWS-1256",
    186: "WINDOWS-1257", 204: "WINDOWS-1251", 222: "CP874", 238: "WINDOWS-1250", 254: "CP437",
    255: "CP850",
  ]

  /// Adds a byte in the character set of a font.
  mutating func append(_ byte: UInt8, font: Int, to target: Target) {
    let set = fontSets[font] ?? documentSet
    if set != undecodedSet { flush(to: target) }
    undecodedSet = set
    undecoded.append(byte)
  }

  /// Adds a unit of UTF-16.
  mutating func append(unit: UInt32, to target: Target) {
    flush(to: target)
    if 0xd800..<0xdc00 ~= unit {
      firstHalf = unit
      return
    }
    var value = unit
    if let first = firstHalf, 0xdc00..<0xe000 ~= unit {
      value = 0x10000 + (first - 0xd800) << 10 + (unit - 0xdc00)
    }
    firstHalf = nil
    if let scalar = Unicode.Scalar(value) { add(String(scalar).utf8, to: target) }
  }

  /// Decodes what stands in one character set.
  mutating func flush(to target: Target) {
    guard !undecoded.isEmpty else { return }
    if undecoded.allSatisfy({ $0 < 0x80 }) {
      add(undecoded, to: target)
    } else if let text = CharsetDecoder.text(of: undecoded, in: undecodedSet) {
      add(text.utf8, to: target)
    } else {
      add(undecoded.map { $0 < 0x80 ? $0 : 0x3f }, to: target)
    }
    undecoded.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ utf8: some Sequence<UInt8>, to target: Target) {
    switch target {
    case .text, .page: textBytes += utf8
    case .notes, .title, .author: pieces[target, default: []] += utf8
    case .date, .fonts, .nothing: break
    }
  }
}
