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
  /// Where a unit of the list occurs.
  struct Place: Sendable {
    let name: UInt32
    let firstToken: UInt8
    let tokenCount: UInt8

    init(name: UInt32, tokens: Range<Int>) {
      self.name = name
      firstToken = UInt8(tokens.lowerBound)
      tokenCount = UInt8(tokens.count)
    }

    init(packed: UInt64) {
      name = UInt32(truncatingIfNeeded: packed >> 16)
      firstToken = UInt8(truncatingIfNeeded: packed >> 8)
      tokenCount = UInt8(truncatingIfNeeded: packed)
    }

    var packed: UInt64 { UInt64(name) << 16 | UInt64(firstToken) << 8 | UInt64(tokenCount) }
  }

  /// Owns the sections.
  private let file: SectionedFile
  /// All units of the names.
  let vocabulary: Vocabulary
  private let placeStarts: PackedNumbers<UInt32>
  private let places: PackedNumbers<UInt64>
  private let names: PackedTexts
  private let rowsOfNames: PackedNumbers<UInt32>
  private let rows: PackedTexts
  /// The Arabic names that forms stand for, in order, and the forms.
  private let meanings: PackedNumbers<UInt32>
  private let meaningForms: PackedNumbers<UInt32>

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
    self.file = file
    vocabulary = try Vocabulary(
      ByteStore(part: file.sectionRange(NameListLayout.Section.vocabulary.rawValue), of: store))
    placeStarts = PackedNumbers(bytes(.placeStarts))
    places = PackedNumbers(bytes(.places))
    names = PackedTexts(starts: PackedNumbers(bytes(.nameStarts)), text: bytes(.nameText))
    rowsOfNames = PackedNumbers(bytes(.rowsOfNames))
    rows = PackedTexts(starts: PackedNumbers(bytes(.rowStarts)), text: bytes(.rowText))
    meanings = PackedNumbers(bytes(.meanings))
    meaningForms = PackedNumbers(bytes(.meaningForms))
    guard placeStarts.count == vocabulary.count + 1, rowsOfNames.count == names.count,
      meanings.count == meaningForms.count
    else { throw VocabularyError.damaged("the parts of a list of names do not fit together") }
  }

  /// A row as it was given.
  public func row(at index: Int) -> NameRow { NameRow(encoded: rows[index]) }

  /// The text of a name.
  func name(at index: Int) -> String { names[index] }

  /// The row of a name.
  func row(ofName index: Int) -> Int {
    index < rowsOfNames.count ? Int(rowsOfNames[index]) : 0
  }

  /// Where a form occurs. Numbers of names that no list has come from damage only.
  func places(of form: Int) -> [Place] {
    guard form + 1 < placeStarts.count else { return [] }
    let end = min(Int(placeStarts[form + 1]), places.count)
    return places.values[min(Int(placeStarts[form]), end)..<end].map(Place.init(packed:))
      .filter { Int($0.name) < names.count }
  }

  /// The forms that are the same name as a word, by what is known of both.
  func forms(knownAs name: KnownName) -> Set<Int> {
    var forms: Set<Int> = []
    for meaning in name.meanings where meaning.share >= KnownName.leastAgreement {
      let number = UInt32(meaning.name)
      var place = meanings.firstIndex(notBelow: number)
      while place < meanings.count, meanings[place] == number {
        forms.insert(Int(meaningForms[place]))
        place += 1
      }
    }
    return forms
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
