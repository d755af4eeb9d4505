// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc
import Xapian

extension QueryCompiler {
  /// The documents of the files below a folder, or of a file.
  mutating func folder(_ filter: FilterNode) throws -> Query {
    let sources = try Manifest(of: generation).sources
    var files: [FileRecord] = []
    for parent in Self.folders(filter.value, sources: sources) where files.isEmpty {
      files = try FileRecordStore.records(in: database, below: RawPath(parent)).values
        .filter { $0.documents > 0 }
    }
    guard !files.isEmpty, let hash = try IdentityHash(of: database) else {
      notes.append(
        QueryNote(
          "The index has nothing in “\(filter.value)”: it is made of \(sources.joined(separator: ", ")); name a folder or file below.",
          at: filter.range))
      return try .matchNothing
    }
    let terms = files.map { file in
      Query.SynonymTerm(
        String(decoding: Schema.fileTerm(of: file.path, hash), as: UTF8.self), layer: 0,
        documents: file.documents)
    }
    return try Query(
      synonyms: terms, in: database, factors: (0, 0, 1), k1: RankingWeights.k1, b: RankingWeights.b)
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
