// SPDX-License-Identifier: GPL-2.0-or-later

/// The consonant sounds of a word, at most twelve, packed so that skeletons sort like their sounds.
package struct SoundSkeleton: Equatable {
  package static let capacity = 12
  private static let bitsPerSound = 5
  private static let topShift = bitsPerSound * (capacity - 1)

  /// The first sound in the highest of 60 bits.
  private(set) var bits: UInt64 = 0
  /// The number of sounds.
  package private(set) var count = 0

  init(bits: UInt64) {
    self.bits = bits
    count = bits == 0 ? 0 : min(Self.capacity, Self.capacity - bits.trailingZeroBitCount / 5)
  }

  package init(_ letters: WordLetters, sounds: Sounds = .shared) {
    letters.withLetters { letters in
      sounds.forEach(in: letters) { sound in
        guard count < Self.capacity else { return }
        bits |= UInt64(sound) << UInt64(Self.topShift - Self.bitsPerSound * count)
        count += 1
      }
    }
  }

  /// The sound at a place below `capacity`; 0 behind the last.
  @inline(__always)
  package subscript(position: Int) -> Int {
    Int(truncatingIfNeeded: bits >> UInt64(Self.topShift - Self.bitsPerSound * position)) & 31
  }

  /// The bits of a skeleton with a further sound at a place that is empty.
  static func bits(_ bits: UInt64, adding sound: Int, at position: Int) -> UInt64 {
    bits | UInt64(sound) << UInt64(topShift - bitsPerSound * position)
  }
}
