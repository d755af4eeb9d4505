// SPDX-License-Identifier: GPL-2.0-or-later

/// The words of another engine's index: a vocabulary by which spellings are found, and how the engine writes each
/// of its forms.
///
///     0  the bytes of a `Vocabulary`
///     1  UInt32 a form and one more: where its terms begin in section 2
///     2  the terms, each with a zero byte behind it; none where the one term is the form
public struct TermVocabulary: Sendable {
  /// The folded forms.
  public let vocabulary: Vocabulary
  private let file: SectionedFile
  private let starts: PackedNumbers<UInt32>
  private let text: PackedNumbers<UInt8>

  static let magic = "ALLOTERM"
  static let version: UInt32 = 1
  static let sectionCount = 3

  /// Opens a file.
  public init(path: String) throws {
    let store = try ByteStore(path: path)
    file = try SectionedFile(
      store, magic: Self.magic, version: Self.version, sectionCount: Self.sectionCount)
    vocabulary = try Vocabulary(ByteStore(part: file.sectionRange(0), of: store))
    starts = PackedNumbers(file.section(1))
    text = PackedNumbers(file.section(2))
    guard starts.count == vocabulary.count + 1 else {
      throw VocabularyError.damaged("it has terms of \(starts.count - 1) forms")
    }
  }

  /// Whether the content is what was written, by its checksum. Reads the whole file.
  public var isIntact: Bool { file.isIntact }

  /// The engine's terms for a folded form, the most frequent first; the form itself where it is none of these words.
  public func terms(for form: String) -> [String] {
    guard let index = vocabulary.index(of: form) else { return [form] }
    let end = min(Int(starts[index + 1]), text.count)
    let start = min(Int(starts[index]), end)
    guard start < end else { return [form] }
    return text.values[start..<end].split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Collects an engine's terms and writes them as a ``TermVocabulary``.
public struct TermVocabularyBuilder {
  private var forms: [String: Form] = [:]
  private var hasCapitals = false

  private struct Form {
    var documents = 0
    var capitals = 0
    var terms: [(text: String, documents: Int)] = []
  }

  /// An empty vocabulary.
  public init() {}

  /// The number of forms.
  public var count: Int { forms.count }

  /// Adds a term with the folded forms that stand for it.
  public mutating func add(_ term: String, forms folded: [String], documents: Int) {
    let isCapital = term.unicodeScalars.first?.properties.isUppercase == true
    if isCapital { hasCapitals = true }
    for form in folded {
      var known = forms[form] ?? Form()
      known.documents += documents
      if isCapital { known.capitals += documents }
      if let place = known.terms.firstIndex(where: { $0.text == term }) {
        known.terms[place].documents += documents
      } else {
        known.terms.append((term, documents))
      }
      forms[form] = known
    }
  }

  /// Writes the file.
  public func write(
    to path: String, stamp: String, extraKeys: @escaping VocabularyBuilder.ExtraKeys
  ) throws {
    var builder = VocabularyBuilder(extraKeys: extraKeys)
    var starts: [UInt32] = []
    var text: [UInt8] = []
    let ordered = forms.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (form, known) in ordered {
      builder.add(form, frequency: known.documents, capitalShare: capitalShare(of: form, known))
      starts.append(UInt32(clamping: text.count))
      if known.terms.count == 1, known.terms[0].text == form { continue }
      for term in known.terms.sorted(by: { ($0.documents, $1.text) > ($1.documents, $0.text) }) {
        text += Array(term.text.utf8) + [0]
      }
    }
    starts.append(UInt32(clamping: text.count))
    guard text.count < Int(UInt32.max) else { throw VocabularyError.tooLarge }
    let vocabulary = try builder.encoded(stamp: stamp)
    try AtomicFile.write(to: path) {
      try SectionedFile.write(
        magic: TermVocabulary.magic, version: TermVocabulary.version,
        sections: [.bytes(vocabulary), .numbers(starts), .bytes(text)], to: $0)
    }
  }

  /// Which share of its documents has a form with a capital. Most engines have small letters alone: then a word of
  /// no dictionary is taken for a name, which most of these are, and of others nothing is known.
  private func capitalShare(of form: String, _ known: Form) -> Float? {
    let script = Script(ofWordText: form)
    guard script == .latin || script == .cyrillic else { return nil }
    if hasCapitals { return Float(known.capitals) / Float(max(known.documents, 1)) }
    let isListed =
      SpellingModel.shared.map { $0.ordinariness(of: WordLetters(form), in: script) > 0 } ?? true
    return isListed ? nil : 1
  }
}
