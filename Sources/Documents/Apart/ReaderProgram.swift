// SPDX-License-Identifier: GPL-2.0-or-later

/// The program that reads files apart from the one that wants their documents, so that a hostile file that
/// makes a library crash, hang or eat memory costs nothing but itself.
///
/// It is started once a thread and reads one file after another, without network, without the right to
/// write files or to run programs. Its `main` calls ``ReadingApart/serve()``.
public struct ReaderProgram: Sendable, Hashable {
  /// Where it is.
  public var path: String
  /// The longest that it may take from one document to the next, in seconds.
  public var seconds: Int
  /// The most memory that it may take, in bytes of address space.
  public var memory: Int

  /// The program at `path`: usually with a minute and 3 GiB for a document, of which the largest takes
  /// 512 MiB some times over.
  public init(path: String, seconds: Int = 60, memory: Int = 3 << 30) {
    self.path = path
    self.seconds = seconds
    self.memory = memory
  }

  /// The program that is running, if its `main` begins thus:
  ///
  /// ```swift
  /// if ReadingApart.isWanted { ReadingApart.serve() }
  /// ```
  public static let itself = ReaderProgram(path: "/proc/self/exe")
}
