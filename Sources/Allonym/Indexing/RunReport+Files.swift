// SPDX-License-Identifier: GPL-2.0-or-later
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

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
      + (Array(reasons.values) + partReasons.values).flatMap(\.values)
    return counts.allSatisfy(FileRecord.counts.contains) && (0..<1e9).contains(seconds)
  }

  func write(to generation: Generation) throws {
    try FileSystem.replace(generation.reportListPath, with: Array(list.utf8))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try FileSystem.replace(generation.reportPath, with: Array(try encoder.encode(self)))
  }

  /// A line for each file: outcome, reason, path and more about the reason, with tabs between.
  private var list: String {
    var text = "fate\treason\tpath\tdetail\n"
    for entry in entries {
      text += entry.outcome.rawValue
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
