// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Glibc

/// Cuts one file into parts of whole lines, unless it is not in UTF-8.
///
/// A part has at most the batch size, unless it is a single line that is longer.
final class LineCutter {
  private let source: OpenFile
  private let batchSize: Int
  private var offset = 0
  private var line = 1

  /// So far the end of a line is looked for.
  private static let longestSought = 1 << 30

  /// Nil where the file is to be decoded as a whole before there are lines.
  init?(_ source: OpenFile, batchSize: Int) throws(Unreadable) {
    self.batchSize = batchSize
    self.source = source
    if JSONLines.isForeign(try source.bytes(at: 0, count: JSONLines.sampleSize)) { return nil }
  }

  /// The next part, nil at the end of the file.
  ///
  /// - Throws: where the rest cannot be cut.
  func next() throws(Unreadable) -> FilePart? {
    let block = try source.bytes(at: offset, count: batchSize)
    if block.isEmpty { return nil }
    let (length, newlines) = Self.wholeLines(block)
    var range = FilePart(offset: offset, count: length, firstLine: line)
    if length == 0 || block.count < batchSize {
      // A line longer than a batch, or the last batch, whose last line may lack its end.
      range.count = length == 0 ? try lengthOfLine(after: block.count) : block.count
    }
    offset += range.count
    line += max(newlines, 1)
    return range
  }

  /// The length of the line at `offset`, of which the first `known` bytes hold no line end.
  private func lengthOfLine(after known: Int) throws(Unreadable) -> Int {
    var length = known
    while true {
      let block = try source.bytes(at: offset + length, count: batchSize)
      if let end = block.firstIndex(of: UInt8(ascii: "\n")) { return length + end + 1 }
      if block.count < batchSize { return length + block.count }
      length += block.count
      guard length <= Self.longestSought else {
        throw Unreadable(
          .tooLarge,
          "has a line of more than \(Self.longestSought >> 20) MiB at line \(line): it and what "
            + "follows are left out")
      }
    }
  }

  /// How many bytes up to and with the last line end, and how many line ends.
  private static func wholeLines(_ block: [UInt8]) -> (length: Int, newlines: Int) {
    block.withUnsafeBytes { buffer in
      var newlines = 0
      var length = 0
      // memchr goes many bytes at a time, a loop over bytes would halve the speed of reading.
      while let start = buffer.baseAddress,
        let end = memchr(start + length, 0x0a, buffer.count - length)
      {
        length = UnsafeRawPointer(end) - start + 1
        newlines += 1
      }
      return (length, newlines)
    }
  }
}
