// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Cuts one file into ranges of whole lines, unless it is not in UTF-8.
///
/// A range has at most the batch size, unless it is a single line that is longer.
final class LineCutter {
  let file: SourceFile
  private let source: OpenFile
  private let batchSize: Int
  /// Whether it is to be decoded as a whole before there are lines.
  private var isWhole: Bool
  private var offset = 0
  private var line = 1

  /// So far the end of a line is looked for.
  private static let longestSought = 1 << 30

  init(_ file: SourceFile, batchSize: Int) throws(Unreadable) {
    self.file = file
    self.batchSize = batchSize
    source = try OpenFile(file.path)
    isWhole = JSONLines.isForeign(try source.bytes(at: 0, count: JSONLines.sampleSize))
  }

  /// The next range, nil at the end of the file.
  func next() -> WorkItem.Part? {
    if isWhole {
      isWhole = false
      offset = Int.max / 2
      return .whole
    }
    do throws(Unreadable) {
      let block = try source.bytes(at: offset, count: batchSize)
      if block.isEmpty { return nil }
      let (length, newlines) = Self.wholeLines(block)
      var range = LineRange(offset: offset, count: length, firstLine: line)
      if length == 0 || block.count < batchSize {
        // A line longer than a batch, or the last batch, whose last line may lack its end.
        range.count = length == 0 ? try lengthOfLine(after: block.count) : block.count
      }
      offset += range.count
      line += max(newlines, 1)
      return .lines(range)
    } catch {
      // What was cut before is still read.
      offset = Int.max / 2
      return .unreadable(error)
    }
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
