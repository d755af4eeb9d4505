// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Gathers the text of an XML part by what its elements mean.
final class OfficeText: XMLEvents {
  /// What the elements of a format mean for the text, by their names without prefix.
  struct Meanings {
    /// Text stands in these only.
    var text: Set<String>
    /// What follows their end stands on another line.
    var lines: Set<String> = []
    /// They separate words.
    var spaces: Set<String> = []
    /// They break a line.
    var breaks: Set<String> = []
    /// They stand for a sign.
    var signs: [String: String] = [:]
    /// They stand for the character whose number an attribute has.
    var symbols: [String: String] = [:]
    /// They end a page.
    var pages: Set<String> = []
    /// An attribute of theirs is a line of the text.
    var named: [String: String] = [:]
    /// What is in them is not part of the text.
    var skipped: Set<String> = []
    /// A line within one of these stays on its line.
    var cells: Set<String> = []
    /// Notes, comments and boxes, which stand in the midst of a word or behind it: their text follows that
    /// of the page.
    var asides: Set<String> = []
    /// Where there are any, only what is in them is part of the text.
    var only: Set<String> = []
  }

  /// What an element means, all at once: of most elements of a document nothing is asked, and a look into each set
  /// takes longer than all else.
  private struct Roles: OptionSet {
    let rawValue: UInt16
    static let text = Roles(rawValue: 1 << 0)
    static let line = Roles(rawValue: 1 << 1)
    static let space = Roles(rawValue: 1 << 2)
    static let lineBreak = Roles(rawValue: 1 << 3)
    static let sign = Roles(rawValue: 1 << 4)
    static let symbol = Roles(rawValue: 1 << 5)
    static let page = Roles(rawValue: 1 << 6)
    static let named = Roles(rawValue: 1 << 7)
    static let skipped = Roles(rawValue: 1 << 8)
    static let cell = Roles(rawValue: 1 << 9)
    static let aside = Roles(rawValue: 1 << 10)
    static let only = Roles(rawValue: 1 << 11)
  }

  private let meanings: Meanings
  private let roles: [String: Roles]
  private var builder = TextBuilder()
  private var asides: [String] = []
  private var pages: [String] = []
  /// What was begun before the asides that are open.
  private var outer: [(builder: TextBuilder, textDepth: Int, cellDepth: Int)] = []
  private var textDepth = 0
  private var skippedDepth = 0
  private var cellDepth = 0
  private var onlyDepth = 0

  init(_ meanings: Meanings) {
    self.meanings = meanings
    var roles: [String: Roles] = [:]
    let sets: [(Set<String>, Roles)] = [
      (meanings.text, .text), (meanings.lines, .line), (meanings.spaces, .space),
      (meanings.breaks, .lineBreak), (Set(meanings.signs.keys), .sign),
      (Set(meanings.symbols.keys), .symbol), (meanings.pages, .page),
      (Set(meanings.named.keys), .named), (meanings.skipped, .skipped), (meanings.cells, .cell),
      (meanings.asides, .aside), (meanings.only, .only),
    ]
    for (names, role) in sets { for name in names { roles[name, default: []].insert(role) } }
    self.roles = roles
  }

  /// The text of the part.
  static func of(_ part: [UInt8], _ meanings: Meanings) throws(Unreadable) -> String {
    let reader = OfficeText(meanings)
    try XMLReader.read(part, reader)
    return reader.text
  }

  /// The text so far.
  var text: String {
    guard !pages.isEmpty else { return pageText }
    return pages.map { $0 + "\n\u{0C}" }.joined() + pageText
  }

  private var pageText: String {
    ([builder.text] + asides).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  func wantsAttributes(of name: String) -> Bool {
    roles[name].map { !$0.isDisjoint(with: [.symbol, .named]) } ?? false
  }

  func start(_ name: String, attributes: [String: String]) {
    guard let roles = roles[name] else { return }
    if roles.contains(.aside) {
      outer.append((builder, textDepth, cellDepth))
      (builder, textDepth, cellDepth) = (TextBuilder(), 0, 0)
    }
    if roles.contains(.skipped) { skippedDepth += 1 }
    if roles.contains(.only) { onlyDepth += 1 }
    if roles.contains(.text) { textDepth += 1 }
    if roles.contains(.cell) { cellDepth += 1 }
    if roles.contains(.space) { builder.space() }
    if roles.contains(.lineBreak) { builder.newLine() }
    if roles.contains(.sign), skippedDepth == 0, let sign = meanings.signs[name] {
      builder.append(sign.utf8)
    }
    if roles.contains(.symbol), let attribute = meanings.symbols[name] {
      add(symbol: attributes[attribute])
    }
    if roles.contains(.named), let attribute = meanings.named[name],
      let title = attributes[attribute]
    {
      builder.append(title.utf8)
      builder.newLine()
    }
  }

  func end(_ name: String) {
    guard let roles = roles[name] else { return }
    if roles.contains(.skipped) { skippedDepth -= 1 }
    if roles.contains(.only) { onlyDepth -= 1 }
    if roles.contains(.text) { textDepth -= 1 }
    if roles.contains(.cell) { cellDepth -= 1 }
    if roles.contains(.line) { cellDepth > 0 ? builder.space() : builder.newLine() }
    if roles.contains(.aside), let before = outer.popLast() {
      if !builder.isEmpty { asides.append(builder.text) }
      (builder, textDepth, cellDepth) = before
    }
    if roles.contains(.page) {
      pages.append(pageText)
      builder = TextBuilder()
      asides = []
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard textDepth > 0 && skippedDepth == 0 else { return }
    if meanings.only.isEmpty || onlyDepth > 0 { builder.append(bytes) }
  }

  /// Signs of fonts of signs have numbers that mean nothing elsewhere, but still part words.
  private func add(symbol number: String?) {
    let scalar = number.flatMap { UInt32($0, radix: 16) }.flatMap(Unicode.Scalar.init)
    guard let scalar, !(0xe000...0xf8ff ~= scalar.value) else { return builder.space() }
    builder.append(String(scalar).utf8)
  }
}
