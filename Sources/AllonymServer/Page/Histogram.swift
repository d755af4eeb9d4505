// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// The dates of the matches as bars, each of which leads to its years, months or days.
struct Histogram {
  let found: FoundPage
  let address: SearchAddress
  let phrases: Phrases

  /// A bar: what it is of, and how many matches.
  struct Bar: Equatable {
    /// A date of the query language: `2024`, `2024-06`, `2024-06-30` or `1990..1999`.
    var period: String
    var documents: Int
  }

  /// More bars than this are too thin for a finger.
  private static let maxBars = 60
  private static let width = 300.0
  private static let height = 96.0
  private static let foot = 16.0
  private static let thickest = 30.0

  var html: String {
    guard !found.days.isEmpty || address.date != nil else { return "" }
    var html = "<section class=\"histogram\" aria-labelledby=\"dates-title\">"
    html += "<h2 id=\"dates-title\">\(Markup.escaped(phrases["dates"]))</h2>" + crumbs
    let bars = Self.bars(of: found.days, within: address.date)
    if bars.count > 1 { html += chart(bars) }
    if !bars.isEmpty { html += table(bars) }
    return html + undated + "</section>"
  }

  // MARK: What there is

  /// The bars of days: years, or months where all are of one year, or days where all are of one month. Those between
  /// that have no match are there too.
  static func bars(of days: [FacetCounts.Count], within date: String?) -> [Bar] {
    let days = days.filter { $0.value.utf8.count == 8 }
    guard let first = days.first?.value, let last = days.last?.value else { return [] }
    if first.prefix(6) == last.prefix(6), let date, date.utf8.count >= 7 {
      return sums(of: days) { "\($0.prefix(4))-\($0.dropFirst(4).prefix(2))-\($0.suffix(2))" }
    }
    if first.prefix(4) == last.prefix(4), date != nil || first.prefix(6) != last.prefix(6) {
      return filled(
        sums(of: days) { "\($0.prefix(4))-\($0.dropFirst(4).prefix(2))" },
        with: (1...12).map { "\(first.prefix(4))-\($0 < 10 ? "0" : "")\($0)" })
    }
    let from = Int(first.prefix(4)) ?? 0
    let to = Int(last.prefix(4)) ?? 0
    if to - from >= maxBars {
      return sums(of: days) { day in
        let start = (Int(day.prefix(4)) ?? 0) / 10 * 10
        return "\(padded(start))..\(padded(start + 9))"
      }
    }
    return filled(
      sums(of: days) { String($0.prefix(4)) }, with: from <= to ? (from...to).map(padded) : [])
  }

  private static func padded(_ year: Int) -> String {
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func sums(
    of days: [FacetCounts.Count], by period: (String) -> String
  ) -> [Bar] {
    days.reduce(into: []) { bars, day in
      let period = period(day.value)
      if bars.last?.period == period {
        bars[bars.count - 1].documents += day.documents
      } else {
        bars.append(Bar(period: period, documents: day.documents))
      }
    }
  }

  private static func filled(_ bars: [Bar], with periods: [String]) -> [Bar] {
    let known = Dictionary(bars.map { ($0.period, $0.documents) }) { $0 + $1 }
    return periods.map { Bar(period: $0, documents: known[$0] ?? 0) }
  }

  // MARK: How it looks

  private func link(_ date: String?) -> String {
    Markup.escaped(address.changed { $0.date = date }.link)
  }

  private var crumbs: String {
    guard let date = address.date else { return "" }
    var html =
      "<nav class=\"crumbs\"><a href=\"\(link(nil))\">\(Markup.escaped(phrases["allDates"]))</a>"
    for longer in Self.periods(around: date) {
      html += "<a href=\"\(link(longer))\"><bdi>\(Markup.escaped(longer))</bdi></a>"
    }
    let here = date == "none" ? phrases["undated"] : date
    return html + "<strong><bdi>\(Markup.escaped(here))</bdi></strong></nav>"
  }

  /// The year of a month, and the year and the month of a day; none of anything else.
  static func periods(around date: String) -> [String] {
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard [4, 2, 2].starts(with: parts.map(\.utf8.count)),
      parts.allSatisfy({ $0.allSatisfy(\.isNumber) })
    else { return [] }
    return (1..<max(parts.count, 1)).map { parts.prefix($0).joined(separator: "-") }
  }

  private func chart(_ bars: [Bar]) -> String {
    let maximum = Double(bars.map(\.documents).max() ?? 1)
    let step = Self.width / Double(bars.count)
    let thickness = min(step * 0.8, Self.thickest)
    let room = Self.height - Self.foot - 2
    var html =
      "<svg viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" direction=\"ltr\" role=\"group\" "
      + "aria-label=\"\(Markup.escaped(phrases["dates"]))\">"
      + "<line x1=\"0\" y1=\"\(Self.height - Self.foot)\" x2=\"\(Self.width)\" y2=\"\(Self.height - Self.foot)\"/>"
    for (index, bar) in bars.enumerated() where bar.documents > 0 {
      let left = Double(index) * step
      let height = max(2, (Double(bar.documents) / maximum * room).rounded())
      let label = "\(bar.period): \(phrases.counted("documents", bar.documents))"
      html +=
        "<a href=\"\(link(bar.period))\" aria-label=\"\(Markup.escaped(label))\"><title>\(Markup.escaped(label))</title>"
        + rectangle("field", left, 0, step, Self.height - Self.foot)
        + rectangle(
          "bar", left + (step - thickness) / 2, Self.height - Self.foot - height, thickness, height)
        + "</a>"
    }
    return html + labels(bars, step) + "</svg>"
  }

  private func rectangle(
    _ name: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double
  ) -> String {
    func short(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
    return "<rect class=\"\(name)\" x=\"\(short(x))\" y=\"\(short(y))\" width=\"\(short(width))\" "
      + "height=\"\(short(height))\"/>"
  }

  private func labels(_ bars: [Bar], _ step: Double) -> String {
    let last = bars.count - 1
    var indexes = [0, last]
    if bars.count > 8 { indexes.insert(last / 2, at: 1) }
    return indexes.map { index in
      let isWide = step > Self.thickest
      let anchor = isWide ? "middle" : index == 0 ? "start" : index == last ? "end" : "middle"
      let x =
        isWide || anchor == "middle" ? (Double(index) + 0.5) * step : index == 0 ? 0 : Self.width
      let period = bars[index].period
      let name = period.contains("..") ? String(period.prefix(4)) : period
      return
        "<text x=\"\(x)\" y=\"\(Self.height - 3)\" text-anchor=\"\(anchor)\" aria-hidden=\"true\">\(name)</text>"
    }.joined()
  }

  private func table(_ bars: [Bar]) -> String {
    var html =
      "<details><summary>\(Markup.escaped(phrases["asTable"]))</summary><table><thead><tr>"
      + "<th scope=\"col\">\(Markup.escaped(phrases["period"]))</th>"
      + "<th scope=\"col\">\(Markup.escaped(phrases["count"]))</th></tr></thead><tbody>"
    for bar in bars where bar.documents > 0 {
      html +=
        "<tr><th scope=\"row\"><a href=\"\(link(bar.period))\"><bdi>\(bar.period)</bdi></a></th>"
        + "<td>\(phrases.grouped(bar.documents))</td></tr>"
    }
    return html + "</tbody></table></details>"
  }

  private var undated: String {
    guard found.undated > 0, address.date == nil else { return "" }
    return "<p><a href=\"\(link("none"))\">\(Markup.escaped(phrases["undated"]))</a> "
      + "<span class=\"n\">\(phrases.grouped(found.undated))</span></p>"
  }
}
