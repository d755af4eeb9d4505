// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc
import Xapian

extension QueryCompiler {
  /// The documents of the files below a folder, or of a file.
  mutating func folder(_ filter: FilterNode) throws -> Query {
    let sources = try IndexPart.sources(of: parts)
    var terms: [Query.SynonymTerm] = []
    for parent in Self.folders(filter.value, sources: sources) where terms.isEmpty {
      terms = try parts.flatMap { try Self.terms(ofFilesBelow: RawPath(parent), in: $0) }
    }
    guard !terms.isEmpty else {
      notes.append(
        QueryNote(
          "The index has nothing in “\(filter.value)”: it is made of \(sources.joined(separator: ", ")); name a folder or file below.",
          at: filter.range))
      return try .matchNothing
    }
    return try Query(
      synonyms: terms, in: database, factors: (0, 0, 1), k1: RankingWeights.k1, b: RankingWeights.b)
  }

  /// The terms of the files below a folder; each index has a hash of its own.
  private static func terms(
    ofFilesBelow parent: RawPath, in part: IndexPart
  ) throws -> [Query.SynonymTerm] {
    guard let hash = try IdentityHash(of: part.database) else { return [] }
    return try FileRecordStore.records(in: part.database, below: parent).values
      .filter { $0.documents > 0 }
      .map { file in
        Query.SynonymTerm(
          String(decoding: Schema.fileTerm(of: file.path, hash), as: UTF8.self), layer: 0,
          documents: file.documents)
      }
  }

  /// The paths that a name of a folder may mean: as it is, from the working directory, from the
  /// sources, and a source of that name.
  private static func folders(_ value: String, sources: [String]) -> [String] {
    if value.hasPrefix("/") { return [AbsolutePath.of(value)] }
    if value == "~" || value.hasPrefix("~/"), let home = getenv("HOME") {
      return [AbsolutePath.of(String(cString: home) + value.dropFirst())]
    }
    let name = AbsolutePath.of("/" + value)
    return [AbsolutePath.of(value)] + sources.map { AbsolutePath.of("\($0)/\(value)") }
      + sources.filter { $0.hasSuffix(name) }
  }
}
