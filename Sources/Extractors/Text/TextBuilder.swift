// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Puts text together from pieces as a browser would: runs of white space become one space, blocks
/// stand on lines of their own.
struct TextBuilder {
  private enum Gap: Int, Comparable {
    case none, space, line

    static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
  }

  private var bytes: [UInt8] = []
  private var gap = Gap.none

  /// Whether there is nothing but white space yet.
  var isEmpty: Bool { bytes.isEmpty }

  /// The text, which neither begins nor ends with white space.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds a piece of text in UTF-8; with `keepingLines`, its line ends stay.
  mutating func append(_ piece: some Sequence<UInt8>, keepingLines: Bool = false) {
    for byte in piece {
      switch byte {
      case 0x0a where keepingLines: gap = .line
      case 0, 0x09, 0x0a, 0x0c, 0x0d, 0x20: widen(to: .space)
      default:
        closeGap()
        bytes.append(byte)
      }
    }
  }

  /// What follows is another word.
  mutating func space() { widen(to: .space) }

  /// What follows is another block.
  mutating func newLine() { widen(to: .line) }

  private mutating func widen(to wider: Gap) {
    gap = max(gap, wider)
  }

  private mutating func closeGap() {
    if gap != .none && !bytes.isEmpty {
      bytes.append(gap == .line ? UInt8(ascii: "\n") : UInt8(ascii: " "))
    }
    gap = .none
  }
}
