// SPDX-License-Identifier: GPL-2.0-or-later
internal import CXapian

/// The Xapian library this program runs with.
public enum XapianLibrary {
  /// The library's version, such as "1.4.22".
  public static var version: String { String(cString: xap_library_version()) }

  /// The longest term in bytes; a zero byte in it counts as two.
  public static let longestTerm = 245
}
