// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Why files of many formats are not read, each said once.
extension Unreadable {
  /// It asks for a password.
  static let encrypted = Unreadable(
    .encrypted, "asks for a password: save it without one to have it indexed")

  /// It is larger than files of its format may be.
  static func tooLarge(_ limit: Int = Unpacking.largestMember) -> Unreadable {
    Unreadable(.tooLarge, "is larger than \(limit >> 20) MiB: split it to have it indexed")
  }
}
