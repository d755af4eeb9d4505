// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Glibc

/// A terminal of some width to run the program on.
struct Terminal {
  let columns: Int
  /// What is set besides the usual.
  var environment: [String: String] = [:]

  struct NoTerminal: Error {}

  /// `TIOCSPTLCK` and `TIOCGPTN` (ioctl_tty(2)), which Swift does not know by name.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// What the screen shows of a run, and its exit code. Escape sequences stay; lines end with `\n`.
  func run(_ arguments: [String], in program: Program) throws -> (screen: String, code: Int32) {
    let main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    guard main >= 0, ioctl(main, Self.setLock, &isLocked) == 0,
      ioctl(main, Self.getNumber, &number) == 0
    else { throw NoTerminal() }
    let side = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard side >= 0 else { throw NoTerminal() }
    var size = winsize(
      ws_row: 24, ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
    ioctl(side, UInt(TIOCSWINSZ), &size)
    var program = program
    program.environment.merge(["TERM": "xterm-256color", "PAGER": "cat"]) { own, _ in own }
    program.environment.merge(environment) { _, other in other }
    let handle = FileHandle(fileDescriptor: side, closeOnDealloc: false)
    let process = try program.start(arguments, output: handle)
    process.standardError = handle
    try process.run()
    close(side)
    // Read while it runs: a terminal holds few bytes.
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(main, &buffer, buffer.count)
      if count > 0 { bytes += buffer[..<count] }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
    }
    close(main)
    process.waitUntilExit()
    let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
    return (text, process.code)
  }
}

/// What a person sees of a text on a screen.
enum Seen {
  /// The text without escape sequences and marks of direction.
  static func text(_ screen: String) -> String {
    screen.replacing(/\u{1B}\]8;;[^\u{1B}]*\u{1B}\\/, with: "")
      .replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "")
      .replacing(/[\u{2066}-\u{2069}]/, with: "")
  }

  /// The lines that a person sees.
  static func lines(_ screen: String) -> [Substring] {
    text(screen).split(separator: "\n", omittingEmptySubsequences: false)
  }
}
