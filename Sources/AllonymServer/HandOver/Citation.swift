// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird

/// What a citation of a document tells, in the formats that programs for literature read.
struct Citation: Sendable {
  var title: String
  var author: String?
  /// As `2024-12-08`.
  var date: String?
  var language: String?
  var host: String?
  var path: String
  var id: String?
  /// The page cited.
  var page: Int?
  /// The address of the document.
  var address: String?
  var abstract: String?
  var note: String?

  /// An entry of BibLaTeX. Braces and backslashes would be read as commands.
  func bibTeX(named name: String) -> String {
    func field(_ name: String, _ value: String?) -> String {
      guard let value, !value.isEmpty else { return "" }
      var text = ""
      for scalar in value.unicodeScalars {
        switch scalar {
        case "\\": text += "\\textbackslash{}"
        case "{", "}", "%", "&", "#", "$", "_": text += "\\" + String(scalar)
        case _ where scalar.value < 0x20: text += " "
        default: text.unicodeScalars.append(scalar)
        }
      }
      return "  \(name) = {\(text)},\n"
    }
    // Addresses are taken as they are, and ours have no sign that would end them.
    let url = address.map { "  url = {\($0)},\n" } ?? ""
    return "@misc{\(name),\n" + field("title", title) + field("author", author)
      + field("date", date) + field("langid", language) + field("organization", host)
      + field("howpublished", path) + field("pages", page.map(String.init)) + url
      + field("abstract", abstract) + field("annotation", note) + "}\n\n"
  }

  /// An entry of RIS.
  var ris: String {
    func line(_ tag: String, _ value: String?) -> String {
      guard let value, !value.isEmpty else { return "" }
      let text = String(
        String.UnicodeScalarView(value.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
      return "\(tag)  - \(text)\r\n"
    }
    return "TY  - GEN\r\n" + line("TI", title) + line("AU", author)
      + line("DA", date?.replacing("-", with: "/")) + line("LA", language) + line("PB", host)
      + line("SP", page.map(String.init)) + line("UR", address) + line("L1", path)
      + line("ID", id) + line("AB", abstract) + line("N1", note) + "ER  - \r\n\r\n"
  }
}

/// The citation of one document as a file.
struct CitationAnswer: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  /// The file, of the format and the page that the request names.
  func response(_ request: Request, _ key: DocumentKey) async throws -> Response {
    let items = try API.items(request, ["format", "page"])
    let page = try API.number(items, "page", 1...1_000_000, usual: 0)
    let text = items["format"] ?? "ris"
    guard let format = ExportFormat(rawValue: text), [.ris, .bibtex].contains(format) else {
      throw Problem(.badRequest, "'\(text)' is none of bibtex and ris.")
    }
    guard let document = try await server.workers.run({ try $0.index().document(key) }) else {
      throw Problem.noDocument
    }
    let review = try await server.reviews(of: [key], request)[key]
    let stored = document.stored
    let citation = Citation(
      title: stored.title, author: stored.author, date: stored.date.map(Dates.iso),
      language: stored.language, host: stored.host, path: stored.path, id: stored.id,
      page: page > 0 ? page : nil,
      address: AtomFeed.address(of: request) + "/d/\(key)?v=\(document.contentPrint.prefix(8))",
      note: review?.note)
    return Response(
      status: .ok,
      headers: [
        .contentType: format.type.media,
        .contentDisposition: "attachment; filename=\"document.\(format.type.ending)\"",
      ],
      body: .init(
        byteBuffer: .init(
          string: format == .ris
            ? citation.ris : citation.bibTeX(named: "document\(document.contentPrint.prefix(8))"))))
  }
}
