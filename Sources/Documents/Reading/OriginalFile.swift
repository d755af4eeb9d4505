// SPDX-License-Identifier: GPL-2.0-or-later

/// A file that documents of an index came from, open for reading: what is checked is what is read, whatever takes
/// its place meanwhile.
public final class OriginalFile: Sendable {
  /// Where it was when it was opened.
  public let path: RawPath
  let file: OpenFile

  /// Opens a file.
  ///
  /// - Throws: `ReadFailure` where it is gone, may not be read, or is anything but a regular file.
  public init(path: RawPath) throws(ReadFailure) {
    self.path = path
    do throws(Unreadable) {
      file = try OpenFile(path)
    } catch {
      throw error.failure(path: path)
    }
  }

  /// The size in bytes.
  public var size: Int { file.status.size }
  /// When the content was last changed, in nanoseconds since 1970.
  public var modified: Int { file.status.modified }
  /// When the content, the name or the rights were last changed, in nanoseconds since 1970.
  public var statusChanged: Int { file.status.statusChanged }

  /// The hash of what it holds.
  public func hash() throws(ReadFailure) -> ContentHash {
    do throws(Unreadable) {
      return try ContentHash.hash(of: file)
    } catch {
      throw error.failure(path: path)
    }
  }

  /// Up to so many bytes, fewer at the end.
  public func bytes(at offset: Int, count: Int) throws(ReadFailure) -> [UInt8] {
    do throws(Unreadable) {
      return try file.bytes(at: offset, count: count)
    } catch {
      throw error.failure(path: path)
    }
  }
}
