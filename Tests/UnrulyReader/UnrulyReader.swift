// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

/// Reads files for the tests as `allonym` does, but for some that it is told by their names to crash,
/// hang or run out of memory over, as a library does over a hostile file.
@main
enum UnrulyReader {
  static func main() {
    guard ReadingApart.isWanted else { exit(2) }
    ReadingApart.serve { path in
      let name = path.shown
      if name.contains("crash") { crash() }
      if name.contains("hang") { while true { usleep(1000) } }
      if name.contains("memory") { eat() }
      if name.contains("killed") { raise(SIGKILL) }
      if name.contains("write") { exit(change(path) ? 0 : 3) }
    }
  }

  private static func crash() {
    UnsafeMutablePointer<UInt8>(bitPattern: 8)?.pointee = 1
  }

  private static func eat() {
    let size = 16 << 20
    while let block = malloc(size) { memset(block, 1, size) }
    crash()
  }

  /// Whether anything can be changed or run from here.
  private static func change(_ path: RawPath) -> Bool {
    let name = path.shown
    return open(name, O_RDWR) >= 0 || creat(name + ".new", 0o600) >= 0 || unlink(name) == 0
      || socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) >= 0 || system("true") == 0
  }
}
