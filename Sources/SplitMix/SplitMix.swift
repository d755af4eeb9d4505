// SPDX-License-Identifier: GPL-2.0-or-later

/// Random numbers that are the same in each run and on every machine, for training and for tests.
///
/// Source: Sebastiano Vigna, SplitMix64, https://prng.di.unimi.it/splitmix64.c (public domain).
package struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  /// The numbers that follow from a seed.
  package init(seed: UInt64) { state = seed }

  /// The next number.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }

  /// A number from 0 that is less than a bound.
  package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
