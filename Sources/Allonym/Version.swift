// SPDX-License-Identifier: GPL-2.0-or-later

/// This release of the program and the library.
public enum Release {
  /// The version, as in CHANGELOG.md.
  public static let version = "0.1.0"
}
