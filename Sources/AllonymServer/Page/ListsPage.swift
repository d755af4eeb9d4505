// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird
import Workspaces

extension Pages {
  /// The page that takes a list.
  func lists(_ request: Request) -> Response {
    let items = (try? QueryItems(request)) ?? QueryItems()
    var address = SearchAddress()
    address.language = items["lang"]
    let phrases = phrases(for: request, address.language)
    return page(
      templates.html("lists", ["t": phrases.texts, "code": phrases.code]),
      title: phrases["listsTitle"], kind: "lists", request, address, phrases)
  }

  /// Looks for all names of a list, and answers as it goes.
  func runLists(_ request: Request) async throws -> Response {
    let body = try await request.body.collect(upTo: server.settings.limits.body)
    let form = try UploadedForm(
      Array(buffer: body), type: request.headers[.contentType] ?? "")
    var text = form.bytes("file")
    if text.isEmpty { text = form.bytes("names") }
    let table = try NameTable(
      text, column: form.text("column"), isTable: form.fileName.lowercased().hasSuffix(".csv"))
    guard !table.names.isEmpty else {
      throw Problem(.badRequest, "The list has no names: paste some, or choose a file.")
    }
    let run = ListRun(server: server, table: table)
    switch form.text("format") {
    case "csv":
      return try run.response(
        "text/csv; charset=utf-8", name: "names.csv", [CSVLine.encoded(FoundName.columns)]
      ) {
        CSVLine.encoded($0.cells)
      }
    case "jsonl":
      return try run.response("application/x-ndjson", name: "names.jsonl") { JSONLine.encoded($0) }
    default:
      var address = SearchAddress()
      address.language = form.text("lang").isEmpty ? nil : form.text("lang")
      return try listsPage(request, run, address)
    }
  }

  private func listsPage(
    _ request: Request, _ run: ListRun, _ address: SearchAddress
  ) throws -> Response {
    let phrases = phrases(for: request, address.language)
    // The page around what comes one by one.
    let gap = "\u{E000}"
    let html = layout(
      gap, title: phrases["listsTitle"], kind: "lists", request, address, phrases)
    guard let cut = html.firstRange(of: gap) else {
      throw Problem(.internalServerError, "The page has no place for the list.")
    }
    let rows = ListRows(phrases: phrases, address: address)
    return try run.response(
      "text/html; charset=utf-8", name: nil,
      [String(html[..<cut.lowerBound]) + rows.head],
      tail: { rows.tail($0) + String(html[cut.upperBound...]) },
      line: rows.row)
  }
}

/// The table of names found.
struct ListRows: Sendable {
  let phrases: Phrases
  let address: SearchAddress

  private func say(_ name: String) -> String { Markup.escaped(phrases[name]) }

  var head: String {
    let columns = ["listsName", "count", "listsFoundAs", "listsPassage"].map {
      "<th scope=\"col\">\(say($0))</th>"
    }.joined()
    return "<main id=\"main\" tabindex=\"-1\"><h1>\(say("listsTitle"))</h1>"
      + "<div class=\"wide\"><table class=\"names\"><thead><tr>\(columns)</tr></thead><tbody>\n"
  }

  func row(_ found: FoundName) -> String {
    let name = Markup.escaped(found.name)
    guard found.documents > 0 else {
      let why = found.error.map(Markup.escaped) ?? say("listsNone")
      return "<tr class=\"none\"><th scope=\"row\"><bdi>\(name)</bdi></th><td>0</td>"
        + "<td colspan=\"2\">\(why)</td></tr>\n"
    }
    let search = Markup.escaped(
      address.changed { $0.query = "\"\(found.name.replacing("\"", with: " "))\"" }.link)
    let forms = found.foundAs.map { "<bdi>\(Markup.escaped($0))</bdi>" }.joined(separator: ", ")
    let language = found.language.map { " lang=\"\(Markup.escaped($0))\"" } ?? ""
    let title =
      "<a href=\"/d/\(found.document ?? "")\"><bdi>\(Markup.escaped(found.title ?? ""))</bdi></a>"
    return "<tr><th scope=\"row\"><a href=\"\(search)\"><bdi>\(name)</bdi></a></th>"
      + "<td>\(phrases.grouped(found.documents))</td><td>\(forms)</td>"
      + "<td>\(title)<br><span dir=\"auto\"\(language)>\(found.marked)</span></td></tr>\n"
  }

  func tail(_ counts: ListRun.Counts) -> String {
    let done = phrases.filled(
      "listsDone",
      ["found": phrases.grouped(counts.found), "all": phrases.grouped(counts.all)])
    return "</tbody></table></div><p role=\"status\"><strong>\(Markup.escaped(done))</strong></p>"
      + "<p><a href=\"/lists\(Pages.suffix(language: address.language))\">\(say("listsAgain"))</a></p></main>\n"
  }
}

/// A list that is looked for name by name.
struct ListRun: Sendable {
  let server: Server
  let table: NameTable

  /// How many names there were, and how many of them were found.
  struct Counts: Sendable {
    var all = 0
    var found = 0
  }

  /// So many names go to a worker at once, so that searches come in between.
  private static let share = 16

  /// Answers line by line.
  ///
  /// - Parameters:
  ///   - name: of the file that it is to be saved as; nil for a page.
  ///   - head: what comes first.
  ///   - tail: what comes last.
  func response(
    _ type: String, name: String?, _ head: [String] = [],
    tail: @escaping @Sendable (Counts) -> String = { _ in "" },
    line: @escaping @Sendable (FoundName) -> String
  ) throws -> Response {
    var headers: HTTPFields = [.contentType: type]
    if let name { headers[.contentDisposition] = "attachment; filename=\"\(name)\"" }
    let stream = try LineStream(server)
    return stream.response(headers) { write in
      if let head = head.first { try await write(head) }
      var counts = Counts(all: table.names.count)
      for start in stride(from: 0, to: table.names.count, by: Self.share) {
        let names = table.names[start..<min(start + Self.share, table.names.count)]
        let found = try await server.workers.run(seconds: 600) { worker in
          let index = try worker.index()
          return try names.map { try FoundName($0, in: index, with: worker) }
        }
        counts.found += found.count { $0.documents > 0 }
        try await write(found.map(line).joined())
      }
      for number in table.broken where name != nil && type == "application/x-ndjson" {
        try await write("{\"version\":1,\"line\":\(number),\"error\":\"The line is not UTF-8.\"}\n")
      }
      try await write(tail(counts))
    }
  }
}
