// SPDX-License-Identifier: GPL-2.0-or-later
internal import COutlook
import Documents

/// The files of Outlook: single messages (.msg), stores (.pst, .ost), and what it sends in place of MIME
/// (winmail.dat).
enum Outlook {
  /// A store: each message is a document, as in a mailbox.
  static func unpackStore(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) {
    let items = OutlookItems(unpacking) { message, number in
      message.folder.isEmpty ? "\(number)" : "\(RawPath(message.folder).shown)/\(number)"
    }
    var broken = 0
    let result = try input.withDescriptor { descriptor throws(Unreadable) in
      try items.read { outlook_store_read(descriptor, $0, &broken) }
    }
    if result == OUTLOOK_DAMAGED {
      throw Unreadable(.damaged, "is damaged or no store of Outlook: libpst does not read it")
    }
    if broken > 0 {
      unpacking.fail(
        Unreadable(.damaged, "has \(broken) items that libpst does not read: they are left out"))
    }
  }

  /// A message in TNEF.
  static func unpackTransport(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) {
    guard input.size <= Unpacking.largestMember else { throw Unreadable.tooLarge() }
    let bytes = try input.bytes()
    let items = OutlookItems(unpacking) { _, _ in nil }
    let result = try items.read { tnef_read(bytes, bytes.count, $0) }
    if result == OUTLOOK_DAMAGED {
      unpacking.fail(
        Unreadable(.damaged, "is damaged: what libytnef does not read of it is left out"))
    }
  }

  /// A message in a compound file.
  static func unpackMessage(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) {
    let file = OutlookFile(try CompoundFile(input))
    guard file.hasProperties("") else {
      throw Unreadable(.damaged, "is damaged or no message of Outlook")
    }
    try file.message("").add(to: unpacking)
  }
}
