// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// How a cell shows its number. Source: ECMA-376 part 1, "Number Formats".
enum ExcelFormat: Equatable {
  /// As it is written in the file.
  case plain
  /// As a day, as a time of day, or both.
  case date(hasDay: Bool, hasTime: Bool)
  /// As hundredths, with so many digits behind the point.
  case percent(Int)
  /// Zeros stand for its digits, other signs for themselves: `00000`, `000-00-0000`.
  case digits(String)

  /// The format that a code describes.
  init(code: String) {
    let plain = Self.withoutQuotations(String(code.prefix { $0 != ";" })).lowercased()
    let hasTime = plain.contains("h") || plain.contains("s")
    let hasDay = plain.contains("y") || plain.contains("d")
    let isGeneral = plain.contains("general")
    if !isGeneral && (hasDay || hasTime) {
      self = .date(hasDay: hasDay, hasTime: hasTime)
    } else if plain.contains("%") {
      let decimals = plain.split(separator: ".", maxSplits: 1).dropFirst().first ?? ""
      self = .percent(decimals.count { $0 == "0" })
    } else if plain.count(where: { $0 == "0" }) > 1,
      plain.allSatisfy({ "0 -()/".contains($0) })
    {
      self = .digits(plain)
    } else {
      self = .plain
    }
  }

  /// The formats that every workbook has; nil for those that are plain.
  static func builtIn(_ id: Int) -> ExcelFormat? {
    switch id {
    case 9: .percent(0)
    case 10: .percent(2)
    case 14...17: .date(hasDay: true, hasTime: false)
    case 18...21, 45...47: .date(hasDay: false, hasTime: true)
    case 22: .date(hasDay: true, hasTime: true)
    default: nil
    }
  }

  /// What is shown of a number that is written in the file.
  ///
  /// - Parameter epoch: the number of 1970-01-01.
  func shown(_ written: String, epoch: Int) -> String {
    guard self != .plain, let number = Double(written), number.magnitude < 1e15 else {
      return written
    }
    switch self {
    case .plain: return written
    case .date(let hasDay, let hasTime):
      guard number >= 0, number < 4_000_000 else { return written }
      // Excel counts in days; what is left of a second is lost in its arithmetic.
      let seconds = Int((number * 86_400).rounded())
      let day = Day(sinceEpoch: seconds / 86_400 - epoch).description
      let time = Self.time(seconds % 86_400)
      return hasDay ? hasTime ? "\(day) \(time)" : day : Self.time(seconds)
    case .percent(let decimals):
      return Self.rounded(number * 100, decimals) + "%"
    case .digits(let pattern):
      guard number >= 0, number == number.rounded() else { return written }
      return Self.filled(pattern, with: String(Int(number)))
    }
  }

  private static func time(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let minutes = "\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
    return seconds % 60 == 0 ? minutes : "\(minutes):\(two(seconds % 60))"
  }

  private static func rounded(_ number: Double, _ decimals: Int) -> String {
    var power = 1
    for _ in 0..<min(decimals, 9) { power *= 10 }
    let scaled = (number * Double(power)).rounded()
    guard scaled.magnitude < 1e15 else { return "\(number)" }
    let whole = Int(scaled.magnitude)
    let sign = scaled < 0 ? "-" : ""
    if power == 1 { return sign + String(whole) }
    let rest = String(whole % power)
    let zeros = String(repeating: "0", count: min(decimals, 9) - rest.utf8.count)
    return "\(sign)\(whole / power).\(zeros)\(rest)"
  }

  /// The digits in the places of zeros, from the right; more digits than places go before.
  private static func filled(_ pattern: String, with digits: String) -> String {
    var left = Array(digits)
    var shown: [Character] = []
    for sign in pattern.reversed() { shown.append(sign == "0" ? left.popLast() ?? "0" : sign) }
    return String(left) + String(shown.reversed())
  }

  /// A code without literal text and colours; what stands for hours that go on is kept.
  private static func withoutQuotations(_ code: String) -> String {
    var plain = ""
    var closing: Character?
    var isEscaped = false
    var quoted = ""
    for character in code {
      if let end = closing {
        if character != end {
          quoted.append(character)
          continue
        }
        closing = nil
        // [h]:mm counts hours beyond a day.
        if end == "]", quoted.allSatisfy({ "hHmMsS".contains($0) }) { plain += quoted }
      } else if isEscaped {
        isEscaped = false
      } else if character == "\"" || character == "[" {
        closing = character == "[" ? "]" : "\""
        quoted = ""
      } else if character == "\\" || character == "_" || character == "*" {
        isEscaped = true
      } else {
        plain.append(character)
      }
    }
    return plain
  }
}

/// How the cells of a workbook show their numbers, by the numbers of their styles.
final class ExcelStyles: XMLEvents {
  /// The formats of the styles that are not plain.
  private(set) var formats: [Int: ExcelFormat] = [:]
  private var codes: [Int: ExcelFormat] = [:]
  private var isInStyles = false
  private var style = 0

  func start(_ name: String, attributes: [String: String]) {
    switch name {
    case "numFmt":
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
      codes[id] = ExcelFormat(code: attributes["formatCode"] ?? "")
    case "cellXfs":
      isInStyles = true
    case "xf" where isInStyles:
      if let id = attributes["numFmtId"].flatMap({ Int($0) }) {
        formats[style] = codes[id] ?? ExcelFormat.builtIn(id)
      }
      style += 1
    default:
      break
    }
  }

  func end(_ name: String) {
    if name == "cellXfs" { isInStyles = false }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
