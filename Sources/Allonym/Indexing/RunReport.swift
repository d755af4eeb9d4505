// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a run did with everything that it saw. Written beside the generation as `report.json`, and file
/// by file as `report.tsv`.
public struct RunReport: Codable, Sendable, Equatable {
  /// What became of a file, or of a part of one.
  public enum Outcome: String, Codable, Sendable, CaseIterable {
    /// It was read, for a reason such as "new".
    case indexed
    /// The index has it as it is.
    case unchanged
    /// It is the same under another path.
    case moved
    /// It is gone, and from the index too.
    case deleted
    /// It was passed over: its type is none that is read, it is no file, or it holds no text.
    case skipped
    /// It could not be read.
    case failed
  }

  /// A file, or a part of one that could not be read, and its outcome.
  public struct Entry: Sendable, Equatable {
    /// What became of it.
    public var outcome: Outcome
    /// The sort of reason.
    public var reason: String
    /// The file, as it is shown.
    public var path: String
    /// More about the reason; reads on after the path. May be empty.
    public var detail = ""
    /// Whether it is a part of a file whose other parts were read.
    public var isPart = false
    /// Whether the run before did not find the same.
    public var isNew = false

    /// Whether it should be reported by name: it could not be read, or holds nothing but pictures of text,
    /// and no run before reported it.
    public var isReported: Bool {
      isNew && (outcome == .failed || reason == FailureKind.textless.rawValue)
    }
  }

  /// The layout of this report.
  public var version = 1
  /// The program that ran.
  public var program = "allonym \(Release.version)"
  /// When it began, in ISO 8601, UTC.
  public var started: String
  /// How long it took.
  public var seconds = 0.0
  /// The files and folders that it looked at.
  public var paths: [String]
  /// Whether it made a generation of all of them, whatever the index held before.
  public var isRebuild: Bool
  /// How many files it saw.
  public var seen = 0
  /// How many files had which outcome.
  public var files: [String: Int]
  /// How many lines, rows and members could not be read, of files whose others could.
  public var failedParts = 0
  /// How many files had which outcome for which reason.
  public var reasons: [String: [String: Int]] = [:]
  /// How many lines, rows and members of files that were read were skipped or failed, for which reason.
  public var partReasons: [String: [String: Int]] = [:]
  /// Hidden files and folders that were left alone.
  public var hidden = 0
  /// Documents that a later one with the same id replaced.
  public var replaced = 0
  /// Documents in the index after the run.
  public var documents = 0
  /// The bytes of text of what was read.
  public var textBytes = 0
  /// Folders and files that could not be looked at, by this run or by one before that looked at them.
  public var unreachable: [Unreachable]?

  /// A folder or file that could not be looked at, so that the index has no record of it.
  public struct Unreachable: Codable, Sendable, Equatable {
    /// The folder or file, as it is shown.
    public var path: String
    /// The sort of reason.
    public var reason: String
    /// What is wrong; reads on after the path.
    public var detail: String
    /// When it was first found so, in seconds since 1970.
    public var since: Int
  }

  /// What became of each file; not a part of the JSON.
  public private(set) var entries: [Entry] = []
  /// What could not be looked at when the run began.
  private var formerlyUnreachable: [Unreachable] = []
  /// When the run began, in seconds since 1970.
  private var second = 0

  enum CodingKeys: String, CodingKey {
    case version, program, started, seconds, paths, isRebuild, seen, files, failedParts, reasons
    case partReasons, hidden, replaced, documents, textBytes, unreachable
  }

  init(paths: [String], isRebuild: Bool, started: Date, after former: RunReport? = nil) {
    self.paths = paths
    formerlyUnreachable = former?.unreachable ?? []
    unreachable = formerlyUnreachable.filter { unreachable in
      !isRebuild && !paths.contains { RawPath($0).contains(RawPath(shown: unreachable.path)) }
    }
    second = Int(started.timeIntervalSince1970)
    self.isRebuild = isRebuild
    self.started = started.formatted(.iso8601)
    files = Dictionary(uniqueKeysWithValues: Outcome.allCases.map { ($0.rawValue, 0) })
  }

  /// How many files had an outcome.
  public func count(_ outcome: Outcome) -> Int { files[outcome.rawValue] ?? 0 }

  /// How many files, and parts of others, could not be read. Broken bytes in a text are reported but do not
  /// count: the text is there without them.
  public var failures: Int {
    let broken = partReasons[Outcome.failed.rawValue]?[FailureKind.brokenBytes.rawValue] ?? 0
    return count(.failed) + failedParts - broken
  }
}

// MARK: - Counting

extension RunReport {
  private mutating func add(_ entry: Entry) {
    if entry.isPart {
      add(parts: 1, entry.outcome, entry.reason)
    } else {
      files[entry.outcome.rawValue, default: 0] += 1
      if entry.outcome != .deleted { seen += 1 }
      reasons[entry.outcome.rawValue, default: [:]][entry.reason, default: 0] += 1
    }
    entries.append(entry)
  }

  private mutating func add(parts: Int, _ outcome: Outcome, _ reason: String) {
    failedParts += outcome == .failed ? parts : 0
    partReasons[outcome.rawValue, default: [:]][reason, default: 0] += parts
  }

  /// - Parameter known: what was known before; nil where the record itself is what was known.
  private mutating func add(failuresOfParts record: FileRecord, known: [FileRecord.Failure]? = nil)
  {
    for failure in record.failures {
      add(
        Entry(
          outcome: failure.outcome, reason: failure.kind, path: record.path.shown,
          detail: failure.text,
          isPart: true, isNew: known.map { !$0.contains(failure) } ?? false))
    }
    let unlisted = record.failureCount - record.failures.count
    // Those that are not kept are as harmless as the last that is.
    if unlisted > 0, let last = record.failures.last {
      add(parts: unlisted, last.outcome, last.kind)
    }
  }

  /// Counts what a walk saw besides files that can be read.
  mutating func add(_ walkResult: WalkResult) {
    hidden += walkResult.hidden
    for file in walkResult.skipped {
      let kind =
        switch file.reason {
        case .unknownType(""): "without extension"
        case .unknownType(let name): ".\(name)"
        case .notAFile(let kind): kind
        case .linkToFolder: "links to folders"
        case .ignored: "ignored"
        case .excluded: "excluded"
        case .removed: "removed"
        case .notIncluded: "not included"
        case .tooLarge: "too large"
        case .sameFile: "links to files already seen"
        }
      add(Entry(outcome: .skipped, reason: kind, path: file.path, detail: " \(file.reason)"))
    }
    for failure in walkResult.failures {
      let record = FileRecord.Failure(failure)
      let former = formerlyUnreachable.first {
        $0.path == failure.path && $0.detail == record.text
      }
      add(
        Entry(
          outcome: record.outcome, reason: record.kind, path: failure.path, detail: record.text,
          isNew: former == nil))
      guard record.outcome == .failed else { continue }
      unreachable?.append(
        Unreachable(
          path: failure.path, reason: record.kind, detail: record.text,
          since: former?.since ?? second))
    }
  }

  /// Counts what a plan leaves as it is, moves and deletes.
  mutating func add(_ plan: UpdatePlan) {
    for (records, reason) in [
      (plan.untouched, "same size and times"), (plan.sameContent, "same content"),
    ] {
      for record in records {
        add(Entry(outcome: .unchanged, reason: reason, path: record.path.shown))
        add(failuresOfParts: record)
      }
    }
    for record in plan.stillFailing { add(failedFile: record) }
    for move in plan.moves {
      add(
        Entry(
          outcome: .moved, reason: plan.moveReason, path: move.record.path.shown,
          detail: " was \(move.former.path.shown)"))
    }
    for record in plan.deleted {
      add(Entry(outcome: .deleted, reason: plan.deletionReason, path: record.path.shown))
    }
  }

  /// Counts files that were read.
  mutating func add(_ results: [FileResult], of plan: UpdatePlan) {
    let planned = Dictionary(
      plan.changes.map { ($0.file.path, $0) }, uniquingKeysWith: { first, _ in first })
    for result in results {
      let plan = planned[result.file.path]
      let known = plan?.failedBefore?.failures ?? []
      let record = result.record(former: nil, failedBefore: nil, asOf: 0)
      textBytes += result.textBytes
      if result.isFailed {
        add(failedFile: record, known: known)
      } else {
        add(Entry(outcome: .indexed, reason: plan?.why.rawValue ?? "", path: record.path.shown))
        add(failuresOfParts: record, known: known)
      }
    }
  }

  /// Counts a file of which nothing can be read, with the first of its reasons.
  private mutating func add(failedFile record: FileRecord, known: [FileRecord.Failure]? = nil) {
    let failure = record.failures.first
    add(
      Entry(
        outcome: failure?.outcome ?? .failed, reason: failure?.kind ?? "", path: record.path.shown,
        detail: failure?.text ?? "",
        isNew: known.map { known in !(failure.map(known.contains) ?? false) } ?? false))
    var others = record
    others.failures = Array(record.failures.dropFirst())
    others.failureCount -= 1
    add(failuresOfParts: others, known: known)
  }
}

extension FileRecord.Failure {
  /// What it makes of a file or a part of one.
  fileprivate var outcome: RunReport.Outcome {
    isHarmless ? .skipped : .failed
  }
}
