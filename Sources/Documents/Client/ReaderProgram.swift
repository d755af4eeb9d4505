// SPDX-License-Identifier: GPL-2.0-or-later
internal import CProgram
import Glibc

/// The program that reads files for the one that wants their documents, so that a hostile file that
/// makes a library crash, hang or eat memory costs nothing but itself.
///
/// It is started once a thread and reads one file after another, without network, without the right to
/// write files or to run programs.
public struct ReaderProgram: Sendable, Hashable {
  /// Where it is; nil where it is looked for beside the program that is running, or in `../libexec/allonym`
  /// from there.
  public var path: String?
  /// The longest that it may take from one document to the next, in seconds.
  public var seconds: Int
  /// The most memory that it may take, in bytes of address space.
  public var memory: Int
  /// How many files a process reads before a fresh one takes its place: whatever a library leaks stays small.
  public var filesEach = 10_000
  /// The same in bytes.
  public var bytesEach = 256 << 20

  /// The program at `path`: usually with a minute and 3 GiB for a document, of which the largest takes
  /// 512 MiB some times over.
  public init(path: String? = nil, seconds: Int = 60, memory: Int = 3 << 30) {
    self.path = path
    self.seconds = seconds
    self.memory = memory
  }

  /// The version of reader and library, as in CHANGELOG.md: they speak with each other only where it is the
  /// same.
  public static let version = "0.2.0"
  /// What it is called.
  package static let name = "allonym-reader"
  /// What it is started with, so that nobody starts it by mistake.
  package static let argument = "--read-for-allonym"

  /// Where it is.
  ///
  /// - Throws: where it is in none of the places.
  func located() throws(ReaderProblem) -> String {
    if let path { return path }
    let folders = Self.ownFolders.flatMap { [$0, $0 + "/../libexec/allonym"] }
    guard let folder = folders.first(where: { access("\($0)/\(Self.name)", X_OK) == 0 }) else {
      throw .missing(folders: folders)
    }
    return "\(folder)/\(Self.name)"
  }

  /// The folder of the program that is running, and that of the shared object that this code is in, if it is in
  /// one.
  private static let ownFolders: [String] = {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &path, path.count - 1)
    let own = path[..<max(length, 0)].map { UInt8(bitPattern: $0) }
    var files = [String(decoding: own, as: UTF8.self)]
    if let name = reader_own_file() { files.append(String(cString: name)) }
    var folders: [String] = []
    for file in files where file.hasPrefix("/") {
      let folder = RawPath(file).folder.shown
      if !folders.contains(folder) { folders.append(folder) }
    }
    return folders
  }()
}
