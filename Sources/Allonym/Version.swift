// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
internal import Xapian

/// This release of the program and the library.
public enum Release {
  /// The version, as in CHANGELOG.md.
  public static let version = ReaderProgram.version
  /// The layout of the indexes that it writes.
  static let indexFormat = 5
  /// The version of Xapian's library that is in use.
  public static var xapianVersion: String { XapianLibrary.version }
}
