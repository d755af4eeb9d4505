// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Extractors
import Glibc

/// Reads files for the tests as `allonym-reader` does, but for some whose names make it crash,
/// hang or run out of memory over, as a library does over a hostile file. Under a name with `other-version` it
/// is a reader of another version.
@main
enum UnrulyReader {
  static func main() {
    guard RequestLoop.isWanted else { exit(2) }
    if ownName.contains("other-version") { greet(asVersion: "0.0.1") }
    var files = 0
    RequestLoop.run { path in
      let name = path.shown
      files += 1
      if name.contains("weary"), files > 3 { crash() }
      if name.contains("crash") { crash() }
      if name.contains("hang") { while true { usleep(1000) } }
      if name.contains("memory") { eat() }
      if name.contains("killed") { raise(SIGKILL) }
      if name.contains("write") { exit(change(path) ? 0 : 3) }
    }
  }

  private static var ownName: String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &path, path.count - 1)
    return String(decoding: path[..<max(length, 0)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func greet(asVersion version: String) {
    let bytes = ReaderAnswer.greeting(version: version).frame
    write(STDOUT_FILENO, bytes, bytes.count)
    sleep(60)
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
