// SPDX-License-Identifier: GPL-2.0-or-later

/// The groups of a ``Gazetteer``, each the names of an entity, one behind the other.
///
/// A group: kind, number of names, weight and number of sources, one byte each; then the names. A name: its
/// script in two bits, its article in two and the number of its spelling in four, its number of letters, and a
/// byte a letter: what it is above the first letter of its script's block. Nothing is read beyond the bytes,
/// whatever they hold.
struct GazetteerGroups: @unchecked Sendable {
  // `@unchecked Sendable`: the gazetteer keeps the store of the bytes, which never change.
  let bytes: UnsafeRawBufferPointer

  private static let headCount = 4
  private static let space = UInt8(ascii: " ")

  /// A name where it lies.
  private struct PackedName {
    let script: Script
    /// The spelling's number and the article above the bits of the script.
    let mark: UInt8
    let letters: UnsafeRawBufferPointer

    /// Where the script's block begins.
    private var first: UInt32 {
      switch script {
      case .latin, .other: 0
      case .arabic: 0x600
      case .cyrillic: 0x400
      }
    }

    func scalar(_ letter: UInt8) -> Unicode.Scalar {
      letter == GazetteerGroups.space
        ? " " : Unicode.Scalar(first + UInt32(letter)) ?? Unicode.Scalar(letter)
    }

    var name: EntityName {
      var text = String.UnicodeScalarView()
      for letter in letters { text.append(scalar(letter)) }
      return EntityName(
        script: script, spelling: Int(mark >> 4), text: String(text),
        article: NamedEntity.Article(rawValue: mark >> 2 & 3) ?? .both)
    }

    /// Whether the first word is the one given.
    func begins(with word: String) -> Bool {
      rest(behind: word).map { $0.first.map { $0 == GazetteerGroups.space } ?? true } ?? false
    }

    /// Whether it is this text: a word, or words with a space between two.
    func isText(_ text: String) -> Bool {
      guard letters.count == text.unicodeScalars.count else { return false }
      return zip(letters, text.unicodeScalars).allSatisfy { scalar($0) == $1 }
    }

    /// What comes behind a word that the name begins with.
    private func rest(behind word: String) -> UnsafeRawBufferPointer.SubSequence? {
      var rest = letters[...]
      for wanted in word.unicodeScalars {
        guard let letter = rest.popFirst(), letter != GazetteerGroups.space,
          scalar(letter) == wanted
        else { return nil }
      }
      return rest
    }
  }

  /// The entity whose group begins at an offset; nil where there is none.
  func entity(at offset: Int) -> NamedEntity? {
    guard let head = head(at: offset), let kind = NamedEntity.Kind(rawValue: head[0]) else {
      return nil
    }
    var names: [EntityName] = []
    names.reserveCapacity(Int(head[1]))
    forEachName(at: offset) {
      names.append($0.name)
      return true
    }
    return NamedEntity(
      kind: kind, weight: Int(head[2]), sourceCount: Int(head[3]), names: names)
  }

  /// Whether a name of the group at an offset begins with a word.
  func hasName(beginningWith word: String, at offset: Int) -> Bool {
    var found = false
    forEachName(at: offset) {
      found = $0.begins(with: word)
      return !found
    }
    return found
  }

  /// Whether a name of the group at an offset is this text.
  func hasName(_ text: String, at offset: Int) -> Bool {
    var found = false
    forEachName(at: offset) {
      found = $0.isText(text)
      return !found
    }
    return found
  }

  private func head(at offset: Int) -> UnsafeRawBufferPointer? {
    guard offset <= bytes.count - Self.headCount else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Self.headCount])
  }

  /// Calls back with the names of the group at an offset until `body` returns false.
  private func forEachName(at offset: Int, _ body: (PackedName) -> Bool) {
    guard let head = head(at: offset) else { return }
    var next = offset + Self.headCount
    for _ in 0..<head[1] {
      guard next + 2 <= bytes.count else { return }
      let (mark, count) = (bytes[next], Int(bytes[next + 1]))
      guard next + 2 + count <= bytes.count else { return }
      let name = PackedName(
        script: Script(rawValue: mark & 3) ?? .other, mark: mark,
        letters: UnsafeRawBufferPointer(rebasing: bytes[next + 2..<next + 2 + count]))
      next += 2 + count
      guard body(name) else { return }
    }
  }
}
