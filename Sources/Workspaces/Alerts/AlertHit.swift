// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
internal import GRDB

/// A new document in which an alert found something.
public struct AlertHit: Sendable, Identifiable, Encodable {
  /// The layout of this object.
  public var version = 1
  /// Its number: later hits have higher ones.
  public var id: Int64
  /// The name of the alert.
  public var alert: String
  /// The line of the name in its list; nil of a search.
  public var line: Int?
  /// The name that was found; nil of a search.
  public var name: String?
  /// When it was found, in UTC.
  public var found: String
  /// Whether the document was there before, with another text.
  public var isChange: Bool
  /// What names the document for good.
  public var document: String
  /// What the document is, and where it matches.
  public var content: Content

  /// What a document is, and where it matches.
  public struct Content: Sendable, Codable {
    public var title: String
    public var path: String
    public var id: String?
    public var date: String?
    public var language: String?
    public var type: String?
    public var author: String?
    public var host: String?
    /// The page of the passage, from 1.
    public var page: Int?
    public var passage: String
    /// What to light in the passage, in Unicode code points.
    public var highlights: [[Int]]
    /// The words that matched, as written.
    public var matched: [String]

    init(_ hit: Hit) {
      title = hit.title
      path = hit.path
      id = hit.id
      date = hit.date.map(Dates.iso)
      language = hit.language
      type = hit.type
      author = hit.author
      host = hit.host
      page = hit.page
      passage = hit.passage.text
      highlights = hit.passage.highlights.map { [$0.lowerBound, $0.upperBound] }
      matched = hit.matched.map(\.surface)
    }
  }

  static let columns = """
    hit.*, alert.name AS alertName,
    (SELECT name FROM name WHERE alert = hit.alert AND line = hit.line) AS listed
    """

  init?(row: Row) {
    guard let content: Content = Stored.value(of: row["content"]) else { return nil }
    self.content = content
    id = row["id"]
    alert = row["alertName"]
    let line: Int = row["line"]
    self.line = line == 0 ? nil : line
    name = row["listed"]
    found = row["found"]
    isChange = row["isChange"]
    document = row["document"]
  }

  enum CodingKeys: String, CodingKey {
    case version, alert, line, name, found, document, title, path, id, date, language, type, author
    case host, page, passage, highlights, matched
    case number = "hit"
    case isChange = "changed"
  }

  /// One flat object, all keys always there.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(version, forKey: .version)
    try container.encode(id, forKey: .number)
    try container.encode(alert, forKey: .alert)
    try container.encode(line, forKey: .line)
    try container.encode(name, forKey: .name)
    try container.encode(found, forKey: .found)
    try container.encode(isChange, forKey: .isChange)
    try container.encode(document, forKey: .document)
    try container.encode(content.title, forKey: .title)
    try container.encode(content.path, forKey: .path)
    try container.encode(content.id, forKey: .id)
    try container.encode(content.date, forKey: .date)
    try container.encode(content.language, forKey: .language)
    try container.encode(content.type, forKey: .type)
    try container.encode(content.author, forKey: .author)
    try container.encode(content.host, forKey: .host)
    try container.encode(content.page, forKey: .page)
    try container.encode(content.passage, forKey: .passage)
    try container.encode(content.highlights, forKey: .highlights)
    try container.encode(content.matched, forKey: .matched)
  }

  /// The columns of a table of hits.
  public static let tableColumns = [
    "hit", "alert", "line", "name", "found", "changed", "title", "date", "language", "path", "id",
    "page", "matched", "passage", "document",
  ]

  /// As a row of a table.
  public var cells: [String] {
    [
      "\(id)", alert, line.map(String.init) ?? "", name ?? "", found, "\(isChange)", content.title,
      content.date ?? "", content.language ?? "", content.path, content.id ?? "",
      content.page.map(String.init) ?? "", content.matched.joined(separator: "; "),
      content.passage, document,
    ]
  }
}
