// SPDX-License-Identifier: GPL-2.0-or-later

/// The sections of a vocabulary file. Integers are UInt32 unless said otherwise.
///
/// A posting of a skeleton is `form << 3 | reading`: reading 0 is the word as written, the
/// others are counted as `ReadingRules.apply` finds them. A posting of the look-up keys is a UInt64:
/// the upper half of the key above the form.
enum VocabularyLayout {
  static let magic = "ALLOVOCA"
  static let version: UInt32 = 4
  static let mostForms = 1 << 28

  enum Section: Int, CaseIterable {
    /// What the caller stamped the file with, UTF-8.
    case stamp
    /// Where each form begins in `text`, and the end of the last.
    case offsets
    /// The forms in byte order, UTF-8, one behind the other.
    case text
    /// In how many documents each form occurs.
    case frequencies
    /// The trie of the words' skeletons, see `SkeletonTrie`.
    case skeletons
    case skeletonPostings
    /// Where the postings of each bucket of look-up keys begin, and the end of the last.
    case lookupBuckets
    case lookupPostings
  }

  /// The bucket of a key among a power of two of them.
  @inline(__always)
  static func bucket(_ key: UInt64, of count: Int) -> Int {
    Int(truncatingIfNeeded: key & UInt64(count - 1))
  }

  /// A look-up posting: enough of the key to tell it from others of its bucket, and the form.
  static func lookupPosting(_ key: UInt64, _ form: UInt32) -> UInt64 {
    key & 0xffff_ffff_0000_0000 | UInt64(form)
  }

  /// The look-up key under which words stand whose reading leaves this core.
  static func coreKey(_ core: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0x5eed_c0de
    for byte in core { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return BitMixing.mixed(hash)
  }
}
