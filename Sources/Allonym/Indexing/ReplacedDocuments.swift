// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// Documents of which a later one has the same identity, as two lines with one id.
extension Segment {
  /// A document of some segments.
  private struct Place {
    var segment: Int
    /// The place in ``documents``.
    var document: Int
  }

  /// Deletes documents that a later one with the same identity replaces; returns how many.
  static func removeReplaced(in segments: inout [Segment]) throws -> Int {
    var latest: [IdentityHash.Value: Place] = [:]
    let identities = Identities(of: segments)
    var replaced = 0
    for number in segments.indices.reversed() {
      var places: Set<Int> = []
      for document in segments[number].documents.indices.reversed() {
        let place = Place(segment: number, document: document)
        var hash = segments[number].documents[document].identity
        while let later = latest[hash] {
          if try identities.areSame(place, later) {
            places.insert(document)
            break
          }
          hash = hash.next
        }
        if latest[hash] == nil { latest[hash] = place }
      }
      if !places.isEmpty { try segments[number].remove(places) }
      replaced += places.count
    }
    return replaced
  }

  /// Deletes documents by their place in ``documents``, where they stay without a text and file.
  private mutating func remove(_ places: Set<Int>) throws {
    for place in places {
      documents[place].textBytes = 0
      documents[place].file = -1
    }
    let database = try WritableDatabase(path: path, mode: .open, options: [.noSync])
    // One commit, whatever their number: who has the segment open reads on.
    try database.transaction {
      for place in places { try database.delete(DocumentID(place + 1)) }
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

    func areSame(_ one: Place, _ other: Place) throws -> Bool {
      try identity(of: one) == identity(of: other)
    }

    private func identity(of place: Place) throws -> String {
      let database =
        try databases[place.segment] ?? Database(path: paths[place.segment])
      databases[place.segment] = database
      let data = try database.document(DocumentID(place.document + 1)).data
      return Schema.identity(of: data.withUnsafeBufferPointer { StoredFields(of: $0) })
    }
  }
}
