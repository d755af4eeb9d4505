// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// Documents of which a later one has the same identity, as two lines with one id.
extension Segment {
  /// A document of some segments.
  private struct Location {
    var segment: Int
    /// The place in ``documents``.
    var document: Int
  }

  /// Deletes documents that a later one with the same identity replaces; returns how many.
  static func removeReplaced(in segments: inout [Segment]) throws -> Int {
    var latest: [IdentityHash.Value: Location] = [:]
    let identities = Identities(of: segments)
    var replaced = 0
    for number in segments.indices.reversed() {
      var indexes: Set<Int> = []
      for document in segments[number].documents.indices.reversed() {
        let location = Location(segment: number, document: document)
        var hash = segments[number].documents[document].identity
        while let later = latest[hash] {
          if try identities.areSame(location, later) {
            indexes.insert(document)
            break
          }
          hash = hash.next
        }
        if latest[hash] == nil { latest[hash] = location }
      }
      if !indexes.isEmpty { try segments[number].remove(indexes) }
      replaced += indexes.count
    }
    return replaced
  }

  /// Deletes documents by their place in ``documents``, where they stay without a text and file.
  private mutating func remove(_ indexes: Set<Int>) throws {
    for location in indexes {
      documents[location].textBytes = 0
      documents[location].file = -1
    }
    let database = try WritableDatabase(path: path, mode: .open, options: [.noSync])
    // One commit, whatever their number: who has the segment open reads on.
    try database.transaction {
      for location in indexes { try database.delete(DocumentID(location + 1)) }
    }
    try database.close()
  }

  /// The identities of documents whose hashes are equal, read from the segments.
  private final class Identities {
    private let paths: [String]
    private var databases: [Int: Database] = [:]

    init(of segments: [Segment]) {
      paths = segments.map(\.path)
    }

    func areSame(_ one: Location, _ other: Location) throws -> Bool {
      try identity(of: one) == identity(of: other)
    }

    private func identity(of location: Location) throws -> String {
      let database =
        try databases[location.segment] ?? Database(path: paths[location.segment])
      databases[location.segment] = database
      let data = try database.document(DocumentID(location.document + 1)).data
      return Schema.identity(of: data.withUnsafeBufferPointer { StoredFields(of: $0) })
    }
  }
}
