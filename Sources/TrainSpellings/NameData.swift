// SPDX-License-Identifier: GPL-2.0-or-later
import Foundation
import Spelling

/// The names of entities, as folded words.
struct NameData {
  struct Entity {
    let isPerson: Bool
    /// Each form as its words, articles left out.
    let forms: [[String]]
  }

  var entities: [Entity] = []

  /// Reads files of `entity, kind, script, form`, gzipped, rows of an entity together.
  static func read(_ paths: [String]) throws -> NameData {
    var data = NameData()
    for path in paths {
      var current: Substring = ""
      var person = false
      var forms: Set<[String]> = []
      func close() {
        if !forms.isEmpty {
          data.entities.append(
            Entity(isPerson: person, forms: forms.sorted { $0.lexicographicallyPrecedes($1) }))
        }
        forms = []
      }
      for line in try TextFile.lines(path) {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard cells.count == 4 else { continue }
        if cells[0] != current { close() }
        current = cells[0]
        person = cells[1] == "person"
        let words = NameWords.words(String(cells[3]))
        if !words.isEmpty { forms.insert(words) }
      }
      close()
    }
    return data
  }

  /// The words that stand alone as a form of an entity.
  func singleWords(_ entity: Entity) -> [String] {
    entity.forms.compactMap { $0.count == 1 ? $0[0] : nil }
  }
}

/// Cuts a name into the words that are compared.
enum NameWords {
  private static let articles: Set<String> = [
    "al", "el", "ul", "as", "ash", "ad", "an", "ar", "at", "az", "es", "esh", "ed", "en", "er",
    "et",
    "ez", "аль", "эль", "ас", "аш", "ад", "ан", "ар", "ат", "аз", "эс", "эш", "ال",
  ]

  static func words(_ name: String) -> [String] {
    var words = name.split { " \t-‐‑–—_,/.".contains($0) }.map { Folding.folded(String($0)) }
      .filter { !$0.isEmpty }
    if words.count > 1 { words.removeAll { articles.contains($0) } }
    return words.map(Gazetteer.withoutArticle)
  }

  static func script(_ word: String) -> Script {
    var word = word
    return word.withUTF8 { Script(ofWord: UnsafeRawBufferPointer($0)) }
  }
}

/// Text files, gzipped or not.
enum TextFile {
  static func lines(_ path: String) throws -> [Substring] {
    let data: Data
    if path.hasSuffix(".gz") {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["gzip", "-dc", path]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      data = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
    } else {
      data = try Data(contentsOf: URL(filePath: path))
    }
    return String(decoding: data, as: UTF8.self).split(separator: "\n")
  }
}
