// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Xapian

/// What an update has to do: the difference between the files as a walk saw them and the records that
/// the index has of them.
struct UpdatePlan {
  /// A file to read.
  struct FileChange {
    var file: SourceFile
    var why: Why
    /// What the index holds of it.
    var former: FileRecord?
    /// What could not be read of it the last time.
    var failedBefore: FileRecord?

    init(file: SourceFile, why: Why, former: FileRecord? = nil, failedBefore: FileRecord? = nil) {
      self.file = file
      self.why = why
      self.former = former
      self.failedBefore = failedBefore ?? former
    }

    enum Why: String {
      case new
      case changed
      case triedAgain = "tried again"
    }
  }

  /// A file under another path than before.
  struct Move {
    var former: FileRecord
    var record: FileRecord
  }

  /// New and changed files, in the order of the walk.
  var changes: [FileChange] = []
  /// Files whose size and times are as they were.
  var untouched: [FileRecord] = []
  /// Files whose times changed and whose content did not, with their new times.
  var sameContent: [FileRecord] = []
  /// Files that could not be read the last time and have not changed.
  var stillFailing: [FileRecord] = []
  var moves: [Move] = []
  /// Records of files that are gone, or passed over now.
  var deleted: [FileRecord] = []
  /// Why files are moved and deleted, for the report.
  var (moveReason, deletionReason) = ("same content", "gone")
  /// When the walk began, in nanoseconds since 1970.
  let time: Int

  /// The bytes of the files to read.
  var bytes: Int { changes.reduce(0) { $0 + $1.file.size } }
  /// Whether the index is as it should be.
  var isEmpty: Bool {
    changes.isEmpty && moves.isEmpty && deleted.isEmpty && sameContent.isEmpty
  }

  /// The plan of a build from nothing.
  ///
  /// - Parameter failed: what could not be read of the files when they were last read.
  init(
    reading walkResult: WalkResult, failedBefore failed: [RawPath: FileRecord] = [:], asOf time: Int
  ) {
    self.time = time
    changes = walkResult.files.map {
      FileChange(file: $0, why: .new, failedBefore: failed[$0.path])
    }
  }

  /// The plan of an update.
  ///
  /// - Parameters:
  ///   - survey: the files as they are.
  ///   - records: what the index has of them and of others that may be gone.
  ///   - options: what to look at more closely.
  ///   - time: when the walk began, in nanoseconds since 1970.
  init(
    updating records: [RawPath: FileRecord], to walkResult: WalkResult, options: UpdateOptions,
    asOf time: Int
  ) {
    self.time = time
    var missing = records
    var added: [SourceFile] = []
    for file in walkResult.files {
      if let record = missing.removeValue(forKey: file.path) {
        sort(file, record, options)
      } else {
        added.append(file)
      }
    }
    // What lies below a folder that cannot be looked at is not known to be gone.
    let unreachable = walkResult.failures.map { RawPath(shown: $0.path) }
    let gone = missing.values.filter { record in
      !unreachable.contains { $0.contains(record.path) }
    }
    sort(added, orMovedFrom: gone)
    deleted.sort { $0.path < $1.path }
  }

  private mutating func sort(
    _ file: SourceFile, _ record: FileRecord, _ options: UpdateOptions
  ) {
    if options.retriesFailures, record.failureCount > 0 {
      changes.append(FileChange(file: file, why: .triedAgain, former: record))
    } else if record.matches(file), !options.verifiesContent || record.state == .failed {
      if record.state == .failed { stillFailing.append(record) } else { untouched.append(record) }
    } else if record.size == file.size, let hash = record.hash, record.state == .indexed,
      hash == (try? ContentHash(of: file.path))
    {
      var renewed = record
      (renewed.modified, renewed.statusChanged) = (file.modified, file.statusChanged)
      renewed.settle(asOf: time)
      if renewed == record { untouched.append(record) } else { sameContent.append(renewed) }
    } else {
      changes.append(FileChange(file: file, why: .changed, former: record))
    }
  }

  /// Finds among files that are gone the former selves of new ones: of the same content, and of the same
  /// name, as that may be a part of the document.
  private mutating func sort(_ added: [SourceFile], orMovedFrom gone: [FileRecord]) {
    struct Likeness: Hashable {
      var size: Int
      var name: [UInt8]
    }
    var gone = Dictionary(grouping: gone) { Likeness(size: $0.size, name: $0.path.name) }
    for file in added {
      let likeness = Likeness(size: file.size, name: file.path.name)
      if let candidates = gone[likeness], let hash = try? ContentHash(of: file.path),
        let index = candidates.firstIndex(where: { $0.hash == hash && $0.state == .indexed })
      {
        var record = FileRecord(of: file, state: .indexed, hash: hash)
        let former = candidates[index]
        record.documents = former.documents
        record.textBytes = former.textBytes
        record.failures = former.failures
        record.failureCount = former.failureCount
        record.failingSince = former.failingSince
        record.settle(asOf: time)
        moves.append(Move(former: former, record: record))
        gone[likeness]?.remove(at: index)
      } else {
        changes.append(FileChange(file: file, why: .new))
      }
    }
    deleted = gone.values.flatMap(\.self)
  }
}

/// What an update looks at more closely than it has to.
public struct UpdateOptions: Sendable, Equatable {
  /// Whether files that could not be read are tried again though they have not changed.
  public var retriesFailures = false
  /// Whether the content of every file is compared, though its size and times are as they were.
  public var verifiesContent = false
  /// Whether a source in which no file is left any more is taken for what it is: else its disk may not be
  /// mounted, and its documents stay.
  public var acceptsEmpty = false
  /// Whether a path that is neither there nor known is passed over instead of an error.
  public var passesOverMissing = false
  /// What the update may take of the machine.
  public var limits = BuildLimits()

  /// Trusts sizes and times.
  public init() {}
}
