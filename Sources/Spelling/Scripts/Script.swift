// SPDX-License-Identifier: GPL-2.0-or-later

/// A writing system, as far as the spelling of names is concerned.
@frozen public enum Script: UInt8, Sendable, CaseIterable {
  /// Latin letters.
  case latin = 0
  /// Arabic letters, with those of Persian, Urdu, Kurdish and the like.
  case arabic = 1
  /// Cyrillic letters.
  case cyrillic = 2
  /// Everything else: other scripts, digits, nothing at all.
  case other = 3

  /// The four-letter code of ISO 15924; `Zyyy` ("common") for `other`.
  public var code: String {
    switch self {
    case .latin: "Latn"
    case .arabic: "Arab"
    case .cyrillic: "Cyrl"
    case .other: "Zyyy"
    }
  }

  /// The script with this ISO 15924 code; nil when it is none of the four.
  public init?(code: String) {
    guard let script = Script.allCases.first(where: { $0.code == code }) else { return nil }
    self = script
  }
}
