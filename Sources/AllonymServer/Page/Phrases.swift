// SPDX-License-Identifier: GPL-2.0-or-later

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the pages say, in one language.
struct Phrases: Sendable {
  /// The language's code.
  let code: String
  /// The phrases by name, in which `{n}` and the like stand for values.
  let texts: [String: String]

  /// The languages that there are, the first where none is asked for.
  static let codes = ["en", "ar", "ru"]

  /// Reads the phrases of a language.
  init(_ code: String) throws {
    self.code = code
    texts = try ["", "alerts."].reduce(into: [:]) { texts, part in
      let bytes = ServerFiles.bytes("\(part)\(code).json")
      let more = try JSONDecoder().decode([String: String].self, from: Data(bytes))
      texts.merge(more) { $1 }
    }
  }

  /// How the language is written: `ltr` or `rtl`.
  var direction: String { code == "ar" ? "rtl" : "ltr" }

  /// A phrase, or its name where there is none.
  subscript(name: String) -> String { texts[name] ?? name }

  /// A phrase with values.
  func filled(_ name: String, _ values: [String: String]) -> String {
    values.reduce(self[name]) { $0.replacing("{\($1.key)}", with: $1.value) }
  }

  /// A phrase with a number, in the form that the language has for it.
  func counted(_ name: String, _ number: Int) -> String {
    filled("\(name).\(category(number))", ["n": grouped(number)])
  }

  /// A number as people read it.
  func grouped(_ number: Int) -> String {
    let digits = String(abs(number))
    let separator = code == "ru" ? "\u{00A0}" : ","
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += separator }
      text.append(digit)
    }
    return number < 0 ? "-" + text : text
  }

  /// The plural category of a number by Unicode's rules (https://cldr.unicode.org/index/cldr-spec/plural-rules).
  private func category(_ number: Int) -> String {
    let (ones, tens) = (number % 10, number % 100)
    switch code {
    case "ru":
      if ones == 1, tens != 11 { return "one" }
      return (2...4).contains(ones) && !(12...14).contains(tens) ? "few" : "many"
    case "ar":
      switch number {
      case 0: return "zero"
      case 1: return "one"
      case 2: return "two"
      default: break
      }
      if (3...10).contains(tens) { return "few" }
      return (11...99).contains(tens) ? "many" : "other"
    default: return number == 1 ? "one" : "other"
    }
  }

  /// The name of a value of a facet.
  func name(of value: String, in facet: String) -> String {
    switch facet {
    case "language": texts["lang.\(value)"] ?? value
    case "type": value.uppercased()
    default: value
    }
  }

  /// The language that a browser asks for, by its header `Accept-Language`.
  static func wanted(by header: String?) -> String {
    var best = (code: codes[0], weight: 0.0)
    for part in (header ?? "").split(separator: ",") {
      let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let tag = pieces.first else { continue }
      let code = String(tag.prefix { $0 != "-" }).lowercased()
      let weight = pieces.dropFirst().first.flatMap { Double(String($0.dropFirst(2))) } ?? 1
      if codes.contains(code), weight > best.weight { best = (code, weight) }
    }
    return best.code
  }
}
