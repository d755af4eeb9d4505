// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

extension Database {
  /// What Xapian's check of a database found.
  public struct CheckResult: Equatable, Sendable {
    /// How many errors there are.
    public let errorCount: Int
    /// What Xapian printed, line by line: the progress of the check and the errors.
    public let messages: [String]
  }

  /// Checks the files of a database, as `xapian-check` does. It reads all of them.
  ///
  /// Damage that keeps the database from being opened is thrown.
  public static func check(path: String) throws(XapianError) -> CheckResult {
    var errorCount: UInt64 = 0
    let report = try bytes { report, error in
      path.withView { xap_database_check($0, &errorCount, report, error) }
    }
    let lines = String(decoding: report, as: UTF8.self).split(separator: "\n").map(String.init)
    return CheckResult(errorCount: Int(clamping: errorCount), messages: lines)
  }

  /// How to compact.
  public struct CompactionOptions: OptionSet, Sendable {
    /// The flags as the C face numbers them.
    public let rawValue: Int
    /// Makes options of flags.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Split items whenever that saves space.
    public static let full = Self(rawValue: XAP_COMPACT_FULL)
    /// Allow items larger than usual too; not for a database that will be changed.
    public static let fuller = Self(rawValue: XAP_COMPACT_FULLER)
    /// Keep the documents' ids, which must not overlap.
    public static let noRenumber = Self(rawValue: XAP_COMPACT_NO_RENUMBER)
    /// Merge more than three databases in several passes.
    public static let multipass = Self(rawValue: XAP_COMPACT_MULTIPASS)
    /// Write a single file instead of a directory.
    public static let singleFile = Self(rawValue: XAP_COMPACT_SINGLE_FILE)
  }

  /// Writes a compact copy of this database, with several merged into one.
  ///
  /// - Parameters:
  ///   - path: where the copy goes: a directory, or a file with ``CompactionOptions/singleFile``.
  ///   - options: how to compact.
  ///   - blockSize: a power of two from 2,048 to 65,536; `nil` for Xapian's own, 8,192.
  public func compact(
    into path: String, options: CompactionOptions = [], blockSize: Int? = nil
  ) throws(XapianError) {
    try attempt { error in
      path.withView {
        xap_database_compact(
          pointer, $0, UInt32(truncatingIfNeeded: options.rawValue),
          UInt32(clamping: blockSize ?? 0), error)
      }
    }
  }

  /// Merges databases into a compact one.
  public static func compact(
    paths: [String], into path: String, options: CompactionOptions = [], blockSize: Int? = nil
  ) throws(XapianError) {
    try Database(paths: paths).compact(into: path, options: options, blockSize: blockSize)
  }

  /// Joins the chunks of the posting lists of a database that was just compacted into the folder `path`, with
  /// blocks of Xapian's own size. Compaction leaves those of merged databases as they are, so that the lists of
  /// rare terms take several times the space.
  public static func joinPostings(path: String) throws(XapianError) {
    try attempt { error in path.withView { xap_postings_join($0, error) } }
  }
}
