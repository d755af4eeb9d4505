// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Xapian

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the files of a database held at one of its revisions: Xapian 1.4 itself keeps no checksums, and
/// its own check does not see every changed byte. They serve until the first update in place.
public struct DatabaseChecksums: Codable, Sendable, Equatable {
  /// The revision of the database.
  public var revision: UInt64
  /// The content of each file by its name: XXH3 with 128 bits, hexadecimal.
  public var files: [String: String]

  /// The checksums of a database in a folder.
  init(of database: Database, in folder: String) throws {
    revision = try database.revision ?? 0
    files = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = try ContentHash(of: RawPath("\(folder)/\(name)")).text
    }
  }

  /// The files that hold something else than they did; none where updates have changed them since.
  func changedFiles(in generation: Generation, _ database: Database) throws -> [String] {
    guard try database.revision == revision else { return [] }
    return files.filter { name, checksum in
      (try? ContentHash(of: RawPath("\(generation.databasePath)/\(name)")))?.text != checksum
    }.keys.sorted()
  }
}
