// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// The tools of assistants.
enum AssistantTools: String, CaseIterable, Sendable {
  case search
  case spellings
  case matchNames = "match_names"
  case readDocument = "read_document"
  case facets

  /// All tools as the protocol describes them.
  ///
  /// - Parameter lists: the names of the lists that are served.
  static func all(lists: [String]) -> JSONValue {
    .array(allCases.map { $0.description(lists) })
  }

  private func description(_ lists: [String]) -> JSONValue {
    let properties = properties(lists)
    return [
      "name": .string(rawValue), "title": .string(title), "description": .string(purpose),
      "inputSchema": [
        "type": "object", "properties": .object(properties),
        "required": .array(required.map { .string($0) }), "additionalProperties": false,
      ],
      "annotations": [
        "title": .string(title), "readOnlyHint": true, "destructiveHint": false,
        "idempotentHint": true, "openWorldHint": false,
      ],
    ]
  }

  private var title: String {
    switch self {
    case .search: "Search the archive"
    case .spellings: "Spellings of a name"
    case .matchNames: "Match names"
    case .readDocument: "Read a document"
    case .facets: "Count by language, type, year"
    }
  }

  private var purpose: String {
    switch self {
    case .search:
      "Finds documents. A name is found in all spellings and scripts: Hmeimim also finds Khmeimim, حميميم and Хмеймим. "
        + "Words side by side, \"a phrase\", AND OR NOT, NEAR, prefix*, =exact, title:word. Answers with total, and for "
        + "each hit its id, title, date, path and the passage that matches."
    case .spellings:
      "Tells in which spellings the archive has a name, in how many documents each, and why it is taken for the same."
    case .matchNames:
      "Tells which names of a list are the same person, place or body as some names, however they are spelled, with a "
        + "score from 0 to 1 and the reason; from 0.5 on they are more likely the same than not."
    case .readDocument:
      "Reads a part of a document by its id. With a query, and no start, it begins a little before the first match."
    case .facets:
      "Counts the documents that a query finds by language, type of file, year, web site or author."
    }
  }

  var required: [String] {
    switch self {
    case .search: ["query"]
    case .spellings: ["name"]
    case .matchNames: ["names"]
    case .readDocument: ["id"]
    case .facets: ["query", "facet"]
    }
  }

  private static func text(_ description: String) -> JSONValue {
    ["type": "string", "description": .string(description)]
  }

  private static func number(_ range: ClosedRange<Int>, _ description: String) -> JSONValue {
    [
      "type": "integer", "minimum": .integer(range.lowerBound),
      "maximum": .integer(range.upperBound),
      "description": .string(description),
    ]
  }

  private static func choice(_ values: [String], _ description: String) -> JSONValue {
    [
      "type": "string", "enum": .array(values.map { .string($0) }),
      "description": .string(description),
    ]
  }

  private static func texts(_ range: ClosedRange<Int>, _ description: String) -> JSONValue {
    [
      "type": "array", "items": ["type": "string"], "minItems": .integer(range.lowerBound),
      "maxItems": .integer(range.upperBound), "description": .string(description),
    ]
  }

  static let hits = 1...20
  static let forms = 1...100
  static let names = 1...100
  static let others = 1...1000
  static let matches = 1...20
  static let length = 1...20_000
  static let values = 1...100
  private static let positions = 0...Int(Int32.max)

  /// What the tool takes, by name.
  func properties(_ lists: [String]) -> [String: JSONValue] {
    let spellings = Self.choice(
      ["strict", "wide", "off"],
      "strict unless told; wide also finds less likely spellings, off none")
    let filters = [
      "language": Self.text("Only this language, by its code, such as ar"),
      "type": Self.text("Only this type of file, such as pdf"),
      "date": Self.text("Only these days, such as 2024 or 2024-01..2024-06"),
    ]
    switch self {
    case .search:
      return filters.merging([
        "query": Self.text("What to look for"), "spellings": spellings,
        "limit": Self.number(Self.hits, "How many hits, 5 unless told"),
        "after": Self.text("To go on: what the former answer has as next"),
      ]) { first, _ in first }
    case .spellings:
      return [
        "name": Self.text("The name, in any one spelling"),
        "wide": ["type": "boolean", "description": "Whether to tell less likely spellings, too"],
        "limit": Self.number(Self.forms, "How many spellings of each word, 20 unless told"),
      ]
    case .matchNames:
      var properties = [
        "names": Self.texts(Self.names, "The names to look for"),
        "against": Self.texts(Self.others, "The names to look in"),
        "limit": Self.number(Self.matches, "How many matches of each, 3 unless told"),
      ]
      if !lists.isEmpty {
        properties["list"] = Self.choice(lists, "The list to look in, instead of against")
      }
      return properties
    case .readDocument:
      return [
        "id": Self.text("The id of a hit"),
        "start": Self.number(
          Self.positions, "Where to begin, in characters; the former answer's next goes on"),
        "length": Self.number(Self.length, "How many characters, 4000 unless told"),
        "page": Self.number(1...1_000_000, "The page to begin with, instead of start"),
        "query": Self.text("To begin at its first match, and count the matches"),
      ]
    case .facets:
      return filters.merging([
        "query": Self.text("What to look for"), "spellings": spellings,
        "facet": Self.choice(SearchAddress.facets.map(\.rawValue), "What to count by"),
        "limit": Self.number(Self.values, "How many values, 20 unless told"),
      ]) { first, _ in first }
    }
  }
}

/// What a tool was given.
struct ToolArguments: Sendable {
  private let members: [String: JSONValue]

  /// Takes arguments.
  ///
  /// - Throws: a problem where one is missing, or is not known: it would be passed over in silence.
  init(_ value: JSONValue, of tool: AssistantTools) throws {
    guard case .object(let members) = value else {
      throw Problem(.badRequest, "arguments is an object.")
    }
    self.members = members.filter { $0.value != .null }
    let known = tool.properties([""]).keys
    if let other = self.members.keys.sorted().first(where: { !known.contains($0) }) {
      throw Problem(
        .badRequest,
        "\(tool.rawValue) takes no '\(other.prefix(60))': there are \(known.sorted().joined(separator: ", "))."
      )
    }
    if let missing = tool.required.first(where: { self.members[$0] == nil }) {
      throw Problem(.badRequest, "\(tool.rawValue) needs \(missing).")
    }
  }

  /// A text; nil where there is none.
  func text(_ name: String) throws -> String? {
    guard let value = members[name] else { return nil }
    guard let text = value.text else { throw Problem(.badRequest, "\(name) is a text.") }
    return text.allSatisfy(\.isWhitespace) ? nil : text
  }

  /// A text that must be there.
  func needed(_ name: String) throws -> String {
    guard let text = try text(name) else { throw Problem(.badRequest, "\(name) is empty.") }
    return text
  }

  /// A number; `usual` where there is none.
  func number(_ name: String, _ range: ClosedRange<Int>, usual: Int) throws -> Int {
    guard let value = members[name] else { return usual }
    guard let number = value.int, range.contains(number) else {
      throw Problem(
        .badRequest, "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  func flag(_ name: String) throws -> Bool {
    switch members[name] {
    case nil: return false
    case .bool(let flag)?: return flag
    default: throw Problem(.badRequest, "\(name) is true or false.")
    }
  }

  /// Several texts; nil where there are none.
  func texts(_ name: String, _ range: ClosedRange<Int>) throws -> [String]? {
    guard let value = members[name] else { return nil }
    guard case .array(let values) = value, range.contains(values.count),
      case let texts = values.compactMap(\.text), texts.count == values.count
    else {
      throw Problem(
        .badRequest, "\(name) is a list of \(range.lowerBound) to \(range.upperBound) texts.")
    }
    return texts
  }

  func has(_ name: String) -> Bool { members[name] != nil }
}
