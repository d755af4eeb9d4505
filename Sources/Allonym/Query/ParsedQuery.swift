// SPDX-License-Identifier: GPL-2.0-or-later

/// A query as it was read.
///
/// ## The language
///
/// | written | finds |
/// |---|---|
/// | `a b` | documents with both words first, then with one of them |
/// | `"a b"` | the words side by side; “a b” „a b“ «a b» do as well |
/// | `a AND b`, `a && b` | both |
/// | `a OR b`, <code>a &#124;&#124; b</code> | either |
/// | `NOT a`, `-a` | documents without it |
/// | `+a` | only documents with it |
/// | `a NEAR b`, `a NEAR/5 b` | at most 10, at most 5 words apart, in any order |
/// | `a*` | words that begin so |
/// | `=a`, `~a` | this spelling only, more distant spellings too; also before quotes and brackets |
/// | `title:a`, `title:"a b"`, `title:(a OR b)` | in a field |
/// | `lang:ru`, `id:news-*` | documents with this value, or one that begins so |
/// | `date:2024`, `date:2024-01..2024-06`, `date:>=2024-01-05`, `date:..2023` | days |
///
/// Operators are written in capitals; `And` is a word.
///
/// ## What binds first
///
/// Brackets, then field and mode, then NEAR, then NOT and the signs, then AND, then OR; side by
/// side comes last, so that `a b OR c d` is `a (b OR c) d`, as on the web. In a row of clauses:
/// - an explicit AND is required: `a AND b c` is `+(a AND b) c`;
/// - filters and dates are required and do not rank; values of the same field are alternatives:
///   `lang:ar lang:ru a` is `+(lang:ar OR lang:ru) a`;
/// - NOT concerns the next operand only: `NOT a b` is `b -a`;
/// - a query that only excludes finds all other documents; but `-5` alone is a number;
/// - `+` has no meaning of its own beside AND or OR.
///
/// A name is never an error. Fields that do not exist, odd quotes and brackets and operators without
/// operands are read as what was most likely meant, with a ``QueryNote``. An error is left for an
/// empty query, an impossible date, an impossible NEAR, and the limits: 1000 words, 100 brackets deep.
public struct ParsedQuery: Sendable, Equatable {
  /// What was asked for.
  public let root: QueryNode
  /// How unclear places were read, in the order of the query; at most twenty.
  public let notes: [QueryNote]

  /// Reads a query. All ranges are offsets in the UTF-8 of `text`.
  public init(_ text: String, fields: QueryFields) throws(QueryError) {
    let source = QuerySource(text)
    var lexer = QueryLexer(source, fields: fields)
    try lexer.run()
    if let word = Self.loneOperator(lexer.tokens, source: source) {
      self = word
      return
    }
    var parser = QueryParser(lexer.tokens, notes: lexer.notes)
    let root = try parser.query()
    notes = parser.notes.sorted
    guard let root else { throw Self.nothingLeft(notes, source: source) }
    self.root = Self.loneNumber(root, text: text) ?? root
  }

  /// A text as plain words, no sign in it read as syntax.
  public init(literal text: String) throws(QueryError) {
    self.init(root: try QueryNode.literal(text))
  }

  init(root: QueryNode, notes: [QueryNote] = []) {
    self.root = root
    self.notes = notes
  }

  /// A query of one operator and nothing else asks for the word.
  private static func loneOperator(_ tokens: [QueryToken], source: QuerySource) -> ParsedQuery? {
    guard tokens.count == 1, tokens[0].isInfix || tokens[0].kind == .not else { return nil }
    let range = tokens[0].range
    let text = source.text(source.trimmed(0..<source.count))
    guard text.unicodeScalars.contains(where: \.isLetterOrNumber) else { return nil }
    return ParsedQuery(
      root: .word(WordNode(text: text, range: range)),
      notes: [QueryNote("Read \(text) as a word, as it joins nothing.", at: range)])
  }

  /// A query such as `-5` means the number rather than everything without a 5.
  private static func loneNumber(_ root: QueryNode, text: String) -> QueryNode? {
    guard case .not(.word(let word)) = root, word.field == nil,
      word.text.unicodeScalars.first?.properties.numericType == .decimal,
      word.range.lowerBound > 0,
      Array(text.utf8)[word.range.lowerBound - 1] == UInt8(ascii: "-")
    else { return nil }
    return .word(
      WordNode(
        text: "-" + word.text, range: (word.range.lowerBound - 1)..<word.range.upperBound,
        mode: word.mode, isPrefix: word.isPrefix))
  }

  private static func nothingLeft(_ notes: [QueryNote], source: QuerySource) -> QueryError {
    let isEmpty = source.trimmed(0..<source.count).isEmpty
    return QueryError(
      isEmpty
        ? "The query is empty: write a word to look for."
        : "Nothing to look for is left in the query: write a word with a letter or digit.",
      at: notes.first?.range ?? source.wholeRange)
  }
}

extension QueryNode {
  /// A text as plain words side by side, no sign in it read as syntax: for queries that a program
  /// takes from a file, such as titles and questions.
  public static func literal(_ text: String) throws(QueryError) -> QueryNode {
    let source = QuerySource(text)
    var clauses: [QueryClause] = []
    var start = 0
    var count = 0
    for index in 0...source.count
    where index == source.count || source.scalars[index].isQuerySpace {
      let word = source.text(start..<index)
      let range = source.byteRange(start..<index)
      start = index + 1
      let terms = word.queryWordCount
      guard terms > 0 else { continue }
      count += terms
      guard count <= QueryLimits.words else {
        throw QueryError(
          "A query may have at most \(QueryLimits.words) words: leave out the rest from here on.",
          at: range)
      }
      clauses.append(QueryClause(.should, .word(WordNode(text: word, range: range))))
    }
    guard let node = QueryRow.node(of: clauses) else {
      throw QueryError("The query is empty: write a word to look for.", at: source.wholeRange)
    }
    return node
  }
}
