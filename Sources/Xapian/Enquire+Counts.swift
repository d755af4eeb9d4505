// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

extension Enquire {
  /// Counts the matches while the query runs, and how many have the same value in a slot: see
  /// ``matchCounts``.
  public func countMatches(comparing slot: ValueSlot) throws(XapianError) {
    try attempt { xap_enquire_count_matches(pointer, slot, $0) }
  }

  /// How many of the documents that the last run checked match, and how many different values they
  /// have in the slot; each without a value counts as different.
  public var matchCounts: (matches: Int, different: Int) {
    get throws(XapianError) {
      var (matches, different) = (0, 0)
      try attempt { xap_enquire_match_counts(pointer, &matches, &different, $0) }
      return (matches, different)
    }
  }

  /// How many of the matches have a value in the slot.
  public func matches(withValue value: some ByteString) throws(XapianError) -> Int {
    var count = 0
    try attempt { error in
      value.withView { xap_enquire_matches_with_value(pointer, $0, &count, error) }
    }
    return count
  }

  /// How many of the matches hold a term.
  public func matches(holding term: some ByteString) throws(XapianError) -> Int {
    var count = 0
    try attempt { error in
      term.withView { xap_enquire_matches_holding(pointer, $0, &count, error) }
    }
    return count
  }
  /// The folders that the matches lie in, by a slot of paths (of each what stands before a unit separator), and how many
  /// lie in each by itself, in no certain order.
  public func folderCounts(of slot: ValueSlot) throws(XapianError) -> [(value: [UInt8], count: Int)]
  {
    var folders: [(value: [UInt8], count: Int)] = []
    try attempt { error in
      withUnsafeMutablePointer(to: &folders) { context in
        xap_enquire_each_folder(
          pointer, slot,
          { context, folder, count in
            context?.assumingMemoryBound(to: [(value: [UInt8], count: Int)].self).pointee.append(
              (Array(UnsafeBufferPointer(start: folder.data, count: folder.count)), Int(count)))
          }, context, error)
      }
    }
    return folders
  }
}
