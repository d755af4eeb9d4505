// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// What a run that writes the index tells at its end.
struct BuildSummary {
  let report: BuildReport
  let index: IndexDirectory

  var text: String {
    let run = report.run
    var lines = ["\(Numbers.count(run.documents, "document")) in \(index.path)"]
    lines.append(OutcomeLine(run).text)
    let seconds = max(run.seconds, 0.001)
    let rate = Double(run.textBytes) / 1e6 / seconds
    let read =
      run.textBytes == 0
      ? "done in \(Numbers.seconds(seconds))"
      : "\(Numbers.bytes(run.textBytes)) of text read in \(Numbers.seconds(seconds)), \(Numbers.decimal(rate)) MB/s"
    lines.append("\(read) · index \(Numbers.bytes(report.indexBytes))")
    return lines.joined(separator: "\n") + "\n"
  }
}

/// What became of everything that a run saw, on one line.
struct OutcomeLine {
  let run: RunReport

  init(_ run: RunReport) {
    self.run = run
  }

  var text: String {
    var outcomes = run.seen > 0 ? ["seen \(Numbers.count(run.seen, "file"))"] : []
    for outcome in RunReport.Outcome.allCases where outcome != .failed && run.count(outcome) > 0 {
      outcomes.append(
        "\(outcome.rawValue) \(Numbers.grouped(run.count(outcome)))\(reasons(outcome))")
    }
    if run.replaced > 0 {
      outcomes.append("\(Numbers.grouped(run.replaced)) replaced by a later one with the same id")
    }
    if run.hidden > 0 { outcomes.append("hidden \(Numbers.grouped(run.hidden))") }
    let parts = Numbers.grouped(run.failedParts)
    let others =
      run.failedParts > 0
      ? " and \(parts) \(run.failedParts == 1 ? "part" : "parts") of others" : ""
    outcomes.append("failed \(Numbers.grouped(run.count(.failed)))\(others)")
    return outcomes.joined(separator: " · ")
  }

  private static let reasonsShown = 6

  /// The sorts of what was passed over, the most frequent first.
  private func reasons(_ outcome: RunReport.Outcome) -> String {
    guard outcome == .skipped else { return "" }
    let reasons = (run.reasons[outcome.rawValue] ?? [:])
      .largestFirst
      .map { "\(Safe.line($0.key)) \(Numbers.grouped($0.value))" }
    let more = reasons.count > Self.reasonsShown ? ", …" : ""
    return " (\(reasons.prefix(Self.reasonsShown).joined(separator: ", "))\(more))"
  }
}

/// Numbers as people read them.
enum Numbers {
  /// 74075 → "74,075".
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }

  /// 1 → "1 document", 2000 → "2,000 documents".
  static func count(_ number: Int, _ thing: String) -> String {
    number == 1 ? "1 \(thing)" : "\(grouped(number)) \(thing)s"
  }

  /// 126_000_000 → "126.0 MB".
  static func bytes(_ count: Int) -> String {
    switch count {
    case ..<1000: "\(count) bytes"
    case ..<1_000_000: "\(decimal(Double(count) / 1e3)) kB"
    case ..<1_000_000_000: "\(decimal(Double(count) / 1e6)) MB"
    default: "\(decimal(Double(count) / 1e9)) GB"
    }
  }

  /// 3.14159 → "3.1".
  static func decimal(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(grouped(tenths / 10)).\(abs(tenths % 10))"
  }

  /// 0.0423 → "0.04 s", 75.2 → "1 min 15 s".
  static func seconds(_ seconds: Double) -> String {
    if seconds < 10 {
      let hundredths = Int((seconds * 100).rounded())
      let rest = String(hundredths % 100)
      return "\(hundredths / 100).\(rest.count < 2 ? "0" + rest : rest) s"
    }
    let whole = Int(seconds.rounded())
    return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
  }
}
