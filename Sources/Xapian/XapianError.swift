// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// What Xapian threw, in its own words.
///
/// Catch it by kind:
/// ```swift
/// do {
///   try database.document(7)
/// } catch XapianError.Kind.documentNotFound {
///   …
/// }
/// ```
public struct XapianError: Error, Equatable, Sendable {
  /// The name of Xapian's class, such as `DatabaseLockError`, or of C++'s.
  public let type: String
  /// What went wrong.
  public let message: String
  /// What it concerned, often a path or a remote host; may be empty.
  public let context: String
  /// What the operating system said, such as "No such file or directory"; may be empty.
  public let systemError: String

  /// Makes an error as Xapian would.
  public init(type: String, message: String, context: String = "", systemError: String = "") {
    self.type = type
    self.message = message
    self.context = context
    self.systemError = systemError
  }

  init(taking error: inout xap_error) {
    func text(_ bytes: xap_bytes) -> String {
      String(decoding: UnsafeBufferPointer(start: bytes.data, count: bytes.count), as: UTF8.self)
    }
    type = text(error.type)
    message = text(error.message)
    context = text(error.context)
    systemError = text(error.system)
    xap_error_clear(&error)
  }

  /// Xapian's error classes. Each raw value is the class's name.
  public enum Kind: String, Sendable, CaseIterable {
    /// The database changed too much since it was opened: reopen it and repeat all of the work.
    case databaseModified = "DatabaseModifiedError"
    /// Another writer has the database open.
    case databaseLocked = "DatabaseLockError"
    /// There is no database.
    case databaseNotFound = "DatabaseNotFoundError"
    /// The database can't be opened.
    case databaseOpening = "DatabaseOpeningError"
    /// The database is of a format this Xapian does not read.
    case databaseVersion = "DatabaseVersionError"
    /// The database can't be created.
    case databaseCreate = "DatabaseCreateError"
    /// The database's files are damaged.
    case databaseCorrupt = "DatabaseCorruptError"
    /// The database was closed before.
    case databaseClosed = "DatabaseClosedError"
    /// Another failure of the database, reading or writing (a full disk is one).
    case database = "DatabaseError"
    /// No document has this id.
    case documentNotFound = "DocNotFoundError"
    /// An argument that can't be.
    case invalidArgument = "InvalidArgumentError"
    /// An operation that can't be done in this state.
    case invalidOperation = "InvalidOperationError"
    /// An operation that Xapian doesn't have here.
    case unimplemented = "UnimplementedError"
    /// A feature left out of this build of Xapian.
    case featureUnavailable = "FeatureUnavailableError"
    /// The remote server failed or can't be reached.
    case network = "NetworkError"
    /// The remote server took too long.
    case networkTimeout = "NetworkTimeoutError"
    /// A wildcard stands for too many terms.
    case wildcard = "WildcardError"
    /// A number out of range.
    case range = "RangeError"
    /// Bytes that are no serialised object of Xapian's.
    case serialisation = "SerialisationError"
    /// No memory was left.
    case outOfMemory = "std::bad_alloc"
    /// Anything else: see ``XapianError/type``.
    case other
  }

  /// The class of the error.
  public var kind: Kind { Kind(rawValue: type) ?? .other }
}

extension XapianError: CustomStringConvertible {
  /// One line with all that is known.
  public var description: String {
    var text = "\(type): \(message)"
    if !context.isEmpty { text += " (\(context))" }
    if !systemError.isEmpty { text += ": \(systemError)" }
    return text
  }
}

/// Lets `catch` name the kind of a ``XapianError``.
public func ~= (kind: XapianError.Kind, error: any Error) -> Bool {
  (error as? XapianError)?.kind == kind
}
