// SPDX-License-Identifier: GPL-2.0-or-later

/// What a list keeps of a word of one of its names: enough to see without reading the name that it can be none of those
/// looked for.
struct ListedToken: Sendable {
  let packed: UInt32

  private static let formMask: UInt32 = 0x1fff_ffff
  private static let initialBit: UInt32 = 1 << 29
  private static let customaryBit: UInt32 = 1 << 30
  private static let openBit: UInt32 = 1 << 31

  init(packed: UInt32) { self.packed = packed }

  /// A word without its form.
  init(_ token: NameToken) {
    packed =
      Self.formMask | (token.kind == .initial ? Self.initialBit : 0)
      | (token.customary.isEmpty ? 0 : Self.customaryBit) | (token.isOpen ? Self.openBit : 0)
  }

  /// The same word with the number of its form in the list's index of words.
  func with(form: UInt32) -> ListedToken {
    ListedToken(packed: packed & ~Self.formMask | form & Self.formMask)
  }

  /// The number of its form; none of the index where it has no form there.
  var form: Int { Int(packed & Self.formMask) }
  /// Whether it is an initial.
  var isInitial: Bool { packed & Self.initialBit != 0 }
  /// Whether other names may stand for it by custom.
  var isCustomary: Bool { packed & Self.customaryBit != 0 }
  /// Whether it must match a word where both names have one left.
  var isOpen: Bool { packed & Self.openBit != 0 }
}

extension NameToken {
  /// Whether the word distinguishes names by its letters.
  var isOpen: Bool { isDistinctive && kind != .number }
}
