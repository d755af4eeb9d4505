// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// PowerPoint slides from 1997 to 2007: the texts of slides, notes and comments, each slide a page.
/// Source: MS-PPT.
enum BinarySlides {
  /// The content; nil where the file holds no such slides.
  static func content(of input: Input) throws(Unreadable) -> Content? {
    let file = try CompoundFile(input)
    guard let stream = file["PowerPoint Document"] else { return nil }
    var reader = Reader(stream: stream)
    reader.read(0..<stream.count, depth: 0)
    let pages = reader.pages.filter { !$0.isEmpty }
    guard !pages.isEmpty else { throw Unreadable(.textless, "holds no text") }
    return Content(text: pages.map { $0.joined(separator: "\n") + "\n\u{0C}" }.joined())
  }

  private struct Reader {
    let stream: [UInt8]
    var pages: [[String]] = [[]]
    /// Each version of a slide that the file keeps says nearly the same.
    private var seen: Set<String> = []

    private static let slide = 0x03ee
    private static let notes = 0x03f0
    private static let characters = 0x0fa0
    private static let bytes = 0x0fa8
    private static let comment = 0x0fba
    /// What newer versions keep, comments among it.
    private static let extensions = 0x138b
    /// Masters, whose texts are "Click to edit", and handouts.
    private static let skipped = [0x03f8, 0x0fc9]

    init(stream: [UInt8]) {
      self.stream = stream
    }

    mutating func read(_ range: Range<Int>, depth: Int) {
      var offset = range.lowerBound
      while let kind = stream.u16(offset), let type = stream.u16(offset + 2),
        let length = stream.u32(offset + 4), offset + 8 <= range.upperBound
      {
        let start = offset + 8
        let end = min(start + length, range.upperBound)
        offset = end
        switch type {
        case Self.characters: add(start..<end, isWide: true)
        case Self.comment where depth > 1: add(start..<end, isWide: true)
        case Self.bytes: add(start..<end, isWide: false)
        case _
        where (kind & 0xf == 0xf || type == Self.extensions)
          && !Self.skipped.contains(type) && depth < 50:
          if type == Self.slide || type == Self.notes { pages.append([]) }
          read(start..<end, depth: depth + 1)
        default: break
        }
      }
    }

    private mutating func add(_ range: Range<Int>, isWide: Bool) {
      let units: [UInt16] =
        isWide
        ? stride(from: range.lowerBound, to: range.upperBound - 1, by: 2).map {
          UInt16(stream.u16($0) ?? 0)
        }
        : stream[range].map { UInt16($0) }
      let text = String(
        decoding: units.map { $0 == 0x0d || $0 == 0x0b ? 0x0a : $0 < 0x20 ? 0x20 : $0 },
        as: UTF16.self)
      // The names of extensions.
      guard !text.hasPrefix("___PPT"), text.utf8.contains(where: { $0 > 0x20 }),
        seen.insert(text).inserted
      else { return }
      pages[pages.count - 1].append(text)
    }
  }
}
