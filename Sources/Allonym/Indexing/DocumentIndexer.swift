// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Spelling
import Xapian

/// Makes the Xapian document of a source document: see ``Schema`` for what goes where. Keeps its
/// memory from one document to the next; belongs to one thread.
struct DocumentIndexer: ~Copyable {
  private let analyzer = Analyzer()
  private var tokens = TokenBuffer()
  private var builder = DocumentBuilder()
  private let deflater = Deflater()

  /// A document's text is more than an entry of a Xapian table can hold: 65,535 pieces of some 2,000 bytes.
  private struct TooLarge: Error {}
  private static let largestData = 120 << 20

  private let hash: IdentityHash

  /// - Parameter hash: that of the index.
  init(_ hash: IdentityHash) {
    self.hash = hash
    builder.casePrefixes = (Schema.capitalPrefix, Schema.unclearPrefix)
  }

  /// Adds a document of a file to a segment.
  ///
  /// - Throws: an error that ``isTooLarge(_:)``, and the segment is as it was.
  mutating func add(
    _ document: SourceDocument, of file: RawPath, to segment: inout SegmentWriter
  ) throws {
    let mayBeTooLarge = document.text.utf8.count > Self.largestData
    if mayBeTooLarge, stored(document, nil).count > Self.largestData { throw TooLarge() }
    builder.removeAll()
    var position: UInt32 = 1
    append(document.title, prefix: Schema.titlePrefix, firstPosition: position)
    position = append(document.title, firstPosition: position, weight: Schema.titleWeight)
    var print = TextFingerprint()
    let guess = try appendBody(
      document.text, firstPosition: position + Schema.gap, to: &segment, print: &print)
    let language = document.language ?? guess
    append(document.location, prefix: Schema.pathPrefix, firstPosition: 1)
    builder.appendBoolean(Schema.fileTerm(of: file, hash))
    try appendFilters(of: document, language: language)
    appendKeys(of: document, language: language, print)
    builder.setData(packed: stored(document, language))
    try segment.add(builder)
  }

  /// Whether a document does not fit into an index: its text, or what says where its words stand.
  static func isTooLarge(_ error: any Error) -> Bool {
    error is TooLarge || (error as? XapianError)?.kind == .range
  }

  /// What is kept of a document to be shown.
  private func stored(_ document: SourceDocument, _ language: String?) -> [UInt8] {
    StoredDocument(
      path: document.location, id: document.id,
      line: Schema.identifier(of: document) == nil ? document.line : nil, title: document.title,
      author: document.author, host: document.host, language: language,
      type: document.type.rawValue, date: document.date,
      text: document.text
    ).encoded(by: deflater)
  }

  /// Appends the words of the body, of a long one in parts that go ahead to the segment; returns the
  /// language that the first part seems to be in.
  private mutating func appendBody(
    _ text: String, firstPosition: UInt32, to segment: inout SegmentWriter,
    print: inout TextFingerprint
  ) throws -> String? {
    var text = text
    return try text.withUTF8 { bytes in
      var position = firstPosition
      var language: String?
      for part in TextParts(bytes) {
        if part.startIndex > 0 {
          try segment.append(builder)
          builder.removeAll()
        }
        position = append(UnsafeBufferPointer(rebasing: part), firstPosition: position)
        print.append(tokens)
        if part.startIndex == 0 { language = LanguageGuess.language(of: tokens) }
      }
      return language
    }
  }

  /// Gives a document that is in a database the path of its file's new place.
  mutating func move(
    _ id: DocumentID, from former: RawPath, to path: RawPath, in database: WritableDatabase
  ) throws {
    func moved(_ text: String) -> String {
      text.hasPrefix(former.shown) ? path.shown + text.dropFirst(former.shown.count) : text
    }
    builder.removeAll()
    var stored = StoredDocument(decoding: try database.document(id).data)
    stored.path = moved(stored.path)
    append(stored.path, prefix: Schema.pathPrefix, firstPosition: 1)
    let mark = Array(Schema.identityPrefix.utf8)
    for term in try database.termList(id) where term.starts(with: mark) {
      let identity = String(decoding: term.dropFirst(mark.count), as: UTF8.self)
      builder.appendBoolean(Schema.booleanTerm(Schema.identityPrefix, moved(identity)))
    }
    builder.appendBoolean(Schema.fileTerm(of: path, hash))
    builder.setData(stored.encoded())
    try database.amend(
      id, droppingTermsWith: [Schema.pathPrefix, Schema.identityPrefix, Schema.filePrefix],
      adding: builder)
  }

  /// Appends the words of a text, and returns the position after the last.
  private mutating func append(
    _ text: String, firstPosition: UInt32, weight: UInt32
  ) -> UInt32 {
    var text = text
    return text.withUTF8 {
      append($0, firstPosition: firstPosition, weight: weight, isTitle: true)
    }
  }

  private mutating func append(
    _ text: UnsafeBufferPointer<UInt8>, firstPosition: UInt32, weight: UInt32 = 1,
    isTitle: Bool = false
  ) -> UInt32 {
    let next = analyzer.analyze(text, into: &tokens, firstPosition: firstPosition)
    let positionsSlot = Schema.positionsSlot(ofPrefix: "")
    var letterCase = LetterCase(of: text)
    tokens.withUnsafeTokens { tokens, terms in
      for token in tokens {
        var written = letterCase.next(token)
        // English titles have capitals throughout.
        if isTitle, written != .none { written = .unclear }
        builder.append(
          term: token.term(in: terms), position: token.position, in: positionsSlot, wdf: weight,
          written: written)
      }
    }
    return next
  }

  /// Appends the words of a short text under a prefix.
  private mutating func append(_ text: String, prefix: String, firstPosition: UInt32) {
    var text = text
    _ = text.withUTF8 { analyzer.analyze($0, into: &tokens, firstPosition: firstPosition) }
    let positionsSlot = Schema.positionsSlot(ofPrefix: prefix)
    for token in tokens.tokens {
      builder.append(
        term: prefix + tokens.term(of: token), position: token.position, in: positionsSlot)
    }
  }

  private mutating func appendFilters(of document: SourceDocument, language: String?) throws {
    builder.appendBoolean(Schema.booleanTerm(Schema.typePrefix, document.type.rawValue))
    if let language {
      builder.appendBoolean(Schema.booleanTerm(Schema.languagePrefix, language))
    }
    if let id = document.id {
      builder.appendBoolean(Schema.booleanTerm(Schema.idPrefix, id))
    }
    if let author = document.author {
      append(author, prefix: Schema.authorPrefix, firstPosition: 1)
    }
    if let host = document.host {
      let names = host.split(separator: ".")
      for start in names.indices.dropLast() {
        let domain = names[start...].joined(separator: ".")
        builder.appendBoolean(Schema.booleanTerm(Schema.hostPrefix, domain))
      }
    }
    let identity = Schema.identity(of: document)
    builder.appendBoolean(Schema.booleanTerm(Schema.identityPrefix, identity))
    builder.setValue(Array(identity.utf8), in: Schema.orderSlot)
    if let date = document.date { builder.setValue(date, in: Schema.dateSlot) }
    let seconds = Double(document.fileModified) / 1e9
    builder.setValue(try SortableValue.serialise(seconds), in: Schema.changedSlot)
  }
}

extension DocumentIndexer {
  /// What results are sorted, counted and grouped by.
  private mutating func appendKeys(
    of document: SourceDocument, language: String?, _ print: TextFingerprint
  ) {
    set(language, in: Schema.languageSlot)
    set(document.type.rawValue, in: Schema.typeSlot)
    set(document.host, in: Schema.hostSlot)
    set(document.author, in: Schema.authorSlot)
    set(document.title.lowercased(), in: Schema.titleSlot)
    let changed = Day(sinceEpoch: document.fileModified / 86_400_000_000_000)
    set(document.date ?? changed.compact, in: Schema.daySlot)
    if !print.exactHash.isEmpty { builder.setValue(print.exactHash, in: Schema.exactHashSlot) }
    if !print.minHash.isEmpty { builder.setValue(print.minHash, in: Schema.minHashSlot) }
  }

  private mutating func set(_ value: String?, in slot: UInt32) {
    guard let value else { return }
    let beginning = value.unicodeScalars.prefix(Schema.longestKey)
    builder.setValue(String(String.UnicodeScalarView(beginning)), in: slot)
  }
}
