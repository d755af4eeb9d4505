// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file or folder that an index is made of, with what it holds of it.
public struct IndexedSource: Codable, Sendable, Equatable {
  /// The file or folder, absolute.
  public var path: String
  /// Whether it is there now.
  public var isThere: Bool
  /// How many files of it were read or could not be read.
  public var files: Int
  /// How many documents of it the index has.
  public var documents: Int
  /// How many of the files could not be read, or not all of them.
  public var failed: Int
}

/// A file that an index holds, or that could not be read.
public struct IndexedFile: Codable, Sendable, Equatable {
  /// What became of a file.
  public enum Outcome: String, Codable, Sendable {
    /// All of it was read.
    case indexed
    /// Parts of it could not be read.
    case partly
    /// Nothing of it could be read.
    case failed
    /// There is just nothing to index in it.
    case skipped
  }

  /// The file, as it is shown.
  public var path: String
  /// What became of it.
  public var outcome: Outcome
  /// How many documents of it the index has.
  public var documents: Int
  /// Its size when it was read.
  public var bytes: Int
  /// What could not be read of it; of very many parts, the first.
  public var failures: [IndexFailure]

  /// The names in JSON, which programs of users read.
  private enum CodingKeys: String, CodingKey {
    case path, documents, bytes, failures
    case outcome = "fate"
  }
}

/// Something that could not be read and has not been read since.
public struct IndexFailure: Codable, Sendable, Equatable {
  /// The file or folder, as it is shown.
  public var path: String
  /// The sort of reason, for counting.
  public var reason: String
  /// What is wrong; reads on after the path.
  public var detail: String
  /// When it was first found so, in ISO 8601, UTC; nil where that is not known.
  public var since: String?
  /// Whether the last run was the first to find it so.
  public var isNew: Bool
}

extension SearchIndex {
  /// The files and folders that the index is made of.
  public func sources() throws -> [IndexedSource] {
    let manifest = try Manifest(of: generation)
    return try answering {
      try manifest.sources.map { source in
        let records = try FileRecordStore.records(in: database, below: RawPath(source)).values
        return IndexedSource(
          path: source, isThere: FileSystem.exists(source), files: records.count,
          documents: records.reduce(0) { $0 + $1.documents },
          failed: records.count { $0.state == .failed && !$0.isHarmless || $0.failsInParts })
      }
    }
  }

  /// The files below a folder, or a file itself, in the order of their paths.
  ///
  /// - Throws: `AllonymError.notInIndex` when the index holds nothing of it.
  public func files(below path: String) throws -> [IndexedFile] {
    let manifest = try Manifest(of: generation)
    let path = AbsolutePath.of(path)
    let start = lastStart
    let files = try answering {
      try FileRecordStore.records(in: database, below: RawPath(path)).values
        .sorted { $0.path < $1.path }
        .map { record in
          IndexedFile(
            path: record.path.shown,
            outcome: record.outcome,
            documents: record.documents, bytes: record.size,
            failures: record.failures.map { Self.failure($0, of: record, lastRun: start) })
        }
    }
    guard !files.isEmpty || manifest.sources.contains(path) else {
      throw AllonymError.notInIndex(path: path, sources: manifest.sources)
    }
    return files
  }

  /// Everything that could not be read and has not been read since, whichever run found it: files, parts of
  /// files, and folders that could not be looked at.
  public func failures() throws -> [IndexFailure] {
    let start = lastStart
    let unreachable = (try? RunReport(of: generation))?.unreachable ?? []
    return try answering {
      let records = try FileRecordStore.records(in: database, below: RawPath(bytes: []))
      let failed = records.values.flatMap { record in
        record.failures.filter { !$0.isHarmless }
          .map { Self.failure($0, of: record, lastRun: start) }
      }
      let others = unreachable.map { failure in
        IndexFailure(
          path: failure.path, reason: failure.reason, detail: failure.detail,
          since: Self.time(failure.since), isNew: start.map { failure.since >= $0 } ?? false)
      }
      return (failed + others).sorted { ($0.path, $0.detail) < ($1.path, $1.detail) }
    }
  }

  /// When the last run began, in seconds since 1970.
  private var lastStart: Int? {
    guard let report = try? RunReport(of: generation),
      let date = try? Date(report.started, strategy: .iso8601)
    else { return nil }
    return Int(date.timeIntervalSince1970)
  }

  private static func failure(
    _ failure: FileRecord.Failure, of record: FileRecord, lastRun: Int?
  ) -> IndexFailure {
    let since = record.failingSince
    return IndexFailure(
      path: record.path.shown, reason: failure.kind, detail: failure.text,
      since: since.map(time), isNew: since.flatMap { since in lastRun.map { since >= $0 } } ?? false
    )
  }

  private static func time(_ second: Int) -> String {
    Date(timeIntervalSince1970: Double(second)).formatted(.iso8601)
  }
}

extension FileRecord.Failure {
  /// Whether nothing is wrong: there is just nothing to index.
  var isHarmless: Bool { FailureKind(rawValue: kind)?.isHarmless == true }
}

extension FileRecord {
  /// Whether there is just nothing to index in the file.
  var isHarmless: Bool { failures.allSatisfy(\.isHarmless) }

  /// What became of the file.
  var outcome: IndexedFile.Outcome {
    if state == .failed { return isHarmless ? .skipped : .failed }
    return failsInParts ? .partly : .indexed
  }

  /// Whether some of the file could be read and some could not.
  var failsInParts: Bool { state == .indexed && !isHarmless }
}
