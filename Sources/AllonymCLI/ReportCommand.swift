// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell what could not be read, and what the last run did.",
    discussion: """
      Lists everything that could not be read and has not been read since, with its reason, \
      whichever run found it; what the last run found first is marked as new. Then it counts what \
      the last 'index', 'rebuild' or round of 'watch' indexed, left unchanged, moved, deleted and \
      skipped, each by reason. What that run did with each file, a file a line, is in the file that \
      is named at the end. With --csv the table is of what could not be read.

      EXAMPLES
        allonym report
        allonym report --failed              all of them, not the first 20
        allonym report --csv > failed.csv
        grep ^skipped index/current/report.tsv
      """)

  @OptionGroup var index: IndexOption
  @Flag(help: "List everything that could not be read, and nothing else.")
  var failed = false
  @OptionGroup var output: TableOutput

  /// How many failures are listed unless all are asked for.
  private static let failuresShown = 20

  func run() async throws {
    let report = try RunReport(of: try index.directory.currentGeneration())
    let failures = try SearchIndex(index.directory).failures()
    if output.json {
      try Output.write(JSONLine.encoded(ReportJSON(failures, report)))
    } else if output.csv {
      try Output.write(
        output.table(
          ["path", "reason", "detail", "since", "isNew"],
          failures.map {
            [
              $0.path, $0.reason, String($0.detail.trimmingPrefix(" ")), $0.since ?? "",
              "\($0.isNew)",
            ]
          }))
    } else if failed {
      try Output.write(lines(of: failures[...]).map { $0 + "\n" }.joined())
    } else {
      try Output.write(text(report, failures))
    }
  }

  private func lines(of failures: ArraySlice<IndexFailure>) -> [String] {
    failures.map { failure in
      let mark = failure.isNew ? "new" : failure.since.map { String($0.prefix(10)) } ?? ""
      return "\(mark)  \(Safe.line(failure.path + failure.detail))"
    }
  }

  private func text(_ report: RunReport, _ failures: [IndexFailure]) -> String {
    var lines: [String] = []
    if failures.isEmpty {
      lines.append("everything that is in the index could be read")
    } else {
      let new = failures.count { $0.isNew }
      // What is new comes first: it is what the reader does not know.
      let sorted = failures.filter(\.isNew) + failures.filter { !$0.isNew }
      lines.append(
        "could not be read: \(Numbers.grouped(failures.count))"
          + (new > 0 ? ", of these new \(Numbers.grouped(new))" : ""))
      lines += self.lines(of: sorted.prefix(Self.failuresShown)).map { "  " + $0 }
      let more = failures.count - Self.failuresShown
      if more > 0 {
        lines.append("  … \(Numbers.grouped(more)) more: 'allonym report --failed' lists all")
      }
    }
    lines += [""] + lastRun(report)
    return lines.joined(separator: "\n") + "\n"
  }

  private func lastRun(_ report: RunReport) -> [String] {
    let what = report.isRebuild ? "built anew" : "brought up to date"
    let paths = report.paths.map(Safe.line).joined(separator: ", ")
    var lines = ["\(what) \(report.started) in \(Numbers.seconds(report.seconds)): \(paths)"]
    lines.append(OutcomeLine(report).text)
    for (head, reasons) in [("", report.reasons), ("parts of other files ", report.partReasons)] {
      for outcome in RunReport.Outcome.allCases {
        let sorted = (reasons[outcome.rawValue] ?? [:])
          .largestFirst
        if !sorted.isEmpty { lines.append(head + outcome.rawValue) }
        lines += sorted.map { "  \(Numbers.grouped($0.value))  \(Safe.line($0.key))" }
      }
    }
    lines.append("files: \(index.directory.path)/current/report.tsv")
    return lines
  }
}
