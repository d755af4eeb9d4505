// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

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
    let bytes = try Self.bytes(of: path)
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var number = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      let hasReturn = end > start && bytes[end - 1] == 0x0D
      let line = bytes[start..<(hasReturn ? end - 1 : end)]
      start = end + 1
      guard !line.isEmpty else { continue }
      if let text = String(validating: line, as: UTF8.self) {
        lines.append(text)
        numbers.append(number)
      } else {
        broken.append(number)
      }
    }
  }

  private static let mostTold = 10

  /// Says which lines are no UTF-8 and left out.
  func tellBroken() {
    for number in broken.prefix(Self.mostTold) {
      StandardError.tell("\(name), line \(number): not UTF-8, left out.")
    }
    if broken.count > Self.mostTold {
      StandardError.tell(
        "\(name): \(broken.count - Self.mostTold) more lines are not UTF-8, left out.")
    }
  }

  fileprivate static func name(of path: String) -> String {
    path == "-" ? "standard input" : path
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
    guard file >= 0 else { throw LineFileError(path: path, code: errno) }
    defer { if file != STDIN_FILENO { close(file) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw LineFileError(path: path, code: errno)
      }
      bytes += buffer[..<count]
    }
  }
}

/// A file of lines could not be read.
struct LineFileError: Error, CustomStringConvertible {
  let path: String
  let code: Int32
  var description: String {
    "Cannot read \(LineFile.name(of: path)): \(String(cString: strerror(code)))."
  }
}
