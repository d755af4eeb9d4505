// SPDX-License-Identifier: GPL-2.0-or-later

/// The sections of a vocabulary file. Integers are UInt32 unless said otherwise.
///
/// A posting of a skeleton is `form << 3 | analysis`: analysis 0 is the word as written, the
/// others are counted as `AffixRules.apply` finds them. A posting of the look-up keys is the form and, in the
/// bits above it and in a byte of its own, a mark: the highest bits of the key.
enum VocabularyLayout {
  static let magic = "ALLOVOCA"
  static let version: UInt32 = 7
  static let maxForms = 1 << 28

  enum Section: Int, CaseIterable {
    /// What the caller stamped the file with, UTF-8.
    case stamp
    /// Where each form begins in `text`, and the end of the last.
    case offsets
    /// The forms in byte order, UTF-8, one behind the other.
    case text
    /// In how many documents each form occurs.
    case frequencies
    /// Which share of a form's documents has it with a capital, a byte each: see `CapitalShare`.
    case capitalShares
    /// The trie of the words' skeletons, see `SkeletonTrie`.
    case skeletons
    case skeletonPostings
    /// Where the postings of each bucket of look-up keys begin, and the end of the last.
    case lookupBuckets
    case lookupPostings
    /// The lowest byte of each look-up posting's mark.
    case lookupMarks
  }

  /// The bucket of a key among a power of two of them.
  @inline(__always)
  static func bucket(_ key: UInt64, of count: Int) -> Int {
    Int(truncatingIfNeeded: key & UInt64(count - 1))
  }

  /// What look-up postings of a vocabulary of so many forms keep of a key: enough to tell it from nearly all others
  /// of its bucket. Of half a million forms one in 250,000 look-ups finds another key's.
  struct LookupMarks: Equatable {
    /// How many bits a form takes.
    private let formBits: UInt32

    init(formCount: Int) {
      formBits = UInt32(UInt32.bitWidth - UInt32(clamping: formCount).leadingZeroBitCount)
    }

    /// The bits of a key that stand above the form, and those that stand by themselves.
    @inline(__always)
    func mark(_ key: UInt64) -> (above: UInt32, beside: UInt8) {
      let high = UInt32(truncatingIfNeeded: key >> 32)
      let next = UInt8(truncatingIfNeeded: key >> (24 + UInt64(formBits)))
      return ((high >> formBits) << formBits, next)
    }

    /// A key of which a bucket and a posting keep the same as of the one that they were made of.
    func key(bucket: Int, posting: UInt32, beside: UInt8) -> UInt64 {
      let above = UInt64((posting >> formBits) << formBits) << 32
      return above | UInt64(beside) << (24 + UInt64(formBits)) | UInt64(bucket)
    }

    /// The form of a posting.
    func form(of posting: UInt32) -> UInt32 { posting & (1 << formBits - 1) }

    /// The form of a posting, given what stands above it.
    @inline(__always)
    func form(_ posting: UInt32, above: UInt32) -> Int? {
      let form = posting ^ above
      return form >> formBits == 0 ? Int(form) : nil
    }
  }

  /// The look-up key under which words stand whose analysis leaves this core.
  static func coreKey(_ core: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0x5eed_c0de
    for byte in core { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return BitMixing.mixed(hash)
  }
}
