// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Hummingbird

extension Pages {
  /// The page that says what the index holds and what the last run did.
  func about(_ request: Request) async throws -> Response {
    let address = SearchAddress(try QueryItems(request))
    let phrases = phrases(for: request, address.language)
    let view = try await server.workers.run { worker in
      let index = try worker.index()
      return AboutView(
        statistics: try index.statistics(), report: try? RunReport(of: index.generation),
        failures: try index.failures(), address: address, phrases: phrases)
    }
    return page(
      templates.html("about", view.values), title: phrases["aboutTitle"], kind: "about", request,
      address, phrases)
  }
}

/// What the page about the index shows.
struct AboutView: Sendable {
  let statistics: IndexStatistics
  let report: RunReport?
  let failures: [IndexFailure]
  let address: SearchAddress
  let phrases: Phrases

  private static let failuresShown = 100

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
      "failures": failures.prefix(Self.failuresShown).map { failure -> Templates.Values in
        ["path": failure.path, "detail": failure.detail]
      },
      "more": failures.count > Self.failuresShown
        ? phrases.filled(
          "aboutMore", ["n": phrases.grouped(failures.count - Self.failuresShown)]) as Any : false,
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
