// SPDX-License-Identifier: GPL-2.0-or-later

/// Which properties of which things are to be fetched into a table.
struct ExtensionQuery: Decodable, Sendable {
  struct Property: Decodable, Sendable {
    var id: String
  }
  var ids: [String]
  var properties: [Property]

  static let maxProperties = 100
}

/// A value of a property, or none.
private struct ExtensionValue: Encodable {
  var str: String?
}

/// A property of which values were fetched.
private struct ExtensionColumn: Encodable {
  var id: String
  var name: String

  static func all(
    _ properties: [ExtensionQuery.Property], _ source: any ReconciliationSource
  ) -> [ExtensionColumn] {
    properties.map { property in
      ExtensionColumn(
        id: property.id,
        name: source.properties.first { $0.id == property.id }?.name ?? property.id)
    }
  }
}

/// The values as version 0.2 writes them: objects by identifier.
struct ExtensionAnswer02: Encodable {
  private var meta: [ExtensionColumn]
  private var rows: [String: [String: [ExtensionValue]]] = [:]

  init(
    _ items: [(id: String, item: DatasetItem?)], properties: [ExtensionQuery.Property],
    _ source: any ReconciliationSource
  ) {
    meta = ExtensionColumn.all(properties, source)
    for (id, item) in items {
      var row: [String: [ExtensionValue]] = [:]
      for property in properties {
        row[property.id] = (item?.values[property.id] ?? []).map { ExtensionValue(str: $0) }
      }
      rows[id] = row
    }
  }
}

/// The values as version 1.0 writes them: in the order in which they were asked for.
struct ExtensionAnswer10: Encodable {
  private struct Row: Encodable {
    struct Property: Encodable {
      var id: String
      var values: [ExtensionValue]
    }
    var id: String
    var properties: [Property]
  }
  private var meta: [ExtensionColumn]
  private var rows: [Row]

  init(
    _ items: [(id: String, item: DatasetItem?)], properties: [ExtensionQuery.Property],
    _ source: any ReconciliationSource
  ) {
    meta = ExtensionColumn.all(properties, source)
    rows = items.map { id, item in
      Row(
        id: id,
        properties: properties.map { property in
          .init(
            id: property.id,
            values: (item?.values[property.id] ?? []).map { ExtensionValue(str: $0) })
        })
    }
  }
}
