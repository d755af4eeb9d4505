// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Xapian

/// One of the indexes that are searched as one.
struct IndexPart {
  /// What is open of it.
  let generation: Generation
  /// Its database by itself.
  let database: Database

  /// Opens a generation.
  ///
  /// - Throws: `AllonymError` when it is not there any more, or is damaged or too new.
  init(_ generation: Generation) throws {
    try Manifest.checkFormat(of: generation)
    try generation.checkTables()
    do {
      database = try Database(path: generation.databasePath)
    } catch {
      throw AllonymError.reading(generation.index.path, failed: error)
    }
    self.generation = generation
  }

  /// The records of a file or of all files below a folder, in all parts; of two of one path the first.
  static func records(
    in parts: [IndexPart], below folder: RawPath
  ) throws -> [RawPath: FileRecord] {
    try parts.reduce(into: [:]) { records, part in
      records.merge(try FileRecordStore.records(in: part.database, below: folder)) { first, _ in
        first
      }
    }
  }

  /// The files and folders that the parts are made of.
  static func sources(of parts: [IndexPart]) throws -> [String] {
    try parts.flatMap { try Manifest(of: $0.generation).sources }
  }
}
