// SPDX-License-Identifier: GPL-2.0-or-later

/// Finds words among sorted forms by hashing.
struct FormSet: @unchecked Sendable {
  // `@unchecked Sendable`: `text` is only read, and outlives the set, which lives within one build.
  private let text: UnsafeRawBufferPointer
  private let offsets: [UInt32]
  private var slots: [UInt32]

  init(text: UnsafeRawBufferPointer, offsets: [UInt32]) {
    self.text = text
    self.offsets = offsets
    var size = 16
    while size < offsets.count * 2 { size *= 2 }
    slots = [UInt32](repeating: UInt32.max, count: size)
    for index in 0..<(offsets.count - 1) {
      var slot = Int(VocabularyLayout.coreKey(form(index)) & UInt64(size - 1))
      while slots[slot] != UInt32.max { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(index)
    }
  }

  private func form(_ index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: text[Int(offsets[index])..<Int(offsets[index + 1])])
  }

  /// The number of a word, or nil.
  func index(of word: UnsafeRawBufferPointer) -> Int? {
    var slot = Int(VocabularyLayout.coreKey(word) & UInt64(slots.count - 1))
    while slots[slot] != UInt32.max {
      if FormOrder.compare(form(Int(slots[slot])), word) == 0 { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}
