// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import HTTPTypes
import Hummingbird
import Workspaces

/// How hits are written out.
enum ExportFormat: String, CaseIterable, Sendable {
  case csv, jsonl, bibtex, ris

  /// As people know it.
  var name: String {
    switch self {
    case .csv: "CSV"
    case .jsonl: "JSON Lines"
    case .bibtex: "BibTeX"
    case .ris: "RIS"
    }
  }

  /// The media type, and the ending of a file's name.
  var type: (media: String, ending: String) {
    switch self {
    case .csv: ("text/csv; charset=utf-8", "csv")
    case .jsonl: ("application/x-ndjson", "jsonl")
    case .bibtex: ("application/x-bibtex; charset=utf-8", "bib")
    case .ris: ("application/x-research-info-systems; charset=utf-8", "ris")
    }
  }
}

/// All hits of a search as one file, however many.
struct SearchExport: Sendable {
  let server: Server

  init(_ server: Server) { self.server = server }

  /// So many hits go to a worker at once, so that searches come in between.
  private static let share = 100

  /// The file. The hits are those of one moment: what is deleted while it is written is left out, and has no rank.
  func response(_ address: SearchAddress, _ request: Request) async throws -> Response {
    let text = try QueryItems(request)["format"] ?? "csv"
    guard let format = ExportFormat(rawValue: text) else {
      throw Problem(.badRequest, "'\(text)' is none of csv, jsonl, bibtex and ris.")
    }
    if let remark = address.remarks.first { throw Problem(.badRequest, remark) }
    let address = try await server.reviewed(address, request)
    let stream = try LineStream(server)
    let options = address.options
    let query = address.query
    let (list, generation) = try await server.workers.run { worker in
      let index = try worker.index()
      do {
        return (try index.rankedList(of: query, options: options), index.generation.number)
      } catch { throw Problem(error, query: query) }
    }
    let headers: HTTPFields = [
      .contentType: format.type.media,
      .contentDisposition: "attachment; filename=\"hits.\(format.type.ending)\"",
    ]
    return stream.response(headers) { write in
      if format == .csv { try await write(CSVLine.encoded(HitRecord.columns)) }
      for start in stride(from: 0, to: list.count, by: Self.share) {
        let hits = try await server.workers.run(seconds: 60) { worker in
          try worker.index(ofGeneration: generation)
            .hits(of: list, in: start..<min(start + Self.share, list.count))
        }
        let reviews = try await server.reviews(of: hits.map(\.key), request)
        try await write(hits.map { HitRecord($0, reviews[$0.key]).text(format) }.joined())
      }
    }
  }
}

/// The object of a hit with what was noted of its document.
private struct ReviewedHit: Encodable {
  let hit: HitJSON
  let review: DocumentReview?

  private enum CodingKeys: CodingKey { case seen, starred, note }

  func encode(to encoder: any Encoder) throws {
    try hit.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(review?.isSeen ?? false, forKey: .seen)
    try container.encode(review?.isStarred ?? false, forKey: .starred)
    try container.encode(review?.note ?? "", forKey: .note)
  }
}

/// A hit in each of the formats.
struct HitRecord {
  private let hit: Hit
  private let key: DocumentKey
  private let reasons: [MatchReason]
  /// What the person who asks noted of the document.
  private let review: DocumentReview?

  init(_ listed: ListedHit, _ review: DocumentReview? = nil) {
    self.review = review
    hit = listed.hit
    key = listed.key
    reasons = listed.reasons
  }

  static let columns = [
    "rank", "score", "title", "date", "language", "type", "author", "host", "path", "id", "page",
    "duplicates", "matches", "matched", "passage", "document",
    "seen", "starred", "note",
  ]

  func text(_ format: ExportFormat) -> String {
    switch format {
    case .csv: CSVLine.encoded(cells)
    case .jsonl:
      JSONLine.encoded(ReviewedHit(hit: HitJSON(hit, reasons, key: key), review: review))
    case .bibtex: citation.bibTeX(named: "hit\(hit.rank)")
    case .ris: citation.ris
    }
  }

  private var date: String? { hit.date.map(Dates.iso) }

  private var cells: [String] {
    [
      "\(hit.rank)", "\((hit.score * 10_000).rounded() / 10_000)", hit.title, date ?? "",
      hit.language ?? "", hit.type ?? "", hit.author ?? "", hit.host ?? "", hit.path, hit.id ?? "",
      hit.page.map(String.init) ?? "", "\(hit.duplicates)", "\(hit.matchCount)",
      hit.matched.map(\.surface).joined(separator: "; "), hit.passage.text, key.description,
      review?.isSeen == true ? "yes" : "no", review?.isStarred == true ? "yes" : "no",
      review?.note ?? "",
    ]
  }

  private var citation: Citation {
    Citation(
      title: hit.title, author: hit.author, date: date, language: hit.language, host: hit.host,
      path: hit.path, id: hit.id, page: hit.page, abstract: hit.passage.text, note: review?.note)
  }
}
