// SPDX-License-Identifier: GPL-2.0-or-later

/// What a vocabulary of a former state of a collection saves one of the present state.
///
/// The keys of a form depend on the form itself, and on which of the words that its analyses leave are forms, too. So
/// they are made anew for forms that are new, and for those with an analysis that leaves a form that is new or
/// gone; all others keep theirs.
struct FormerKeys {
  static let none = UInt32.max

  let vocabulary: Vocabulary
  /// By form of the former vocabulary: the number that it has now, or `none` where its keys are not kept.
  private(set) var numbers: [UInt32]
  /// The forms whose keys are made anew, in order.
  private(set) var changed: [Int] = []

  /// Compares sorted forms with those of the former vocabulary.
  init(_ vocabulary: Vocabulary, text: UnsafeRawBufferPointer, offsets: [UInt32]) {
    self.vocabulary = vocabulary
    numbers = Array(repeating: Self.none, count: vocabulary.count)
    var isChanged = [Bool](repeating: false, count: offsets.count - 1)
    // Forms that are new or gone.
    var others: [UnsafeRawBufferPointer] = []
    var former = 0
    for form in isChanged.indices {
      let bytes = UnsafeRawBufferPointer(
        rebasing: text[Int(offsets[form])..<Int(offsets[form + 1])])
      var order = -1
      while former < vocabulary.count {
        order = FormOrder.compare(vocabulary.bytes(at: former), bytes)
        if order >= 0 { break }
        others.append(vocabulary.bytes(at: former))
        former += 1
      }
      if former < vocabulary.count, order == 0 {
        numbers[former] = UInt32(form)
        former += 1
      } else {
        isChanged[form] = true
        others.append(bytes)
      }
    }
    while former < vocabulary.count {
      others.append(vocabulary.bytes(at: former))
      former += 1
    }
    for other in others {
      for carrier in vocabulary.forms(sharingKey: VocabularyLayout.coreKey(other))
      where numbers[carrier] != Self.none {
        isChanged[Int(numbers[carrier])] = true
        numbers[carrier] = Self.none
      }
    }
    changed = isChanged.indices.filter { isChanged[$0] }
  }
}
