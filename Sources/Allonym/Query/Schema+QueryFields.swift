// SPDX-License-Identifier: GPL-2.0-or-later

extension Schema {
  /// The fields as the query parser takes them.
  static let queryFields = QueryFields(
    Dictionary(
      uniqueKeysWithValues: fields.map { field in
        switch field.kind {
        case .text: (field.name, .text)
        case .boolean, .identifier: (field.name, .exact)
        case .date: (field.name, .date)
        }
      }), otherNames: otherFieldNames, hints: fieldHints)
}
