// SPDX-License-Identifier: GPL-2.0-or-later

extension Skeleton {
  /// The skeleton under the usual reading of every letter.
  static func usual(
    _ letters: UnsafeBufferPointer<UInt16>, classes: LetterClasses = .shared
  ) -> Skeleton {
    var skeleton = Skeleton()
    classes.forEach(in: letters) { classes in
      var sounds = classes
      while sounds != 0 {
        skeleton.append(sounds & 15)
        sounds >>= 4
      }
    }
    return skeleton
  }

  /// The number of classes to change, drop or add.
  func distance(to other: Skeleton) -> Int {
    EditDistance.between(count, other.count) { one, two in
      bits >> UInt64(4 * one) & 15 == other.bits >> UInt64(4 * two) & 15
    }
  }
}
