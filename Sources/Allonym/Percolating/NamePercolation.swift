// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Xapian

/// Looks for many names in a few documents, and finds what a search of each name finds there.
///
/// The words of the documents are few beside those of the archive. So the forms of each word of the names are looked
/// up once, as a search would, and most names are left out because no document holds a form of each of their words.
/// Only what is left is searched for. Belongs to one thread at a time, as the index does.
public final class NamePercolation {
  private let index: SearchIndex
  private let selection: DocumentSelection
  private let options: SearchOptions
  /// Where the forms of a word stand that was looked up before.
  private var known: [ExpansionCache.RowKey: SelectedDocuments] = [:]

  /// A percolation of the documents of a selection.
  public init(_ selection: DocumentSelection, of index: SearchIndex) {
    self.index = index
    self.selection = selection
    var options = SearchOptions()
    options.syntax = .name
    options.suggests = false
    options.countsAll = false
    self.options = options
  }

  /// The documents of the selection that a search of a name finds, best first.
  ///
  /// - Throws: `QueryError` when the name has no word, or too many.
  public func hits(of name: String) throws -> [(hit: Hit, key: DocumentKey)] {
    let parsed = try ParsedQuery(name: name)
    guard try index.answering({ try mayFind(parsed.root) }) else { return [] }
    return try index.hits(of: name, options: options, among: selection)
  }

  /// Whether a document of the selection may match.
  private func mayFind(_ node: QueryNode) throws -> Bool {
    switch node {
    case .or(let nodes): return try nodes.contains { try mayFind($0) }
    case .phrase(let phrase): return try mayFind(QueryPosition.positions(of: phrase.text, at: 0))
    case .word(let word): return try mayFind(QueryPosition.positions(of: word.text, at: 0))
    case .near(let nodes, _):
      // Strict spellings are among those that are taken where words vouch for each other.
      let positions = nodes.flatMap { node -> [QueryPosition] in
        if case .word(let word) = node { return QueryPosition.positions(of: word.text, at: 0) }
        return []
      }
      return try mayFind(positions, takesAlternatives: false)
    default: return true
    }
  }

  private func mayFind(_ positions: [QueryPosition], takesAlternatives: Bool = true) throws -> Bool
  {
    guard !positions.isEmpty else { return false }
    let compiler = index.compiler(options)
    let reach = options.reach(of: .normal, isAlone: takesAlternatives && positions.count == 1)
    var holders = [SelectedDocuments?](repeating: nil, count: positions.count)
    var missing: Int?
    // Words that are known to be nowhere cost nothing; then long words, which are rare: most names are done with after
    // one.
    let order = positions.indices.sorted {
      (isKnownMissing(positions[$0], reach) ? 0 : 1, -Self.length(positions[$0]))
        < (isKnownMissing(positions[$1], reach) ? 0 : 1, -Self.length(positions[$1]))
    }
    for index in order {
      let found = holdersOfForms(of: positions[index], reach, compiler)
      holders[index] = found
      if found.isEmpty {
        missing = index
        break
      }
    }
    if missing == nil, Self.haveCommon(holders.compactMap(\.self)) { return true }
    guard takesAlternatives else { return false }
    let alternatives = try compiler.alternatives(for: positions, reach: reach)
    if let missing, !alternatives.contains(where: { $0.range.contains(missing) }) { return false }
    if alternatives.isEmpty { return false }
    // At each position stands a form of its word, or a part of another way to write it.
    return Self.haveCommon(
      positions.indices.map { index in
        var found = holders[index] ?? holdersOfForms(of: positions[index], reach, compiler)
        for alternative in alternatives where alternative.range.contains(index) {
          found.formUnion(holdersOfAll(alternative.expansions.map(\.forms)))
        }
        return found
      })
  }

  private func isKnownMissing(_ position: QueryPosition, _ reach: QueryExpansion.Reach) -> Bool {
    known[ExpansionCache.RowKey(words: [position.words], reach: reach)]?.isEmpty ?? false
  }

  private static func length(_ position: QueryPosition) -> Int {
    position.terms.map(\.unicodeScalars.count).min() ?? 0
  }

  private static func haveCommon(_ parts: [SelectedDocuments]) -> Bool {
    guard var common = parts.first else { return false }
    for part in parts.dropFirst() { common.formIntersection(part) }
    return !common.isEmpty
  }

  private func holdersOfForms(
    of position: QueryPosition, _ reach: QueryExpansion.Reach, _ compiler: QueryCompiler
  ) -> SelectedDocuments {
    let key = ExpansionCache.RowKey(words: [position.words], reach: reach)
    if let found = known[key] { return found }
    let found = holdersOfAny(compiler.forms(for: position, reach))
    known[key] = found
    return found
  }

  private func holdersOfAny(_ forms: [TermVariant]) -> SelectedDocuments {
    var found = SelectedDocuments(among: selection.count)
    for form in forms { found.insert(selection.holders(of: form.form)) }
    return found
  }

  private func holdersOfAll(_ groups: [[TermVariant]]) -> SelectedDocuments {
    var common: SelectedDocuments?
    for forms in groups {
      let found = holdersOfAny(forms)
      common?.formIntersection(found)
      if common == nil { common = found }
    }
    return common ?? SelectedDocuments(among: selection.count)
  }
}
