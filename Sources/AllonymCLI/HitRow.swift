// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// A hit as a row of a table or a line of JSON, or a query without one.
struct HitRow: Encodable {
  var queryLine: Int?
  var query: String
  var total: Int?
  var rank: Int?
  var score: Double?
  var id: String?
  var path: String?
  var title: String?
  var language: String?
  var date: String?
  var page: Int?
  var line: Int?
  var offset: Int?
  var matched: [String] = []
  var passage: String?
  /// Whether the row ends with the path.
  var isBrief = false

  enum CodingKeys: String, CodingKey, CaseIterable {
    case queryLine, query, total, rank, score, id, path, title, language, date, page, line, offset
    case matched, passage
  }

  /// The keys of a row that tells where a hit is and nothing of what it holds.
  private static let briefKeys: [CodingKeys] = [.queryLine, .query, .rank, .score, .id, .path]

  /// The names of the columns.
  static func columns(isBrief: Bool) -> [String] {
    (isBrief ? briefKeys : CodingKeys.allCases).map(\.rawValue)
  }

  /// A query without a hit.
  init(query: String, line: Int?, total: Int?, isBrief: Bool) {
    self.query = query
    queryLine = line
    self.total = total
    self.isBrief = isBrief
  }

  init(_ hit: Hit, query: String, line: Int?, total: Int?, isBrief: Bool) {
    self.init(query: query, line: line, total: total, isBrief: isBrief)
    rank = hit.rank
    score = (hit.score * 10000).rounded() / 10000
    id = hit.id
    path = hit.path
    guard !isBrief else { return }
    title = hit.title
    language = hit.language
    date = hit.date.map(Dates.iso)
    page = hit.page
    self.line = hit.line
    offset = hit.offset
    matched = hit.matched.map(\.surface)
    passage = hit.passage.text
  }

  /// All keys are always there, so that programs need not ask.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(always: queryLine, forKey: .queryLine)
    try container.encode(query, forKey: .query)
    try container.encode(always: rank, forKey: .rank)
    try container.encode(always: score, forKey: .score)
    try container.encode(always: id, forKey: .id)
    try container.encode(always: path, forKey: .path)
    guard !isBrief else { return }
    try container.encode(always: total, forKey: .total)
    try container.encode(always: title, forKey: .title)
    try container.encode(always: language, forKey: .language)
    try container.encode(always: date, forKey: .date)
    try container.encode(always: page, forKey: .page)
    try container.encode(always: line, forKey: .line)
    try container.encode(always: offset, forKey: .offset)
    try container.encode(matched, forKey: .matched)
    try container.encode(always: passage, forKey: .passage)
  }

  /// The row as cells of a table.
  var cells: [String] {
    (isBrief ? Self.briefKeys : CodingKeys.allCases).map(cell)
  }

  private func cell(_ key: CodingKeys) -> String {
    func text(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
    return switch key {
    case .queryLine: text(queryLine)
    case .query: query
    case .total: text(total)
    case .rank: text(rank)
    case .score: text(score)
    case .id: id ?? ""
    case .path: path ?? ""
    case .title: title ?? ""
    case .language: language ?? ""
    case .date: date ?? ""
    case .page: text(page)
    case .line: text(line)
    case .offset: text(offset)
    case .matched: matched.joined(by: "; ")
    case .passage: passage ?? ""
    }
  }
}

/// A value, or null. To encode an optional as such takes several times as long as the value.
extension KeyedEncodingContainer {
  fileprivate mutating func encode(always value: String?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try encodeNil(forKey: key) }
  }

  fileprivate mutating func encode(always value: Int?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try encodeNil(forKey: key) }
  }

  fileprivate mutating func encode(always value: Double?, forKey key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try encodeNil(forKey: key) }
  }
}
