// SPDX-License-Identifier: GPL-2.0-or-later
import Hummingbird

/// The parts of an address behind `?`, or of a form, in their order: a name may come several times.
struct QueryItems: Sendable, Equatable {
  var items: [(name: String, value: String)] = []

  static func == (left: Self, right: Self) -> Bool {
    left.items.elementsEqual(right.items) { $0 == $1 }
  }

  init() {}

  /// Reads `name=value&…`.
  ///
  /// - Throws: a problem where it is not percent-encoded UTF-8.
  init(_ text: String) throws {
    for part in text.split(separator: "&") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(sides[0]),
        let value = Self.decoded(sides.count > 1 ? sides[1] : "")
      else {
        throw Problem(
          .badRequest, "The address is not UTF-8 in percent-encoding at '\(part.prefix(40))'.")
      }
      items.append((name, value))
    }
  }

  init(_ request: Request) throws { try self.init(request.uri.query ?? "") }

  /// The first value of a name; nil where there is none, or it is empty.
  subscript(name: String) -> String? {
    items.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  /// All values of a name.
  func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

  mutating func append(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { items.append((name, value)) }
  }

  /// As a part of an address; empty where there is nothing.
  var text: String {
    items.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
  }

  /// As the end of an address, with its `?`.
  var suffix: String { items.isEmpty ? "" : "?" + text }

  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(0x20)
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
        else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private static let hexadecimal = Array("0123456789ABCDEF".utf8)

  /// Text in percent-encoding, letters and digits and a few signs left as they are.
  static func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2C, 0x3A:
        bytes.append(byte)
      case 0x20: bytes.append(UInt8(ascii: "+"))
      default:
        bytes += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
