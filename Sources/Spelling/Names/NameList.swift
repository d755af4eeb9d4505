// SPDX-License-Identifier: GPL-2.0-or-later

/// A list of names in which others are looked for, in any spelling, script and order of words.
///
/// ```swift
/// let list = try NameList(["أحمد الشرع", "Bashar al-Assad"])
/// for match in list.matches(of: "Sharaa, Ahmad") { print(match.score, match.reason) }
/// ```
///
/// A list is one run of bytes that is used where it lies, in memory or in a mapped file: see ``PreparedList``.
public struct NameList: Sendable {
  /// Owns the sections.
  private let file: SectionedFile
  /// The single words of the names, and neighbouring ones as if they were one.
  let words: UnitIndex
  let joined: UnitIndex
  private let tokenStarts: PackedNumbers<UInt32>
  private let tokens: PackedNumbers<UInt32>
  private let names: PackedTexts
  private let rowsOfNames: PackedNumbers<UInt32>
  private let rows: PackedTexts

  /// The number of rows.
  public var count: Int { rows.count }
  /// The number of names that are compared, aliases included.
  var nameCount: Int { names.count }

  /// Reads and indexes names, on all cores.
  public init(_ texts: [String]) throws {
    try self.init(rows: texts.map { NameRow(names: [$0]) })
  }

  /// Reads and indexes rows of names, on all cores.
  public init(rows: [NameRow]) throws {
    try self.init(ByteStore(copying: NameListBuilder.encoded(rows)))
  }

  /// Uses a list where it lies.
  init(_ store: ByteStore) throws {
    let file = try SectionedFile(
      store, magic: NameListLayout.magic, version: NameListLayout.version,
      sectionCount: NameListLayout.Section.allCases.count)
    func bytes(_ section: NameListLayout.Section) -> UnsafeRawBufferPointer {
      file.section(section.rawValue)
    }
    func index(_ section: NameListLayout.Section) throws -> UnitIndex {
      try UnitIndex(ByteStore(part: file.sectionRange(section.rawValue), of: store))
    }
    self.file = file
    words = try index(.words)
    joined = try index(.joined)
    tokenStarts = PackedNumbers(bytes(.tokenStarts))
    tokens = PackedNumbers(bytes(.tokens))
    names = PackedTexts(starts: PackedNumbers(bytes(.nameStarts)), text: bytes(.nameText))
    rowsOfNames = PackedNumbers(bytes(.rowsOfNames))
    rows = PackedTexts(starts: PackedNumbers(bytes(.rowStarts)), text: bytes(.rowText))
    guard rowsOfNames.count == names.count, tokenStarts.count == names.count + 1 else {
      throw VocabularyError.damaged("the parts of a list of names do not fit together")
    }
  }

  /// A row as it was given.
  public func row(at index: Int) -> NameRow { NameRow(encoded: rows[index]) }

  /// The text of a name.
  func name(at index: Int) -> String { names[index] }

  /// The row of a name.
  func row(ofName index: Int) -> Int {
    index < rowsOfNames.count ? Int(rowsOfNames[index]) : 0
  }

  /// What is kept of the words of a name.
  func tokens(ofName index: Int) -> Slice<UnsafeBufferPointer<UInt32>> {
    guard index + 1 < tokenStarts.count else { return tokens.values[0..<0] }
    let end = min(Int(tokenStarts[index + 1]), tokens.count)
    return tokens.values[min(Int(tokenStarts[index]), end)..<end]
  }
}

/// Strings one behind the other.
struct PackedTexts: Sendable {
  let starts: PackedNumbers<UInt32>
  private let text: PackedNumbers<UInt8>

  init(starts: PackedNumbers<UInt32>, text: UnsafeRawBufferPointer) {
    self.starts = starts
    self.text = PackedNumbers(text)
  }

  var count: Int { max(0, starts.count - 1) }

  subscript(index: Int) -> String {
    guard index >= 0, index < count else { return "" }
    let end = min(Int(starts[index + 1]), text.count)
    return String(decoding: text.values[min(Int(starts[index]), end)..<end], as: UTF8.self)
  }
}
