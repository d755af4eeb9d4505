// SPDX-License-Identifier: GPL-2.0-or-later

/// Skeletons in order, each once, with the postings of each: `starts[s]..<starts[s + 1]`.
struct SkeletonIndex {
  private(set) var skeletons: [UInt64] = []
  private(set) var starts: [UInt32] = []
  let postings: [UInt32]

  /// The postings of a skeleton keep their order.
  init(skeletons unsorted: [UInt64], postings unsortedPostings: [UInt32]) {
    let order = RadixSort.order(of: unsorted)
    postings = order.map { unsortedPostings[Int($0)] }
    for (place, entry) in order.enumerated() where skeletons.last != unsorted[Int(entry)] {
      skeletons.append(unsorted[Int(entry)])
      starts.append(UInt32(place))
    }
    starts.append(UInt32(order.count))
  }
}
