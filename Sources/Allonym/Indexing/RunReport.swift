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
  public enum Fate: String, Codable, Sendable, CaseIterable {
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

  /// A file, or a part of one that could not be read, and its fate.
  public struct Entry: Sendable, Equatable {
    /// What became of it.
    public var fate: Fate
    /// The sort of reason.
    public var reason: String
    /// The file, as it is shown.
    public var path: String
    /// More about the reason; reads on after the path. May be empty.
    public var detail = ""
    /// Whether it is a part of a file whose other parts were read.
    public var isPart = false

    /// Whether it should be told by name: it could not be read, or was found to hold no text.
    public var isTold: Bool {
      fate == .failed || fate == .skipped && FailureKind(rawValue: reason)?.isHarmless == true
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
  /// How many files had which fate.
  public var files: [String: Int]
  /// How many lines, rows and members could not be read, of files whose others could.
  public var failedParts = 0
  /// How many files had which fate for which reason.
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

  /// What became of each file; not a part of the JSON.
  public private(set) var entries: [Entry] = []

  enum CodingKeys: String, CodingKey {
    case version, program, started, seconds, paths, isRebuild, seen, files, failedParts, reasons
    case partReasons, hidden, replaced, documents, textBytes
  }

  init(paths: [String], isRebuild: Bool, started: Date) {
    self.paths = paths
    self.isRebuild = isRebuild
    self.started = started.formatted(.iso8601)
    files = Dictionary(uniqueKeysWithValues: Fate.allCases.map { ($0.rawValue, 0) })
  }

  /// How many files had a fate.
  public func count(_ fate: Fate) -> Int { files[fate.rawValue] ?? 0 }

  /// How many files, and parts of others, could not be read.
  public var failures: Int { count(.failed) + failedParts }
}

// MARK: - Counting

extension RunReport {
  private mutating func add(_ entry: Entry) {
    if entry.isPart {
      add(parts: 1, entry.fate, entry.reason)
    } else {
      files[entry.fate.rawValue, default: 0] += 1
      if entry.fate != .deleted { seen += 1 }
      reasons[entry.fate.rawValue, default: [:]][entry.reason, default: 0] += 1
    }
    entries.append(entry)
  }

  private mutating func add(parts: Int, _ fate: Fate, _ reason: String) {
    failedParts += fate == .failed ? parts : 0
    partReasons[fate.rawValue, default: [:]][reason, default: 0] += parts
  }

  private mutating func add(failuresOfParts record: FileRecord) {
    for failure in record.failures {
      add(
        Entry(
          fate: failure.fate, reason: failure.kind, path: record.path.shown, detail: failure.text,
          isPart: true))
    }
    let untold = record.failureCount - record.failures.count
    // Those that are not kept are as harmless as the last that is.
    if untold > 0, let last = record.failures.last { add(parts: untold, last.fate, last.kind) }
  }

  /// Counts what a walk saw besides files that can be read.
  mutating func add(_ survey: Survey) {
    hidden += survey.hidden
    for file in survey.skipped {
      let kind =
        switch file.reason {
        case .unknownType(""): "without extension"
        case .unknownType(let name): ".\(name)"
        case .notAFile(let kind): kind
        case .linkToFolder: "links to folders"
        case .ignored: "ignored"
        case .excluded: "excluded"
        case .notIncluded: "not included"
        case .tooLarge: "too large"
        case .sameFile: "links to files already seen"
        }
      add(Entry(fate: .skipped, reason: kind, path: file.path, detail: " \(file.reason)"))
    }
    for failure in survey.failures {
      let record = FileRecord.Failure(failure)
      add(Entry(fate: record.fate, reason: record.kind, path: failure.path, detail: record.text))
    }
  }

  /// Counts what a plan leaves as it is, moves and deletes.
  mutating func add(_ plan: UpdatePlan) {
    for (records, reason) in [
      (plan.untouched, "same size and times"), (plan.sameContent, "same content"),
    ] {
      for record in records {
        add(Entry(fate: .unchanged, reason: reason, path: record.path.shown))
        add(failuresOfParts: record)
      }
    }
    for record in plan.stillFailing { add(failedFile: record) }
    for move in plan.moves {
      add(
        Entry(
          fate: .moved, reason: "same content", path: move.record.path.shown,
          detail: " was \(move.former.path.shown)"))
    }
    for record in plan.deleted {
      add(Entry(fate: .deleted, reason: "gone", path: record.path.shown))
    }
  }

  /// Counts files that were read.
  mutating func add(_ readings: [FileReading], of plan: UpdatePlan) {
    let reasons = Dictionary(
      plan.readings.map { ($0.file.path, $0.why) }, uniquingKeysWith: { first, _ in first })
    for reading in readings {
      let record = reading.record(former: nil, asOf: plan.time)
      textBytes += reading.textBytes
      if reading.isFailed {
        add(failedFile: record)
      } else {
        let reason = reasons[reading.file.path]?.rawValue ?? ""
        add(Entry(fate: .indexed, reason: reason, path: record.path.shown))
        add(failuresOfParts: record)
      }
    }
  }

  /// Counts a file of which nothing can be read, with the first of its reasons.
  private mutating func add(failedFile record: FileRecord) {
    let failure = record.failures.first
    add(
      Entry(
        fate: failure?.fate ?? .failed, reason: failure?.kind ?? "", path: record.path.shown,
        detail: failure?.text ?? ""))
    var others = record
    others.failures = Array(record.failures.dropFirst())
    others.failureCount -= 1
    add(failuresOfParts: others)
  }
}

extension FileRecord.Failure {
  /// What it makes of a file or a part of one.
  fileprivate var fate: RunReport.Fate {
    FailureKind(rawValue: kind)?.isHarmless == true ? .skipped : .failed
  }
}
