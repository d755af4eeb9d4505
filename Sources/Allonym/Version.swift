// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// This release of the program and the library.
public enum Release {
  /// The version, as in CHANGELOG.md.
  public static let version = ReaderProgram.version
}
