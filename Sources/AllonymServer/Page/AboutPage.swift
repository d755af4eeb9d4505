// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Hummingbird

extension Pages {
  /// The page that tells what the index holds and what the last run did.
  func about(_ request: Request) async throws -> Response {
    let address = SearchAddress(try QueryItems(request))
    let phrases = phrases(for: request, address.language)
    let (statistics, generation) = try await server.workers.run { worker in
      let index = try worker.index()
      return (try index.statistics(), index.generation)
    }
    let (report, failed) = try await Blocking.run {
      (
        try? RunReport(of: generation),
        FailedFiles(of: generation, maximum: AboutView.failuresShown)
      )
    }
    let view = AboutView(
      statistics: statistics, report: report, failed: failed, address: address, phrases: phrases)
    return page(
      templates.html("about", view.values), title: phrases["aboutTitle"], kind: "about", request,
      address, phrases)
  }
}

/// What the page about the index shows.
struct AboutView {
  let statistics: IndexStatistics
  let report: RunReport?
  let failed: FailedFiles
  let address: SearchAddress
  let phrases: Phrases

  static let failuresShown = 100

  var values: Templates.Values {
    var values: Templates.Values = [
      "t": phrases.texts, "languagesTitle": phrases["facet.language"],
      "facts": facts(
        [
          ("count", phrases.grouped(statistics.documents)),
          ("aboutWords", phrases.grouped(statistics.words)),
          ("aboutText", Self.bytes(statistics.textBytes)),
          ("aboutSize", Self.bytes(statistics.bytes.values.reduce(0, +))),
          ("aboutBuilt", statistics.created),
          ("aboutSources", statistics.sources.joined(separator: ", ")),
        ]),
      "languages": statistics.languages.largestFirst.map { language -> Templates.Values in
        [
          "name": phrases.name(of: language.key, in: "language"),
          "count": phrases.grouped(language.value),
          "href": address.changed { $0.query = "lang:\(language.key)" }.link,
        ]
      },
      "report": false,
    ]
    if let report { values["report"] = self.report(report) }
    return values
  }

  private func facts(_ facts: [(String, String)]) -> [Templates.Values] {
    facts.map { ["name": phrases[$0.0], "value": $0.1] }
  }

  private func report(_ report: RunReport) -> Templates.Values {
    let outcomes = RunReport.Outcome.allCases.filter { report.count($0) > 0 }.map {
      ("fate.\($0.rawValue)", phrases.grouped(report.count($0)))
    }
    var reasons: [Templates.Values] = []
    for outcome in RunReport.Outcome.allCases {
      for kinds in [report.reasons, report.partReasons] {
        for reason in (kinds[outcome.rawValue] ?? [:]).largestFirst {
          reasons.append([
            "fate": phrases["fate.\(outcome.rawValue)"], "reason": reason.key,
            "count": phrases.grouped(reason.value),
          ])
        }
      }
    }
    return [
      "facts": facts([("date", report.started)] + outcomes), "hasReasons": !reasons.isEmpty,
      "reasons": reasons,
      "failures": failed.files.map { file -> Templates.Values in
        ["path": file.path, "detail": file.detail]
      },
      "more": failed.count > failed.files.count
        ? phrases.filled(
          "aboutMore", ["n": phrases.grouped(failed.count - failed.files.count)]) as Any : false,
    ]
  }

  /// A number of bytes as people read it.
  static func bytes(_ count: Int) -> String {
    var value = Double(count)
    for unit in ["B", "kB", "MB", "GB"] {
      if value < 1000 {
        return "\(unit == "B" ? "\(count)" : "\((value * 10).rounded() / 10)") \(unit)"
      }
      value /= 1000
    }
    return "\((value * 10).rounded() / 10) TB"
  }
}
