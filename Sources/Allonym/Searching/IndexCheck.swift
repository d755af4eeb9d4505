// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc
import Spelling
import Xapian

/// Looks for damage in the current generation of an index.
public struct IndexCheck {
  /// What was found of one part.
  public struct Finding: Sendable, Equatable {
    /// The part: the manifest, the database, the vocabulary, or the spelling model of the program.
    public var part: String
    /// Whether it is as it should be.
    public var isSound: Bool
    /// What was found.
    public var detail: String
  }

  private let generation: Generation

  /// A check of an index.
  ///
  /// - Throws: `AllonymError.indexMissing` when there is none, `.indexOfOtherFormat` when another version wrote it.
  public init(_ directory: IndexDirectory) throws {
    generation = try directory.currentGeneration()
    do {
      try Manifest.checkFormat(of: generation)
    } catch AllonymError.indexOfOtherFormat(let path, let format) {
      throw AllonymError.indexOfOtherFormat(path: path, format: format)
    } catch {
      // A manifest that cannot be read is a finding.
    }
  }

  /// What was found, one entry a part.
  public func findings() -> [Finding] {
    var revision: UInt64?
    var findings: [Finding] = []
    // What an update overwrites meanwhile looks like damage.
    repeat {
      revision = currentRevision
      findings = [manifest(), database(), vocabulary(), model()]
    } while !findings.allSatisfy(\.isSound) && currentRevision != revision
    return findings
  }

  private var currentRevision: UInt64? {
    (try? Database(path: generation.databasePath).revision) ?? nil
  }

  private func manifest() -> Finding {
    finding("manifest") {
      let manifest = try Manifest(of: generation)
      return "built \(manifest.created) of \(manifest.sources.joined(separator: ", "))"
    }
  }

  private func database() -> Finding {
    finding("database") {
      try generation.checkTables()
      let database = try Database(path: generation.databasePath)
      // Before Xapian looks at bytes that may be damaged: it takes them on trust.
      let manifest = try? Manifest(of: generation)
      let changed = try manifest?.checksums?.changedFiles(in: generation, database) ?? []
      guard changed.isEmpty else {
        throw AllonymError.indexDamaged(
          path: generation.index.path,
          detail: "bytes have changed in \(changed.joined(separator: ", "))")
      }
      let verdict = try xapianCheck(database)
      // To Xapian they are values like any other.
      for slot in Schema.positionsSlots { _ = try database.positionListBytes(in: slot) }
      let documents = try database.documentCount
      let records = try FileRecordStore.records(in: database, below: RawPath("/")).values
      let expected = records.reduce(0) { $0 + $1.documents }
      guard documents == expected else {
        throw AllonymError.indexDamaged(
          path: generation.index.path,
          detail: "\(documents) documents where the list of files counts \(expected)")
      }
      return "\(documents) documents of \(records.count) files, \(verdict)"
    }
  }

  /// Runs Xapian's own check; answers what it did.
  private func xapianCheck(_ database: Database) throws -> String {
    let result = Result { try Database.check(path: generation.databasePath) }
    if case .failure(let error as XapianError) = result, Self.isRefusal(error) {
      // It opens the files for writing. Much of what it would find shows when all is read.
      for id in try database.postings("") {
        _ = try database.document(id).data
        _ = try database.termList(id)
      }
      return "all could be read; Xapian's own check needs the right to write"
    }
    let errors = try result.get().errorCount
    guard errors == 0 else {
      throw AllonymError.indexDamaged(
        path: generation.index.path, detail: "Xapian's check found \(errors) errors")
    }
    return "Xapian's check found no error"
  }

  /// Whether the system did not allow to open a file for writing.
  private static func isRefusal(_ error: XapianError) -> Bool {
    [EACCES, EROFS, EPERM].map(FileSystem.systemMessage).contains(error.systemError)
  }

  private func vocabulary() -> Finding {
    finding("vocabulary") {
      let database = try Database(path: generation.databasePath)
      guard let vocabulary = try VocabularyFile.stored(for: generation, database) else {
        throw AllonymError.indexDamaged(
          path: generation.index.path,
          detail:
            "it is missing, damaged or of another state of the database; the next search makes it anew"
        )
      }
      guard vocabulary.isIntact else {
        throw AllonymError.indexDamaged(
          path: generation.index.path, detail: "its bytes have changed since it was written")
      }
      return "\(vocabulary.count) words, fits the database"
    }
  }

  private func model() -> Finding {
    finding("spelling model") {
      try AllonymError.checkModel()
      guard SpellingModel.sharedIsIntact else {
        throw AllonymError.spellingModelUnusable(
          SpellingModelError(detail: "its bytes have changed"))
      }
      return "as it was trained"
    }
  }

  private func finding(_ part: String, _ body: () throws -> String) -> Finding {
    do {
      return Finding(part: part, isSound: true, detail: try body())
    } catch AllonymError.indexDamaged(_, let detail) {
      return Finding(part: part, isSound: false, detail: detail)
    } catch {
      return Finding(part: part, isSound: false, detail: "\(error)")
    }
  }
}
