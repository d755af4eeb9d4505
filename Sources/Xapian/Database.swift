// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// A Xapian database, or several searched as one, open for reading.
///
/// A reader sees the database as it was when opened. When a writer has committed twice since,
/// methods may throw ``XapianError/Kind/databaseModified``: ``reopen()`` and start over.
///
/// A database and all that is got from it (queries run on it, documents, match sets) belong to one
/// thread at a time.
public class Database {
  let pointer: OpaquePointer

  init(pointer: OpaquePointer) { self.pointer = pointer }

  deinit { xap_database_free(pointer) }

  /// Opens the database at a path: a directory, a single file or a stub file.
  public convenience init(path: String) throws(XapianError) {
    self.init(
      pointer: try handle { error in path.withView { xap_database_open($0, error) } })
  }

  /// Opens several databases as one. With no path it is one without documents.
  public convenience init(paths: [String]) throws(XapianError) {
    self.init(pointer: try handle { xap_database_new($0) })
    for path in paths { try add(Database(path: path)) }
  }

  /// Opens a database served by `xapian-tcpsrv`.
  ///
  /// - Parameters:
  ///   - host: the name or address of the server.
  ///   - port: where it listens.
  ///   - timeoutMilliseconds: how long to wait for the connection, and for each answer.
  public convenience init(
    host: String, port: Int, timeoutMilliseconds: Int = 10_000
  ) throws(XapianError) {
    self.init(
      pointer: try handle { error in
        host.withView {
          xap_database_open_remote(
            $0, UInt32(clamping: port), UInt32(clamping: timeoutMilliseconds), error)
        }
      })
  }

  /// Adds a database to those searched as one. Document ids interleave.
  public func add(_ other: Database) throws(XapianError) {
    try attempt { xap_database_add(pointer, other.pointer, $0) }
  }

  /// Moves on to the latest state of the database. Answers whether anything had changed.
  ///
  /// Only for a database changed in place: it takes a new database put at the same path for the
  /// old one if both have the same revision.
  @discardableResult
  public func reopen() throws(XapianError) -> Bool {
    var changed = false
    try attempt { xap_database_reopen(pointer, &changed, $0) }
    return changed
  }

  /// Closes the files. Methods that need them throw from then on.
  public func close() throws(XapianError) {
    try attempt { xap_database_close(pointer, $0) }
  }
}

// MARK: - Statistics

extension Database {
  /// The numbers Xapian keeps of a whole database.
  public struct Statistics: Equatable, Sendable {
    /// How many documents there are.
    public let documentCount: Int
    /// The highest document id ever used.
    public let lastDocumentID: DocumentID
    /// The documents' average length in terms.
    public let averageLength: Double
    /// The sum of the documents' lengths.
    public let totalLength: UInt64
    /// Whether positions are stored, which phrases need.
    public let hasPositions: Bool
  }

  /// All the statistics, read in one call.
  public func statistics() throws(XapianError) -> Statistics {
    var statistics = xap_statistics()
    try attempt { xap_database_statistics(pointer, &statistics, $0) }
    return Statistics(
      documentCount: Int(statistics.document_count),
      lastDocumentID: statistics.last_document_id,
      averageLength: statistics.average_length,
      totalLength: statistics.total_length,
      hasPositions: statistics.has_positions)
  }

  /// How many documents there are.
  public var documentCount: Int { get throws(XapianError) { try statistics().documentCount } }

  /// The highest document id ever used.
  public var lastDocumentID: DocumentID {
    get throws(XapianError) { try statistics().lastDocumentID }
  }

  /// The documents' average length in terms.
  public var averageLength: Double { get throws(XapianError) { try statistics().averageLength } }

  /// The sum of the documents' lengths.
  public var totalLength: UInt64 { get throws(XapianError) { try statistics().totalLength } }

  /// Whether positions are stored.
  public var hasPositions: Bool { get throws(XapianError) { try statistics().hasPositions } }

  /// The identity of the database, kept by its copies; joined by colons where there are several.
  public var uuid: String {
    get throws(XapianError) {
      String(decoding: try bytes { xap_database_uuid(pointer, $0, $1) }, as: UTF8.self)
    }
  }

  /// Counts the commits; `nil` where there is no one number: remote and several databases.
  public var revision: UInt64? {
    get throws(XapianError) {
      var revision: UInt64 = 0
      do {
        try attempt { xap_database_revision(pointer, &revision, $0) }
      } catch  where error.kind == .invalidOperation || error.kind == .unimplemented {
        return nil
      }
      return revision
    }
  }

  /// What was stored with ``WritableDatabase/setMetadata(_:_:)``; empty if nothing was.
  public func metadata(_ key: some ByteString) throws(XapianError) -> [UInt8] {
    try bytes { value, error in
      key.withView { xap_database_metadata(pointer, $0, value, error) }
    }
  }

  /// The keys of all metadata that start with a prefix, sorted.
  public func metadataKeys(prefix: some ByteString = "") throws(XapianError) -> [[UInt8]] {
    try TermWalk { error in
      prefix.withView { xap_database_metadata_keys(pointer, $0, error) }
    }.all()
  }
}
