// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Xapian

/// What became of a file that was read: its documents in the segments, and what could not be read.
struct FileResult {
  var file: SourceFile
  var hash: ContentHash?
  var failures: [ReadFailure] = []
  /// The documents in their order.
  var documents: [Location] = []
  var textBytes = 0

  /// Where a document is.
  struct Location {
    /// The place of the segment.
    var segment: Int
    /// The id in the segment's database.
    var id: DocumentID
  }

  /// Whether nothing of the file could be read.
  var isFailed: Bool { documents.isEmpty && !failures.isEmpty }

  /// The files of segments, in the order in which they were read.
  static func results(of segments: [Segment]) -> [FileResult] {
    var results: [FileResult] = []
    var indexes: [RawPath: Int] = [:]
    for (number, segment) in segments.enumerated() {
      let files = segment.files.map { part in
        let number = indexes[part.file.path] ?? results.count
        indexes[part.file.path] = number
        if number == results.count { results.append(FileResult(file: part.file)) }
        results[number].hash = results[number].hash ?? part.hash
        results[number].failures += part.failures
        return number
      }
      for (index, entry) in segment.documents.enumerated() where entry.file >= 0 {
        results[files[entry.file]].documents.append(
          Location(segment: number, id: DocumentID(index + 1)))
        results[files[entry.file]].textBytes += entry.textBytes
      }
    }
    return results
  }

  /// Failures as many as are kept: of more, first those with which something is wrong.
  private static func worst(_ failures: [ReadFailure]) -> ArraySlice<ReadFailure> {
    guard failures.count > FileRecord.maxFailures else { return failures[...] }
    let sorted = failures.filter { !$0.kind.isHarmless } + failures.filter(\.kind.isHarmless)
    return sorted.prefix(FileRecord.maxFailures)
  }

  /// The record of the file.
  ///
  /// - Parameter former: what the index holds of it until now: a file that cannot be read keeps the
  ///   documents of its last reading.
  /// - Parameter failedBefore: what could not be read of it the last time.
  func record(
    former: FileRecord?, failedBefore: FileRecord?, asOf time: Int
  ) -> FileRecord {
    var record = FileRecord(of: file, state: isFailed ? .failed : .indexed, hash: hash)
    record.documents = isFailed ? former?.documents ?? 0 : documents.count
    record.textBytes = isFailed ? former?.textBytes ?? 0 : textBytes
    record.failureCount = failures.count
    record.failures = Self.worst(failures).map(FileRecord.Failure.init)
    if failures.contains(where: { !$0.kind.isHarmless }) {
      record.failingSince = failedBefore?.failingSince ?? time / 1_000_000_000
    }
    record.settle(asOf: time)
    if failures.contains(where: { $0.kind == .system || $0.kind == .missing }) {
      // Nothing is wrong with the file itself: it is tried again without its changing.
      record.hash = nil
      record.unsettle()
    }
    return record
  }
}
