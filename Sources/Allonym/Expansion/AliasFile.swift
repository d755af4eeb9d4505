// SPDX-License-Identifier: GPL-2.0-or-later
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The user's own list of names for the same thing, for what is no spelling at all:
///
///     Kobani<TAB>Ayn al-Arab<TAB>عين العرب<TAB>Кобани
///
/// One set of names a line, separated by tabs, each of one or several words; `#` begins a comment
/// line. It lies beside the generations as `aliases.tsv` and is read when the index is opened, so a
/// change needs no rebuild.
struct AliasFile {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// By the first word of a name: the name and the others of its set.
  private var sets: [String: [AliasSet]] = [:]
  /// What is wrong in the file: a sentence for each line that was left out.
  private(set) var remarks: [String] = []

  /// No aliases.
  init() {}

  /// The aliases of indexes; none where there is no file.
  init(of indexes: [IndexDirectory]) {
    for index in indexes { read(index) }
  }

  private mutating func read(_ index: IndexDirectory) {
    let path = "\(index.path)/aliases.tsv"
    guard FileSystem.exists(path) else { return }
    guard let data = FileManager.default.contents(atPath: path) else {
      remarks.append("\(path) cannot be read; no aliases are known.")
      return
    }
    var lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if let first = lines.first, first.starts(with: Self.byteOrderMark) {
      lines[0] = first.dropFirst(Self.byteOrderMark.count)
    }
    for (number, line) in lines.enumerated() {
      if let flaw = add(line.last == UInt8(ascii: "\r") ? line.dropLast() : line) {
        remarks.append("\(path), line \(number + 1): \(flaw), left out.")
      }
    }
  }

  /// Adds the names of a line; returns what is wrong with it, if anything.
  private mutating func add(_ line: Data.SubSequence) -> String? {
    guard let text = String(validating: line, as: UTF8.self) else { return "not UTF-8" }
    if text.hasPrefix("#") || text.allSatisfy(\.isWhitespace) { return nil }
    let names = text.split(separator: "\t").map(String.init).map { text in
      AliasSet.Name(text)
    }
    guard names.allSatisfy({ !$0.positions.isEmpty || $0.text.allSatisfy(\.isWhitespace) }) else {
      return "a name without a letter or digit"
    }
    let usable = names.filter { !$0.positions.isEmpty }
    guard usable.count > 1 else { return "fewer than two names with a tab between them" }
    for (index, name) in usable.enumerated() {
      var others = usable
      others.remove(at: index)
      let set = AliasSet(words: name.positions.map(\.terms), others: others, source: .file)
      for term in name.positions[0].terms { sets[term, default: []].append(set) }
    }
    return nil
  }

  /// The sets with a name whose first word is a folded word.
  func sets(beginningWith term: String) -> [AliasSet] { sets[term] ?? [] }
}
