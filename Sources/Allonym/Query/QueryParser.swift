// SPDX-License-Identifier: GPL-2.0-or-later

/// Reads tokens into a tree by recursive descent, one function for each strength of joining.
/// A function returns nil where nothing to look for is left; why is in the notes.
struct QueryParser {
  /// What brackets hand down to the words in them.
  struct Context {
    var field: (name: String, kind: QueryFieldKind)?
    var mode: SpellingMode = .normal
    var depth = 0
  }

  private let tokens: [QueryToken]
  private var position = 0
  var notes: QueryNotes

  init(_ tokens: [QueryToken], notes: QueryNotes) {
    self.tokens = tokens
    self.notes = notes
  }

  private var next: QueryToken? {
    position < tokens.count ? tokens[position] : nil
  }

  private mutating func take() -> QueryToken? {
    defer { position += 1 }
    return next
  }

  private mutating func take(_ kind: QueryToken.Kind) -> QueryToken? {
    next?.kind == kind ? take() : nil
  }

  /// Whether an operand can begin here: not at the end, at a closing bracket or an infix operator.
  private var isAtOperand: Bool {
    guard let next else { return false }
    return next.kind != .close && !next.isInfix
  }

  /// The whole query.
  mutating func query() throws(QueryError) -> QueryNode? {
    var clauses: [QueryClause] = []
    while next != nil {
      clauses += try row(Context())
      if let stray = take(.close) {
        notes.add("Ignored a bracket that was never opened.", at: stray.range)
      }
    }
    return QueryRow.node(of: clauses)
  }

  /// Clauses side by side, up to a closing bracket or the end.
  private mutating func row(_ context: Context) throws(QueryError) -> [QueryClause] {
    var clauses: [QueryClause] = []
    while let token = next, token.kind != .close {
      if token.isInfix {
        position += 1
        notes.add("Ignored this operator: nothing stands before it.", at: token.range)
      } else if let clause = try disjunction(context) {
        clauses.append(clause)
      }
    }
    return clauses
  }

  private mutating func disjunction(_ context: Context) throws(QueryError) -> QueryClause? {
    var operands: [QueryClause] = []
    repeat {
      if let operand = try conjunction(context) { operands.append(operand) }
    } while takeInfix(.or)
    guard operands.count > 1 else { return operands.first }
    return QueryClause(.should, .any(operands.map(QueryRow.operand)))
  }

  private mutating func conjunction(_ context: Context) throws(QueryError) -> QueryClause? {
    var operands: [QueryClause] = []
    repeat {
      if let operand = try negation(context) { operands.append(operand) }
    } while takeInfix(.and)
    guard operands.count > 1 else { return operands.first }
    return QueryClause(.must, .all(operands.map(QueryRow.operand)))
  }

  /// Takes an infix operator that has something behind it.
  private mutating func takeInfix(_ kind: QueryToken.Kind) -> Bool {
    while let joining = take(kind) {
      if isAtOperand { return true }
      noteDangling(joining)
    }
    return false
  }

  private mutating func noteDangling(_ token: QueryToken) {
    notes.add("Ignored this operator: nothing stands behind it.", at: token.range)
  }

  /// NOT, `+` and `-`, any number of them.
  private mutating func negation(_ context: Context) throws(QueryError) -> QueryClause? {
    var isNegated = false
    var occurrence = Occurrence.should
    var last: QueryToken?
    scan: while let token = next {
      switch token.kind {
      case .not, .sign(.mustNot): isNegated.toggle()
      case .sign: occurrence = .must
      default: break scan
      }
      last = token
      position += 1
    }
    if let last, !isAtOperand {
      noteDangling(last)
      return nil
    }
    guard let node = try proximity(context) else { return nil }
    return QueryClause(isNegated ? .mustNot : occurrence, node)
  }

  private mutating func proximity(_ context: Context) throws(QueryError) -> QueryNode? {
    guard let first = try operand(context) else { return nil }
    var near = QueryNear(first)
    while let token = next, case .near(let window) = token.kind {
      position += 1
      guard let next, isAtOperand else {
        noteDangling(token)
        continue
      }
      if next.kind == .not || next.kind == .sign(.mustNot) {
        throw QueryError(
          "NEAR needs something to find on both sides: write AND NOT here.", at: token.range)
      }
      _ = take(.sign(.must))
      guard let right = try operand(context) else { continue }
      near.append(right, window: window)
    }
    return try near.node()
  }

  /// A word, a phrase or a group, with the fields and modes before it.
  private mutating func operand(_ outer: Context) throws(QueryError) -> QueryNode? {
    var context = outer
    var prefix: Range<Int>?
    scan: while let token = next {
      switch token.kind {
      case .field(let name, let kind): context.field = (name, kind)
      case .mode(let mode): context.mode = mode
      default: break scan
      }
      prefix = (prefix?.lowerBound ?? token.range.lowerBound)..<token.range.upperBound
      position += 1
    }
    guard let token = next else { return nothing(behind: prefix) }
    switch token.kind {
    case .open:
      return try group(context)
    case .word(let text):
      position += 1
      let leaf = QueryLeaf(text: text, range: token.range, context: context)
      return try leaf.word(&notes)
    case .phrase(let text):
      position += 1
      let leaf = QueryLeaf(text: text, range: token.range, context: context)
      return try leaf.phrase(&notes)
    case .unknownField(let name):
      position += 1
      let leaf = QueryLeaf(text: name, range: token.range, context: context)
      let parts = [try leaf.word(&notes), try operand(context)]
      return QueryRow.node(of: parts.compactMap { $0.map { QueryClause(.should, $0) } })
    case .close, .and, .or, .not, .near, .sign, .field, .mode:
      return nothing(behind: prefix)
    }
  }

  private mutating func nothing(behind prefix: Range<Int>?) -> QueryNode? {
    if let prefix { notes.add("Ignored this: nothing stands behind it.", at: prefix) }
    return nil
  }

  private mutating func group(_ outer: Context) throws(QueryError) -> QueryNode? {
    guard let opening = take(.open) else { return nil }
    var context = outer
    context.depth += 1
    guard context.depth <= QueryLimits.depth else {
      throw QueryError(
        "Brackets may be at most \(QueryLimits.depth) deep: take some away.", at: opening.range)
    }
    let isEmpty = !isAtOperand
    let clauses = try row(context)
    if let closing = take(.close) {
      if isEmpty, clauses.isEmpty {
        notes.add(
          "Ignored brackets with nothing in them.",
          at: opening.range.lowerBound..<closing.range.upperBound)
      }
    } else {
      notes.add("This bracket is never closed: read as closed at the end.", at: opening.range)
    }
    return QueryRow.node(of: clauses)
  }
}
