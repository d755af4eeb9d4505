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

  /// A class of Xapian's errors; the raw value is its name.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The name of the class.
    public let rawValue: String
    /// Makes a kind of the name of a class.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The database changed too much since it was opened: reopen it and repeat all of the work.
    public static let databaseModified = Kind(rawValue: "DatabaseModifiedError")
    /// Another writer has the database open.
    public static let databaseLocked = Kind(rawValue: "DatabaseLockError")
    /// There is no database.
    public static let databaseNotFound = Kind(rawValue: "DatabaseNotFoundError")
    /// The database can't be opened.
    public static let databaseOpening = Kind(rawValue: "DatabaseOpeningError")
    /// The database is of a format this Xapian does not read.
    public static let databaseVersion = Kind(rawValue: "DatabaseVersionError")
    /// The database can't be created.
    public static let databaseCreate = Kind(rawValue: "DatabaseCreateError")
    /// The database's files are damaged.
    public static let databaseCorrupt = Kind(rawValue: "DatabaseCorruptError")
    /// The database was closed before.
    public static let databaseClosed = Kind(rawValue: "DatabaseClosedError")
    /// Another failure of the database, reading or writing (a full disk is one).
    public static let database = Kind(rawValue: "DatabaseError")
    /// No document has this id.
    public static let documentNotFound = Kind(rawValue: "DocNotFoundError")
    /// An argument that can't be.
    public static let invalidArgument = Kind(rawValue: "InvalidArgumentError")
    /// An operation that can't be done in this state.
    public static let invalidOperation = Kind(rawValue: "InvalidOperationError")
    /// An operation that Xapian doesn't have here.
    public static let unimplemented = Kind(rawValue: "UnimplementedError")
    /// A feature left out of this build of Xapian.
    public static let featureUnavailable = Kind(rawValue: "FeatureUnavailableError")
    /// The remote server failed or can't be reached.
    public static let network = Kind(rawValue: "NetworkError")
    /// The remote server took too long.
    public static let networkTimeout = Kind(rawValue: "NetworkTimeoutError")
    /// A wildcard stands for too many terms.
    public static let wildcard = Kind(rawValue: "WildcardError")
    /// A number out of range.
    public static let range = Kind(rawValue: "RangeError")
    /// Bytes that are no serialised object of Xapian's.
    public static let serialisation = Kind(rawValue: "SerialisationError")
    /// No memory was left.
    public static let outOfMemory = Kind(rawValue: "std::bad_alloc")
  }

  /// The class of the error.
  public var kind: Kind { Kind(rawValue: type) }
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
