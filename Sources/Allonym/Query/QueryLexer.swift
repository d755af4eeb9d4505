// SPDX-License-Identifier: GPL-2.0-or-later

/// Cuts a query into tokens, from left to right. What is unclear is read as a word, with a note.
struct QueryLexer {
  let source: QuerySource
  private let fields: QueryFields
  var position = 0
  private var quotes = QueryQuotes()
  private var openBrackets = 0
  private var wordCount = 0
  var tokens: [QueryToken] = []
  var notes = QueryNotes()

  init(_ source: QuerySource, fields: QueryFields) {
    self.source = source
    self.fields = fields
  }

  /// Reads the whole query.
  mutating func run() throws(QueryError) {
    while let scalar = source.scalar(at: position) {
      if scalar.isQuerySpace {
        position += 1
      } else if scalar == "(" {
        openBrackets += 1
        add(.open, length: 1)
      } else if scalar == ")" {
        openBrackets = max(0, openBrackets - 1)
        add(.close, length: 1)
      } else if QueryQuotes.Family(scalar) != nil {
        try quote()
      } else if let sign = sign(scalar) {
        add(sign, length: 1)
      } else if !skipStraySigns() {
        try word()
      }
    }
  }

  private mutating func add(_ kind: QueryToken.Kind, length: Int) {
    add(kind, position..<(position + length))
  }

  mutating func add(_ kind: QueryToken.Kind, _ indices: Range<Int>) {
    tokens.append(QueryToken(kind: kind, range: source.byteRange(indices)))
    position = indices.upperBound
  }

  /// Counts words against the limit.
  private mutating func count(_ text: String, at indices: Range<Int>) throws(QueryError) {
    wordCount += max(1, text.queryWordCount)
    guard wordCount <= QueryLimits.words else {
      throw QueryError(
        "A query may have at most \(QueryLimits.words) words: leave out the rest from here on.",
        at: source.byteRange(indices))
    }
  }

  /// The token that ends at the current position without a space between.
  var touching: QueryToken.Kind? {
    guard let last = tokens.last,
      last.range.upperBound == source.byteRange(position..<position).lowerBound
    else { return nil }
    return last.kind
  }

  // MARK: Signs

  /// `+ - = ~` where they are signs: at the start of something and touching it.
  private func sign(_ scalar: Unicode.Scalar) -> QueryToken.Kind? {
    guard let after = source.scalar(at: position + 1), !after.isQuerySpace, after != ")",
      after != "+", after != "-" || scalar == "=" || scalar == "~"
    else { return nil }
    switch (scalar, touching) {
    case ("+", _) where source.isBoundary(position - 1): return .sign(.must)
    case ("-", _) where source.isBoundary(position - 1): return .sign(.mustNot)
    case ("=", let before) where takesMode(before): return .mode(.exact)
    case ("~", let before) where takesMode(before): return .mode(.wide)
    default: return nil
    }
  }

  /// Skips signs that are none, right before a word: `--a`, `*a`, the end of `"a"~5`.
  private mutating func skipStraySigns() -> Bool {
    guard !isFieldValue else { return false }
    let run = source.scalars[position...].prefix { "+-=~*".unicodeScalars.contains($0) }
    guard !run.isEmpty, !source.isBoundary(run.endIndex) else { return false }
    let word = source.text(position..<endOfPlainWord(from: position))
    // `*estrel` asks for words that end so.
    if source.scalars[position] == "*", QueryPattern(word) != nil { return false }
    if skipDistance(of: run) { return true }
    let signs = source.text(position..<run.endIndex)
    notes.add(
      "Ignored “\(signs.prefix(20))”: before a word one of + - = ~ has a meaning, and * behind it.",
      at: source.byteRange(position..<run.endIndex))
    position = run.endIndex
    return true
  }

  private func takesMode(_ before: QueryToken.Kind?) -> Bool {
    switch before {
    case nil: source.isBoundary(position - 1)
    case .open, .close, .sign, .mode, .field(_, .text): true
    default: false
    }
  }

  // MARK: Quotes

  private mutating func quote() throws(QueryError) {
    let opening = position
    if QueryQuotes.canOnlyClose(opening, in: source) {
      ignoreQuote()
    } else if let closing = quotes.closing(opening, in: source) {
      try phrase(opening..<(closing + 1), text: (opening + 1)..<closing)
    } else if QueryQuotes.Family(source.scalars[opening]) == .straight {
      let end = endOfUnclosedPhrase(from: opening + 1)
      let text = source.trimmed((opening + 1)..<end)
      guard !text.isEmpty else { return ignoreQuote() }
      notes.add(
        "This quote is never closed: read as closed before the next operator or bracket, or at the end.",
        at: source.byteRange(opening..<(opening + 1)))
      try phrase(opening..<text.upperBound, text: text)
    } else {
      ignoreQuote()
    }
  }

  private mutating func ignoreQuote() {
    notes.add(
      "Ignored a quote without a partner.", at: source.byteRange(position..<(position + 1)))
    position += 1
  }

  private mutating func phrase(_ indices: Range<Int>, text: Range<Int>) throws(QueryError) {
    let text = source.text(source.trimmed(text))
    try count(text, at: indices)
    add(.phrase(text), indices)
  }

  /// Without a closing quote a phrase ends where its bracket ends or an operator follows.
  private func endOfUnclosedPhrase(from start: Int) -> Int {
    var index = start
    while index < source.count {
      if source.scalars[index] == ")", openBrackets > 0 { return index }
      if source.isBoundary(index - 1), index > start {
        let end = endOfPlainWord(from: index)
        if QueryToken.Kind(operator: source.text(index..<min(end, index + 12))) != nil {
          return index
        }
        index = max(end, index + 1)
      } else {
        index += 1
      }
    }
    return index
  }

  func endOfPlainWord(from start: Int) -> Int {
    var end = start
    while !source.isBoundary(end) { end += 1 }
    return end
  }

  // MARK: Words

  private mutating func word() throws(QueryError) {
    let start = position
    var end = start
    var colon: Int?
    var oddQuote: Int?
    while !source.isBoundary(end) {
      let scalar = source.scalars[end]
      if QueryQuotes.Family(scalar) != nil {
        guard quotes.isInsideWord(end, in: source) else { break }
        oddQuote = oddQuote ?? end
      }
      if scalar == ":", colon == nil { colon = end }
      end += 1
    }
    if isFieldValue {
      try value(start..<end)
    } else if try operatorToken(start..<end) {
      return
    } else if let colon, field(start..<end, colon: colon) {
      return
    } else {
      try value(start..<end)
    }
    if let oddQuote, position > oddQuote {
      notes.add(
        "Read this quote as a part of the word.", at: source.byteRange(oddQuote..<(oddQuote + 1)))
    }
  }

  private mutating func value(_ indices: Range<Int>) throws(QueryError) {
    let text = source.text(indices)
    try count(text, at: indices)
    guard let plain = QueryForeignSigns.plain(text), !isFieldValue else {
      return add(.word(text), indices)
    }
    notes.add(plain.note, at: source.byteRange(indices))
    if plain.isWide {
      tokens.append(QueryToken(kind: .mode(.wide), range: source.byteRange(indices)))
    }
    add(.word(plain.word), indices)
  }

  /// Whether the word touches a field's colon, perhaps with `=` or `~` between: what follows is the
  /// field's value, whatever it looks like.
  private var isFieldValue: Bool {
    var offset = source.byteRange(position..<position).lowerBound
    for token in tokens.reversed() {
      guard token.range.upperBound == offset else { return false }
      switch token.kind {
      case .field: return true
      case .mode: offset = token.range.lowerBound
      default: return false
      }
    }
    return false
  }

  // MARK: Fields

  /// Reads a field, or says why it is none. Returns whether a token was made.
  private mutating func field(_ indices: Range<Int>, colon: Int) -> Bool {
    let nameIndices = indices.lowerBound..<colon
    guard source.isFieldName(nameIndices) else { return false }
    let name = source.text(nameIndices)
    if let field = fields.field(named: name) {
      add(.field(field.name, field.kind), indices.lowerBound..<(colon + 1))
      if let after = source.scalar(at: colon + 1), after.isQuerySpace {
        notes.add(
          "Read “\(name):” as the field of what follows; without a space it is clearer.",
          at: source.byteRange(indices.lowerBound..<(colon + 1)))
      }
      return true
    }
    guard let after = source.scalar(at: colon + 1), !after.isQuerySpace, after != "/", after != ":",
      after != "\\", after != ")"
    else { return false }
    notes.add(fields.remark(onUnknown: name), at: source.byteRange(nameIndices))
    // A value in quotes or brackets is a token of its own; any other is one word with the name.
    guard colon + 1 == indices.upperBound else { return false }
    wordCount += 1
    add(.unknownField(name), indices.lowerBound..<(colon + 1))
    return true
  }
}
