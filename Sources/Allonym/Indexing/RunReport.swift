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
  /// How many files, and parts of files that failed, had which fate for which reason.
  public var reasons: [String: [String: Int]] = [:]
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
    case hidden, replaced, documents, textBytes
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
      failedParts += entry.fate == .failed ? 1 : 0
    } else {
      files[entry.fate.rawValue, default: 0] += 1
      if entry.fate != .deleted { seen += 1 }
    }
    reasons[entry.fate.rawValue, default: [:]][entry.reason, default: 0] += 1
    entries.append(entry)
  }

  private mutating func add(failuresOf record: FileRecord, isPart: Bool) {
    for failure in record.failures {
      add(
        Entry(
          fate: failure.fate, reason: failure.kind, path: record.path.shown, detail: failure.text,
          isPart: isPart))
    }
    failedParts += isPart ? record.failureCount - record.failures.count : 0
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
        add(failuresOf: record, isPart: true)
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
        add(failuresOf: record, isPart: true)
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
    add(failuresOf: others, isPart: true)
  }
}

extension FileRecord.Failure {
  /// What it makes of a file or a part of one.
  fileprivate var fate: RunReport.Fate {
    FailureKind(rawValue: kind)?.isHarmless == true ? .skipped : .failed
  }
}

// MARK: - On disk

extension RunReport {
  /// The report of the last run that ended.
  ///
  /// - Throws: `AllonymError.indexDamaged` when there is none.
  public init(of generation: Generation) throws {
    guard let data = FileManager.default.contents(atPath: generation.reportPath),
      let report = try? JSONDecoder().decode(RunReport.self, from: data), report.isPlausible
    else {
      throw AllonymError.indexDamaged(
        path: generation.index.path, detail: "\(generation.name) has no report")
    }
    self = report
  }

  /// Whether its numbers can be counts, so that sums and roundings of them do not overflow.
  private var isPlausible: Bool {
    let counts =
      [seen, failedParts, hidden, replaced, documents, textBytes] + files.values
      + reasons.values.flatMap(\.values)
    return counts.allSatisfy(FileRecord.counts.contains) && (0..<1e9).contains(seconds)
  }

  func write(to generation: Generation) throws {
    try FileSystem.replace(generation.reportListPath, with: Array(list.utf8))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try FileSystem.replace(generation.reportPath, with: Array(try encoder.encode(self)))
  }

  /// A line for each file: fate, reason, path and more about the reason, with tabs between.
  private var list: String {
    var text = "fate\treason\tpath\tdetail\n"
    for entry in entries {
      text += entry.fate.rawValue
      text += "\t"
      text += entry.reason
      text += "\t"
      text += entry.path
      text += "\t"
      text += entry.detail.trimmingPrefix(" ")
      text += "\n"
    }
    return text
  }
}
