// SPDX-License-Identifier: GPL-2.0-or-later
import ArgumentParser
import Glibc

/// When to colour.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// Whether to colour what goes to standard output. By default on a terminal that can, unless `NO_COLOR`
  /// is set (https://no-color.org), and elsewhere where `CLICOLOR_FORCE` is (https://bixense.com/clicolors).
  var isOn: Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      !Self.isSet("NO_COLOR")
        && (Self.isForced
          || Output.isTerminal && getenv("TERM").map { String(cString: $0) != "dumb" } ?? false)
    }
  }

  private static var isForced: Bool {
    isSet("CLICOLOR_FORCE") && getenv("CLICOLOR_FORCE").map { String(cString: $0) != "0" } ?? false
  }

  private static func isSet(_ name: String) -> Bool {
    getenv(name).map { $0.pointee != 0 } ?? false
  }
}

/// What standard output can show. To be asked before a pager takes its place.
struct Screen {
  /// The columns of the terminal; nil where it is none, and lines are not wrapped.
  var width: Int?
  /// Whether text has colour.
  var hasColor: Bool
  /// Whether paths become links that the terminal opens (OSC 8).
  var hasLinks: Bool

  /// The screen of this process.
  init(color: ColorChoice = .auto) {
    let isTerminal = Output.isTerminal
    hasColor = color.isOn
    hasLinks = isTerminal && hasColor
    width = isTerminal ? Self.columns : nil
  }

  /// A screen of so many columns, or a file.
  init(width: Int?, hasColor: Bool = false, hasLinks: Bool = false) {
    self.width = width
    self.hasColor = hasColor
    self.hasLinks = hasLinks
  }

  private static let usualWidth = 80
  private static let minWidth = 20

  private static var columns: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return max(minWidth, Int(size.ws_col))
    }
    let named = getenv("COLUMNS").flatMap { Int(String(cString: $0)) }
    return max(minWidth, named ?? usualWidth)
  }

  /// Text written from right to left, kept apart from what stands beside it: else a terminal puts the number
  /// behind a word before it. In a file it stays as it is.
  func isolated(_ text: String) -> String {
    guard width != nil, text.unicodeScalars.contains(where: Self.isRightToLeft) else { return text }
    return "\u{2068}\(text)\u{2069}"
  }

  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }

  /// How many columns a character takes.
  static func columns(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if (0x20..<0x300).contains(first.value) { return first.value == 0xAD ? 0 : 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default: return first.properties.isEmojiPresentation ? 2 : 1
    }
  }
}
