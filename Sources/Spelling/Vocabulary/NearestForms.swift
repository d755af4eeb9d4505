// SPDX-License-Identifier: GPL-2.0-or-later

extension Vocabulary {
  /// A form that is a typing error away from a word.
  public struct NearForm: Sendable, Equatable {
    /// The form's number in the vocabulary.
    public let index: Int
    /// How many letters were left out, added, changed or swapped with their neighbour.
    public let errors: Int
  }

  /// The forms that differ from a folded word by at most so many typing errors (the restricted
  /// Damerau–Levenshtein distance), in order of their numbers; the word itself may be among them.
  ///
  /// The sorted forms are walked like a trie: what two neighbours begin with in common is compared
  /// once, and where a beginning has too many errors, all forms with it are passed over.
  public func forms(near word: String, errors maximum: Int) -> [NearForm] {
    let letters = Array(word.unicodeScalars.prefix(64))
    var walk = NearestWalk(letters: letters, maximum: maximum)
    var found: [NearForm] = []
    var index = 0
    while index < count {
      let form = bytes(at: index)
      switch walk.compare(form) {
      case .near(let errors):
        found.append(NearForm(index: index, errors: errors))
        index += 1
      case .far: index += 1
      case .hopeless(let prefix): index = firstIndex(after: prefix, of: form, from: index)
      }
    }
    return found
  }

  /// The first form behind `start` that does not begin with the first `length` bytes of a form. The
  /// steps double first, as most beginnings are shared by few forms.
  private func firstIndex(
    after length: Int, of form: UnsafeRawBufferPointer, from start: Int
  ) -> Int {
    let prefix = form.prefix(length)
    let end = count
    func isInside(_ index: Int) -> Bool {
      let other = bytes(at: index)
      return other.count >= length && other.prefix(length).elementsEqual(prefix)
    }
    var step = 1
    var low = start
    while low + step < end, isInside(low + step) {
      low += step
      step *= 2
    }
    var high = min(low + step, end)
    while low + 1 < high {
      let middle = low + (high - low) / 2
      if isInside(middle) { low = middle } else { high = middle }
    }
    return high
  }
}

/// Compares a word with one form after the other and keeps what it knows of their common beginning.
private struct NearestWalk {
  enum Comparison {
    /// So many errors, no more than allowed.
    case near(Int)
    /// More errors than allowed.
    case far
    /// More errors than allowed, and so for whatever begins with so many bytes of the form.
    case hopeless(Int)
  }

  let letters: [Unicode.Scalar]
  let maximum: Int
  /// `rows[n][m]` is the distance of the form's first n letters from the word's first m.
  private var rows: [[Int]]
  private var form: [Unicode.Scalar] = []
  /// Where each letter of the form ends.
  private var ends: [Int] = []

  init(letters: [Unicode.Scalar], maximum: Int) {
    self.letters = letters
    self.maximum = maximum
    rows = [Array(0...letters.count)]
  }

  mutating func compare(_ bytes: UnsafeRawBufferPointer) -> Comparison {
    var decoder = UTF8()
    var input = bytes.makeIterator()
    var depth = 0
    var end = 0
    while case .scalarValue(let scalar) = decoder.decode(&input) {
      end += UTF8.width(scalar)
      if depth < form.count, form[depth] == scalar {
        depth += 1
      } else {
        form.removeSubrange(depth...)
        ends.removeSubrange(depth...)
        rows.removeSubrange((depth + 1)...)
        append(scalar, end: end)
        depth += 1
      }
      if isHopeless(depth) { return .hopeless(ends[depth - 1]) }
    }
    let errors = rows[depth][letters.count]
    return errors <= maximum ? .near(errors) : .far
  }

  private mutating func append(_ scalar: Unicode.Scalar, end: Int) {
    let last = rows[form.count]
    var row = [last[0] + 1]
    row.reserveCapacity(last.count)
    for (column, letter) in letters.enumerated() {
      var errors = min(
        last[column] + (letter == scalar ? 0 : 1), last[column + 1] + 1, row[column] + 1)
      if column > 0, let before = form.last, letter == before, letters[column - 1] == scalar {
        errors = min(errors, rows[form.count - 1][column - 1] + 1)
      }
      row.append(errors)
    }
    form.append(scalar)
    ends.append(end)
    rows.append(row)
  }

  /// Whether no letters behind the first so many can bring the distance down again. A swap reaches
  /// back over two rows.
  private func isHopeless(_ depth: Int) -> Bool {
    rows[depth].allSatisfy { $0 > maximum } && rows[depth - 1].allSatisfy { $0 >= maximum }
  }
}
