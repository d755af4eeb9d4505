// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// A database open for writing. There is one writer at a time.
///
/// What was changed is kept in memory until ``commit()``, or until Xapian's flush threshold is
/// reached. Closing commits too; so does dropping the object, but then errors are lost.
public final class WritableDatabase: Database {
  /// What to do about an existing or missing database.
  public enum Mode: Sendable {
    /// Create it if it isn't there.
    case createOrOpen
    /// Create it, taking the place of one that is there.
    case createOrOverwrite
    /// Create it; one that is there is an error.
    case create
    /// Open it; that there is none is an error.
    case open

    var code: Int {
      switch self {
      case .createOrOpen: XAP_CREATE_OR_OPEN
      case .createOrOverwrite: XAP_CREATE_OR_OVERWRITE
      case .create: XAP_CREATE
      case .open: XAP_OPEN
      }
    }
  }

  /// How to write.
  public struct Options: OptionSet, Sendable {
    /// The flags as the C face numbers them.
    public let rawValue: Int
    /// Makes options of flags.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Don't wait for the disk at a commit.
    public static let noSync = Self(rawValue: XAP_NO_SYNC)
    /// Try hard to have a commit on the disk itself.
    public static let fullSync = Self(rawValue: XAP_FULL_SYNC)
    /// Change blocks in place: faster, but readers, and a crash, find it in pieces.
    public static let dangerous = Self(rawValue: XAP_DANGEROUS)
    /// Store no term lists: smaller, but documents can't be deleted or replaced.
    public static let noTermList = Self(rawValue: XAP_NO_TERMLIST)
    /// Wait for another writer to finish.
    public static let retryLock = Self(rawValue: XAP_RETRY_LOCK)
  }

  /// Opens or creates the database at a path.
  ///
  /// - Parameters:
  ///   - path: the directory of the database.
  ///   - mode: what to do where there is a database already, or none.
  ///   - options: how to write.
  ///   - blockSize: for a new database, a power of two from 2,048 to 65,536; `nil` for Xapian's
  ///     own, 8,192.
  public init(
    path: String, mode: Mode = .createOrOpen, options: Options = [], blockSize: Int? = nil
  ) throws(XapianError) {
    // Being the only initialiser, it keeps the reader's from being inherited.
    super.init(
      pointer: try handle { error in
        path.withView {
          xap_writable_database_open(
            $0, UInt32(mode.code), UInt32(truncatingIfNeeded: options.rawValue),
            UInt32(clamping: blockSize ?? 0), error)
        }
      })
  }

  /// Adds a document and answers with its id.
  @discardableResult
  public func add(_ document: DocumentBuilder) throws(XapianError) -> DocumentID {
    var id: DocumentID = 0
    try attempt { error in
      document.withContent { xap_writable_database_add(pointer, $0, &id, error) }
    }
    return id
  }

  /// Puts a document in the place of the one with this id, or adds it with this id.
  public func replace(_ id: DocumentID, with document: DocumentBuilder) throws(XapianError) {
    try attempt { error in
      document.withContent { xap_writable_database_replace(pointer, id, $0, error) }
    }
  }

  /// Puts a document in the place of all that hold the term, or adds it if none does.
  ///
  /// The term must be among the document's own for the next replacement to find it.
  @discardableResult
  public func replace(
    uniqueTerm: some ByteString, with document: DocumentBuilder
  ) throws(XapianError) -> DocumentID {
    var id: DocumentID = 0
    try attempt { error in
      uniqueTerm.withView { term in
        document.withContent {
          xap_writable_database_replace_by_term(pointer, term, $0, &id, error)
        }
      }
    }
    return id
  }

  /// Deletes the document with this id.
  public func delete(_ id: DocumentID) throws(XapianError) {
    try attempt { xap_writable_database_delete(pointer, id, $0) }
  }

  /// Deletes all documents that hold the term.
  public func delete(uniqueTerm: some ByteString) throws(XapianError) {
    try attempt { error in
      uniqueTerm.withView { xap_writable_database_delete_by_term(pointer, $0, error) }
    }
  }

  /// Stores a value with the database. An empty one takes it away.
  public func setMetadata(
    _ key: some ByteString, _ value: some ByteString
  ) throws(XapianError) {
    try attempt { error in
      key.withView { key in
        value.withView { xap_writable_database_set_metadata(pointer, key, $0, error) }
      }
    }
  }

  /// Writes all changes to the disk as one step.
  public func commit() throws(XapianError) {
    try attempt { xap_writable_database_commit(pointer, $0) }
  }
}
