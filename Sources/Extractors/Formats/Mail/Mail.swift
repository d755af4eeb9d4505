// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Mail. A message is a document, each attachment another.
enum Mail {
  static func unpackMessage(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) {
    let beginning = try input.beginning()
    if beginning.first == 0x30 { return try unpackEnvelope(input, unpacking) }
    // Some programs give one name to both.
    if MailShape.type(of: beginning) == .mailbox { return try unpackMailbox(input, unpacking) }
    guard input.size <= Unpacking.largestMember else {
      throw Unreadable.tooLarge()
    }
    try add(trimmed(withLineFeeds(try input.bytes())), to: unpacking)
  }

  /// The bytes with line feeds where old Macintoshes ended lines otherwise.
  private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
    let beginning = bytes.prefix(4096)
    guard beginning.contains(0x0d), !beginning.contains(0x0a) else { return bytes }
    return bytes.map { $0 == 0x0d ? 0x0a : $0 }
  }

  /// What lies in the envelope of a signature: a mail, or any file, as `contract.pdf.p7m`.
  private static func unpackEnvelope(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) {
    guard let content = try MailMessage.content(ofSigned: try input.bytes()) else {
      throw Unreadable(.textless, "holds a signature of something that is elsewhere")
    }
    if MailShape.hasHeaders(content.prefix(1 << 16)) { return try add(content[...], to: unpacking) }
    let suffix = input.name.fileExtension
    let name = RawPath(bytes: input.name.name).shown
    try unpacking.read(content, name: String(name.dropLast(suffix.utf8.count + 1)))
  }

  static func unpackMailbox(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) {
    let beginning = try input.beginning()
    guard
      MailShape.type(of: beginning) == .mailbox || beginning.starts(with: MailShape.separatorMark)
    else {
      if MailShape.type(of: beginning) == .mail { return try unpackMessage(input, unpacking) }
      throw Unreadable(.damaged, "is no mailbox: it does not begin with \"From \"")
    }
    try input.withDescriptor { descriptor throws(Unreadable) in
      var mailbox = Mailbox(descriptor: descriptor)
      var number = 0
      while let message = try mailbox.next() {
        number += 1
        try unpacking.within("\(number)") { () throws(Unreadable) in
          do throws(Unreadable) {
            try add(message[...], to: unpacking)
          } catch {
            unpacking.fail(error)
          }
        }
      }
    }
  }

  /// A message without what other programs put before and behind it: empty lines, the line of a mailbox,
  /// and, by Apple's Mail, the count of its bytes and a list of properties.
  private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    var rest = bytes.drop {
      $0 == 0x0a || $0 == 0x0d || $0 == 0x20 || [0xef, 0xbb, 0xbf].contains($0)
    }
    let line = rest.prefix { $0 != 0x0a }
    let digits = line.filter { $0 > 0x20 }
    if !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }),
      let count = Int(String(decoding: digits, as: UTF8.self))
    {
      return rest.dropFirst(line.count + 1).prefix(count)
    }
    for mark in ["From ", ">From "] where rest.starts(with: Array(mark.utf8)) {
      rest = rest.drop { $0 != 0x0a }.dropFirst()
    }
    return rest
  }

  private static func add(_ bytes: ArraySlice<UInt8>, to unpacking: Unpacking) throws(Unreadable) {
    guard MailShape.hasHeaders(bytes.prefix(1 << 16)) else {
      throw Unreadable(.damaged, "is no mail message: it has no headers")
    }
    let message = try MailMessage(Array(bytes))
    var text = MailText(unpacking)
    try text.add(message)
    let author = message.headers("From").first ?? message.headers("Sender").first
    unpacking.add(
      Content(
        title: message.headers("Subject").first, titleOrigin: .declared, author: author,
        text: (heads(of: message) + [""] + text.body).joined(separator: "\n"),
        date: message.date),
      type: .mail, id: message.id)
    for attachment in text.attachments { try attachment.read(into: unpacking) }
    if text.hasMore {
      unpacking.fail(
        Unreadable(.bomb, "has more parts than a mail that people write: the rest is left out"))
    }
  }

  /// Headers that name people.
  static let people = [
    "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Resent-From", "Resent-Sender", "Resent-To",
    "Resent-Cc", "Resent-Bcc",
  ]

  /// Who wrote and got a message, as its headers have it: all that is between the names is kept, since
  /// programs separate them in ways of their own.
  static func heads(of message: MailMessage) -> [String] {
    let from = message.headers("From").joined(separator: " ")
    return people.flatMap { name in
      message.headers(name).compactMap { value in
        let isRepeated = (name == "Sender" || name == "Reply-To") && from.contains(value)
        return isRepeated ? nil : "\(name): \(value)"
      }
    }
  }
}
