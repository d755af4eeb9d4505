// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

/// A file of one thing a line, `-` for standard input. Empty lines are passed over.
struct LineFile {
  /// The lines without their ends.
  private(set) var lines: [String] = []
  /// The number of each line in the file, from 1.
  private(set) var numbers: [Int] = []
  /// Lines that are no UTF-8, by number.
  private(set) var broken: [Int] = []
  /// The file, as messages name it.
  private let name: String

  init(_ path: String) throws {
    name = Self.name(of: path)
    var reader = try FileLines(path)
    while let line = try reader.next() {
      guard !line.isEmpty else { continue }
      if let text = String(validating: line, as: UTF8.self) {
        lines.append(text)
        numbers.append(reader.number)
      } else {
        broken.append(reader.number)
      }
    }
  }

  private static let maxReported = 10

  /// Says which lines are no UTF-8 and left out.
  func reportBroken() {
    for number in broken.prefix(Self.maxReported) {
      StandardError.report("\(name), line \(number): not UTF-8, left out.")
    }
    if broken.count > Self.maxReported {
      StandardError.report(
        "\(name): \(broken.count - Self.maxReported) more lines are not UTF-8, left out.")
    }
  }

  private static func name(of path: String) -> String {
    path == "-" ? "standard input" : path
  }
}
