// SPDX-License-Identifier: GPL-2.0-or-later

extension Dictionary where Key: Comparable, Value: Comparable {
  /// The entries, those with the largest values first, and of equal ones in the order of their keys.
  package var largestFirst: [Element] {
    sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }
}
