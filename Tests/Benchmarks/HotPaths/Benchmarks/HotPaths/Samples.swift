// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Xapian

/// What the benchmarks work on: the texts of `seeds/`, and made-up words.
enum Samples {
  /// The plain texts of `seeds/` one after the other, again and again: a megabyte in five languages.
  static let text: [UInt8] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../../../seeds")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let texts = files.sorted().filter { $0.hasSuffix(".txt") || $0.hasSuffix(".md") }
      .compactMap { try? Data(contentsOf: folder.appending(path: $0)) }
    precondition(!texts.isEmpty, "no texts in \(folder.path)")
    var bytes: [UInt8] = []
    while bytes.count < 1_000_000 { for text in texts { bytes += text + [10] } }
    return bytes
  }()

  /// So many different words, made of syllables, a third in each script; the same each time.
  static func words(_ count: Int) -> [String] {
    let scripts = [
      "ha mei mim sha ra tar tus ki no vel du jo ab zur li",
      "ха мей мим ша ра тар тус ки но вел ду ё аб зур ли",
      "حا مي ميم شا را طر طوس كي نو فل دو جو اب زور لي",
    ].map { $0.split(separator: " ") }
    return (0..<count).map { number in
      let syllables = scripts[number % 3]
      var rest = number / 3
      var word = ""
      repeat {
        word += syllables[rest % syllables.count]
        rest /= syllables.count
      } while rest > 0
      return word
    }
  }

  /// The value slot of the documents' position lists.
  static let sequence: ValueSlot = 0

  /// A new folder for a database.
  static func folder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
  }

  /// Writes documents of 200 words; each has `first` and `second`, every tenth side by side.
  static func writeSegment(of count: Int, to folder: String) throws {
    let words = words(20_000)
    var segment = try SegmentWriter(path: folder)
    var document = DocumentBuilder()
    for number in 0..<count {
      document.removeAll()
      for position in 1...200 {
        let word = words[(number * 131 + position * position) % words.count]
        document.append(term: word, position: Position(position), in: sequence)
      }
      document.append(term: "first", position: 201, in: sequence)
      document.append(term: "second", position: number % 10 == 0 ? 202 : 204, in: sequence)
      try segment.add(document)
    }
    try segment.finish()
  }
}
