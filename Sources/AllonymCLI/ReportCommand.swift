// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell what became of each file, and why.",
    discussion: """
      Counts the files that the last 'index', 'rebuild' or round of 'watch' indexed, left unchanged, \
      moved, deleted, skipped and failed to read, each by reason. A file that failed before and has \
      not changed is among the failed ones. The exact list, a file a line, is in the file \
      that is named at the end.

      EXAMPLES
        allonym report
        allonym report --json
        grep ^failed index/current/report.tsv
      """)

  @OptionGroup var index: IndexOption
  @Flag(help: "Print the report as one JSON object on one line.")
  var json = false

  func run() async throws {
    let generation = try index.directory.currentGeneration()
    let report = try RunReport(of: generation)
    try Output.write(json ? JSONLine.encoded(report) : text(report))
  }

  private func text(_ report: RunReport) -> String {
    let what = report.isRebuild ? "built anew" : "brought up to date"
    let paths = report.paths.map(Safe.line).joined(separator: ", ")
    var lines = ["\(what) \(report.started) in \(Numbers.seconds(report.seconds)): \(paths)"]
    lines.append(FateLine(report).text)
    for (head, reasons) in [("", report.reasons), ("parts of other files ", report.partReasons)] {
      for fate in RunReport.Fate.allCases {
        let sorted = (reasons[fate.rawValue] ?? [:])
          .largestFirst
        if !sorted.isEmpty { lines.append(head + fate.rawValue) }
        lines += sorted.map { "  \(Numbers.grouped($0.value))  \(Safe.line($0.key))" }
      }
    }
    lines.append("files: \(index.directory.path)/current/report.tsv")
    return lines.joined(separator: "\n") + "\n"
  }
}
