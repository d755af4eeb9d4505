// SPDX-License-Identifier: GPL-2.0-or-later

/// Something of a data set that may be what was looked for, as both versions of the protocol write it.
struct Candidate: Encodable, Sendable {
  /// A kind of things.
  struct Kind: Encodable, Sendable, Hashable {
    var id: String
    var name: String
  }

  /// One of the things that a score is made of.
  struct Feature: Encodable, Sendable {
    enum Value: Encodable, Sendable {
      case number(Double)
      case flag(Bool)

      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        }
      }
    }
    var id: String
    var name: String
    var value: Value

    static func number(_ id: String, _ name: String, _ value: Double) -> Feature {
      Feature(id: id, name: name, value: .number((value * 100).rounded() / 100))
    }
  }

  var id: String
  var name: String
  var description: String
  var type: [Kind]
  /// From 0 to 100.
  var score: Double
  /// Whether it is sure enough to be taken without a look.
  var match = false
  var features: [Feature]
  /// Why, for the preview.
  var reason = ""

  enum CodingKeys: String, CodingKey {
    case id, name, description, type, score, match, features
  }
}

/// A property of what a data set holds.
struct DatasetProperty: Encodable, Sendable {
  var id: String
  var name: String
  var description: String?
}

/// Something of a data set, by its identifier.
struct DatasetItem: Sendable {
  var id: String
  var name: String
  var description: String
  var type: Candidate.Kind
  /// The values of each property by its identifier.
  var values: [String: [String]] = [:]
}

/// What OpenRefine can match against: a list of names, or the archive.
protocol ReconciliationSource: Sendable {
  /// What it is called.
  var title: String { get }
  var kinds: [Candidate.Kind] { get }
  var properties: [DatasetProperty] { get }
  /// Where one of its things is shown, with `{{id}}` for its identifier.
  var view: String { get }

  /// What may be each of some things looked for, the best first.
  func candidates(for queries: [ReconciliationQuery]) async throws -> [[Candidate]]
  /// What begins as typed, or has that identifier.
  func suggestions(for prefix: String, limit: Int) async throws -> [DatasetItem]
  /// The thing of an identifier; nil where there is none.
  func item(_ id: String) async throws -> DatasetItem?
}
