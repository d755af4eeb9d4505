// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// What a build tells at its end: what became of everything that it saw.
struct BuildSummary {
  let report: BuildReport
  let index: IndexDirectory

  var text: String {
    let counts = report.counts
    let documents = counts.indexed == 1 ? "document" : "documents"
    var lines = ["\(Numbers.grouped(counts.indexed)) \(documents) indexed in \(index.path)"]
    var fates = ["seen \(Numbers.grouped(counts.seen))"]
    if counts.replaced > 0 {
      let replaced = Numbers.grouped(counts.replaced)
      fates.append("\(replaced) replaced by a later one with the same id")
    }
    let skipped = counts.skipped.values.reduce(0, +)
    if skipped > 0 {
      let types = counts.skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .prefix(6).map { "\($0.key) \(Numbers.grouped($0.value))" }
      fates.append("skipped \(Numbers.grouped(skipped)) (\(types.joined(separator: ", ")))")
    }
    if counts.hidden > 0 { fates.append("hidden \(Numbers.grouped(counts.hidden))") }
    fates.append("failed \(Numbers.grouped(counts.failed))")
    lines.append(fates.joined(separator: " · "))
    let seconds = max(report.seconds, 0.001)
    let rate = Double(counts.textBytes) / 1e6 / seconds
    lines.append(
      "\(Numbers.bytes(counts.textBytes)) of text in \(Numbers.seconds(seconds)), \(Numbers.decimal(rate)) MB/s · index \(Numbers.bytes(report.indexBytes))"
    )
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Numbers as people read them.
enum Numbers {
  /// 74075 → "74,075".
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
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
