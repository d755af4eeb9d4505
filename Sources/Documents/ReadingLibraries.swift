// SPDX-License-Identifier: GPL-2.0-or-later
internal import CLanguage
internal import CMagic

/// The libraries that every file is read with. Like those of single formats they are loaded when they
/// are needed; searching needs none.
public enum ReadingLibraries {
  /// A library that is not installed.
  public struct Missing: Error, Equatable, Sendable {
    /// Its name.
    public var library: String
    /// The Debian package that holds it.
    public var package: String
  }

  /// Makes sure of them before the first file is read.
  ///
  /// - Throws: where one is not installed.
  public static func check() throws(Missing) {
    if !language_is_tellable() { throw Missing(library: "CLD2", package: "libcld2-0") }
    if magic_library() == nil { throw Missing(library: "libmagic", package: "libmagic1") }
  }
}
