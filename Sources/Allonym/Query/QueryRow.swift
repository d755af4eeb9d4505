// SPDX-License-Identifier: GPL-2.0-or-later

/// Puts clauses and operands together so that the tree stays tidy.
enum QueryRow {
  /// Clauses written side by side; nil without any.
  ///
  /// What only restricts is required. Values of one field side by side (`lang:ar lang:ru`) are
  /// alternatives, because no document could have both.
  static func node(of written: [QueryClause]) -> QueryNode? {
    let clauses = alternatives(written).map(settled)
    if clauses.count == 1 { return operand(clauses[0]) }
    guard clauses.contains(where: { $0.occurrence != .mustNot }) else {
      return clauses.isEmpty ? nil : .not(.any(clauses.map(\.node)))
    }
    return .words(clauses)
  }

  /// A clause as the operand of AND or OR, where `+` has nothing to add.
  static func operand(_ clause: QueryClause) -> QueryNode {
    clause.occurrence == .mustNot ? .negated(clause.node) : clause.node
  }

  private static func alternatives(_ clauses: [QueryClause]) -> [QueryClause] {
    var values: [String: [QueryNode]] = [:]
    for clause in clauses where clause.occurrence == .should {
      if let field = clause.node.filteredField {
        values[field, default: []].append(clause.node)
      }
    }
    var merged: [QueryClause] = []
    for clause in clauses {
      if clause.occurrence == .should, let field = clause.node.filteredField {
        // At the first value of the field stand all of them.
        if let nodes = values.removeValue(forKey: field) {
          merged.append(QueryClause(.must, .any(nodes)))
        }
      } else {
        merged.append(clause)
      }
    }
    return merged
  }

  private static func settled(_ clause: QueryClause) -> QueryClause {
    switch (clause.occurrence, clause.node) {
    case (.mustNot, .not(let node)): QueryClause(.must, node)
    case (_, .not(let node)): QueryClause(.mustNot, node)
    case (.should, .and): QueryClause(.must, clause.node)
    case (.should, let node) where node.isFilter: QueryClause(.must, node)
    default: clause
    }
  }
}

extension QueryNode {
  /// The field of which the node names values and nothing else.
  fileprivate var filteredField: String? {
    switch self {
    case .filter(let filter): return filter.field
    case .or(let nodes):
      let fields = Set(nodes.map(\.filteredField))
      return fields.count == 1 ? fields.first ?? nil : nil
    default: return nil
    }
  }

  /// Everything but what the node finds.
  static func negated(_ node: QueryNode) -> QueryNode {
    if case .not(let inner) = node { inner } else { .not(node) }
  }

  /// An OR of nodes, of which there is at least one.
  static func any(_ nodes: [QueryNode]) -> QueryNode {
    nodes.count == 1
      ? nodes[0]
      : .or(nodes.flatMap { if case .or(let inner) = $0 { inner } else { [$0] } })
  }

  /// An AND of nodes, of which there is at least one.
  static func all(_ nodes: [QueryNode]) -> QueryNode {
    nodes.count == 1
      ? nodes[0]
      : .and(nodes.flatMap { if case .and(let inner) = $0 { inner } else { [$0] } })
  }
}
