// SPDX-License-Identifier: GPL-2.0-or-later

/// Units of the names of a list in all their spellings, and where each of them stands.
struct UnitIndex: Sendable {
  /// Where a unit stands.
  struct Occurrence: Sendable {
    let name: UInt32
    let firstToken: UInt8
    let tokenCount: UInt8

    init(name: UInt32, firstToken: UInt8, tokenCount: UInt8) {
      self.name = name
      self.firstToken = firstToken
      self.tokenCount = tokenCount
    }

    init(packed: UInt64) {
      name = UInt32(truncatingIfNeeded: packed >> 16)
      firstToken = UInt8(truncatingIfNeeded: packed >> 8)
      tokenCount = UInt8(truncatingIfNeeded: packed)
    }

    var packed: UInt64 { UInt64(name) << 16 | UInt64(firstToken) << 8 | UInt64(tokenCount) }
    /// The words of the name that it is.
    var tokens: Range<Int> { Int(firstToken)..<Int(firstToken) + Int(tokenCount) }
  }

  /// Owns the sections.
  private let file: SectionedFile
  /// The units' words.
  let vocabulary: Vocabulary
  private let occurrenceStarts: PackedNumbers<UInt32>
  private let occurrences: PackedNumbers<UInt64>
  /// The Arabic names that forms stand for, in order, and the forms.
  private let meanings: PackedNumbers<UInt32>
  private let meaningForms: PackedNumbers<UInt32>

  /// Uses an index where it lies.
  init(_ store: ByteStore) throws {
    let file = try SectionedFile(
      store, magic: UnitIndexLayout.magic, version: UnitIndexLayout.version,
      sectionCount: UnitIndexLayout.Section.allCases.count)
    func bytes(_ section: UnitIndexLayout.Section) -> UnsafeRawBufferPointer {
      file.section(section.rawValue)
    }
    self.file = file
    vocabulary = try Vocabulary(
      ByteStore(part: file.sectionRange(UnitIndexLayout.Section.vocabulary.rawValue), of: store))
    occurrenceStarts = PackedNumbers(bytes(.occurrenceStarts))
    occurrences = PackedNumbers(bytes(.occurrences))
    meanings = PackedNumbers(bytes(.meanings))
    meaningForms = PackedNumbers(bytes(.meaningForms))
    guard occurrenceStarts.count == vocabulary.count + 1, meanings.count == meaningForms.count
    else {
      throw VocabularyError.damaged("the parts of a list of names do not fit together")
    }
  }

  /// How often a form occurs.
  func placeCount(of form: Int) -> Int { range(of: form).count }

  /// Calls back with each place where a form occurs.
  @inline(__always)
  func forEachOccurrence(of form: Int, _ body: (Occurrence) -> Void) {
    for packed in occurrences.values[range(of: form)] { body(Occurrence(packed: packed)) }
  }

  private func range(of form: Int) -> Range<Int> {
    guard form >= 0, form + 1 < occurrenceStarts.count else { return 0..<0 }
    let end = min(Int(occurrenceStarts[form + 1]), occurrences.count)
    return min(Int(occurrenceStarts[form]), end)..<end
  }

  /// The forms that are the same name as a word, by what is known of both.
  func forms(knownAs name: KnownName) -> Set<Int> {
    var forms: Set<Int> = []
    for meaning in name.meanings where meaning.share >= KnownName.minAgreement {
      let number = UInt32(meaning.name)
      var occurrence = meanings.firstIndex(notBelow: number)
      while occurrence < meanings.count, meanings[occurrence] == number {
        forms.insert(Int(meaningForms[occurrence]))
        occurrence += 1
      }
    }
    return forms
  }
}

/// The sections of an index of units. Integers are UInt32 unless said otherwise.
private enum UnitIndexLayout {
  static let magic = "ALLOUNIT"
  static let version: UInt32 = 1

  enum Section: Int, CaseIterable {
    /// The units as a file of `Vocabulary`.
    case vocabulary
    /// Where the places of each unit begin, and the end of the last.
    case occurrenceStarts
    /// A place is UInt64: name << 16 | first word << 8 | number of words.
    case occurrences
    /// The numbers of the Arabic names that units stand for, ascending, and beside them the units.
    case meanings
    case meaningForms
  }
}

/// Lays out an index of units.
struct UnitIndexBuilder: Sendable {
  private var vocabulary = VocabularyBuilder()
  private var occurrences: [UInt64] = []

  /// Adds a unit that is not empty.
  mutating func add(_ unit: UnsafeRawBufferPointer, at occurrence: UnitIndex.Occurrence) {
    vocabulary.add(unit, frequency: 1)
    occurrences.append(occurrence.packed)
  }

  /// The bytes of the index, and for each unit in the order of adding the number of its form.
  consuming func encoded() throws -> (bytes: [UInt8], forms: [UInt32]) {
    let forms = vocabulary.sort()
    var starts = [UInt32](repeating: 0, count: vocabulary.count + 1)
    // Words that were too many or too long for the vocabulary are refused by it below.
    for form in forms { starts[Int(form) + 1] += 1 }
    for form in starts.indices.dropFirst() { starts[form] += starts[form - 1] }
    var next = starts
    var sorted = [UInt64](repeating: 0, count: forms.count)
    for (form, occurrence) in zip(forms, occurrences) {
      sorted[Int(next[Int(form)])] = occurrence
      next[Int(form)] += 1
    }
    let bytes = try vocabulary.encoded(stamp: "")
    let (meanings, meaningForms) = Self.meanings(of: try Vocabulary(bytes: bytes))
    let index = SectionedFile.encoded(
      magic: UnitIndexLayout.magic, version: UnitIndexLayout.version,
      sections: [
        .bytes(bytes), .numbers(starts), .bytes(Array(bytesOf: sorted)), .numbers(meanings),
        .numbers(meaningForms),
      ])
    return (index, forms)
  }

  private static func meanings(of vocabulary: Vocabulary) -> (names: [UInt32], forms: [UInt32]) {
    let pairs = Parallel.map(count: vocabulary.count) { range in
      range.flatMap { form in
        KnownNames.shared[vocabulary.form(at: form)].meanings
          .filter { $0.share >= KnownName.minAgreement }
          .map { UInt64($0.name) << 32 | UInt64(form) }
      }
    }.flatMap { $0 }.sorted()
    return (
      pairs.map { UInt32(truncatingIfNeeded: $0 >> 32) },
      pairs.map { UInt32(truncatingIfNeeded: $0) }
    )
  }
}
