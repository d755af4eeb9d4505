// SPDX-License-Identifier: GPL-2.0-or-later
internal import COutlook
import Documents

/// The streams of Microsoft's container of old office files and of Outlook's messages, by their paths.
struct CompoundFile {
  private(set) var streams: [String: [UInt8]] = [:]

  /// Nil where the bytes are no compound file.
  init?(_ bytes: [UInt8]) {
    let box = Box()
    let isRead = withExtendedLifetime(box) {
      compound_file_read(
        bytes, bytes.count, Unpacking.largestMember,
        { context, path, bytes, count in
          guard let context, let path else { return }
          Unmanaged<Box>.fromOpaque(context).takeUnretainedValue()
            .streams[String(cString: path)] = Array(
              UnsafeRawBufferPointer(start: bytes, count: count))
        }, Unmanaged.passUnretained(box).toOpaque())
    }
    guard isRead else { return nil }
    streams = box.streams
  }

  /// The file of an input.
  ///
  /// - Throws: where it is no compound file.
  init(_ input: Input) throws(Unreadable) {
    guard input.size <= Unpacking.largestMember else {
      throw Unreadable.tooLarge()
    }
    guard let file = CompoundFile(try input.bytes()) else {
      throw Unreadable(.damaged, "is damaged: its container of streams cannot be read")
    }
    self = file
  }

  /// A stream, nil where there is none.
  subscript(_ path: String) -> [UInt8]? { streams[path] }

  private final class Box {
    var streams: [String: [UInt8]] = [:]
  }
}
