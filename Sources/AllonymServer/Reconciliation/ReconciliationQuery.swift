// SPDX-License-Identifier: GPL-2.0-or-later

/// What is looked for in a data set, whichever version of the protocol asks.
struct ReconciliationQuery: Sendable, Equatable {
  /// What is said of a property.
  struct Condition: Sendable, Equatable {
    /// How many of the values must hold.
    enum Quantifier: String, Sendable, Decodable {
      case any, all, none
    }

    var property: String
    var values: [String]
    /// Whether what does not satisfy it is left out.
    var isRequired = false
    var quantifier = Quantifier.any

    /// Whether it holds, given which single values do.
    func holds(_ isTrue: (String) -> Bool) -> Bool {
      switch quantifier {
      case .any: values.contains(where: isTrue)
      case .all: values.allSatisfy(isTrue)
      case .none: !values.contains(where: isTrue)
      }
    }
  }

  /// The name, and other names of the same.
  var names: [String] = []
  /// What identifies it, where that is known.
  var ids: [String] = []
  /// What kind of things are wanted; nil for all.
  var type: String?
  var limit = usualLimit
  var conditions: [Condition] = []

  static let usualLimit = 10
  private static let maxCandidates = 100

  /// Takes the number of candidates that is asked for.
  mutating func setLimit(_ limit: Double?, of name: String) throws {
    guard let limit else { return }
    guard limit >= 1 else {
      throw Problem(.badRequest, "The limit of \(name) is a number from 1, not \(limit).")
    }
    self.limit = Int(min(limit, Double(Self.maxCandidates)))
  }
}

/// A value of a property: a text, a number, yes or no, or something that was reconciled before.
struct PropertyValue: Decodable, Sendable {
  /// As text; of something reconciled its identifier and its name.
  var texts: [String]

  private struct Entity: Decodable {
    var id: String
    var name: String?
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      texts = [text]
    } else if let number = try? value.decode(Int.self) {
      texts = ["\(number)"]
    } else if let number = try? value.decode(Double.self) {
      texts = ["\(number)"]
    } else if let isTrue = try? value.decode(Bool.self) {
      texts = [isTrue ? "true" : "false"]
    } else {
      let entity = try value.decode(Entity.self)
      texts = [entity.id] + (entity.name.map { [$0] } ?? [])
    }
  }
}

/// One value or several.
struct PropertyValues: Decodable, Sendable {
  var texts: [String]

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let values = try? value.decode([PropertyValue].self) {
      texts = values.flatMap(\.texts)
    } else {
      texts = try value.decode(PropertyValue.self).texts
    }
    texts = texts.filter { !$0.allSatisfy(\.isWhitespace) }
  }
}

/// A batch of queries as version 0.2 writes it, by names of their own.
struct QueryBatch02: Decodable, Sendable {
  private struct Query: Decodable, Sendable {
    struct Property: Decodable, Sendable {
      var pid: String
      var v: PropertyValues
    }
    var query: String?
    var type: PropertyValues?
    var limit: Double?
    var properties: [Property]?
  }

  private var batch: [String: Query]

  init(from decoder: any Decoder) throws {
    batch = try decoder.singleValueContainer().decode([String: Query].self)
  }

  var count: Int { batch.count }

  /// The queries by their names.
  func queries() throws -> [(name: String, query: ReconciliationQuery)] {
    try batch.sorted { $0.key < $1.key }.map { name, asked in
      var query = ReconciliationQuery()
      try query.setLimit(asked.limit, of: "query \(name)")
      if let text = asked.query, !text.allSatisfy(\.isWhitespace) { query.names = [text] }
      // Of several types, one is enough.
      query.type = asked.type?.texts.count == 1 ? asked.type?.texts[0] : nil
      query.conditions = (asked.properties ?? []).map {
        .init(property: $0.pid, values: $0.v.texts)
      }
      guard !query.names.isEmpty || !query.conditions.isEmpty else {
        throw Problem(
          .badRequest, "Query \(name) asks for nothing: give it a query, or properties.")
      }
      return (name, query)
    }
  }
}

/// A batch of queries as version 1.0 writes it, in a row.
struct QueryBatch10: Decodable, Sendable {
  private struct Query: Decodable, Sendable {
    struct Condition: Decodable, Sendable {
      enum Kind: String, Decodable {
        case name, id, property
      }
      var matchType: Kind
      var propertyId: String?
      var propertyValue: PropertyValues
      var required: Bool?
      var matchQuantifier: ReconciliationQuery.Condition.Quantifier?
    }
    var type: String?
    var limit: Double?
    var conditions: [Condition]
  }

  private var queries: [Query]

  var count: Int { queries.count }

  /// The queries in their order.
  func inOrder() throws -> [ReconciliationQuery] {
    try queries.enumerated().map { place, asked in
      var query = ReconciliationQuery()
      try query.setLimit(asked.limit, of: "query \(place + 1)")
      query.type = asked.type
      guard !asked.conditions.isEmpty else {
        throw Problem(.badRequest, "Query \(place + 1) has no conditions: give it one or more.")
      }
      for condition in asked.conditions {
        switch condition.matchType {
        case .name: query.names += condition.propertyValue.texts
        case .id: query.ids += condition.propertyValue.texts
        case .property:
          guard let property = condition.propertyId else {
            throw Problem(
              .badRequest,
              "Query \(place + 1) has a condition on a property that does not say which: give its propertyId."
            )
          }
          query.conditions.append(
            .init(
              property: property, values: condition.propertyValue.texts,
              isRequired: condition.required ?? false,
              quantifier: condition.matchQuantifier ?? .any))
        }
      }
      return query
    }
  }
}
