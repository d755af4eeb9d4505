// SPDX-License-Identifier: GPL-2.0-or-later
internal import CMail

/// Mail: all traffic with GMime. A message is a document, each attachment another.
enum Mail {
  static func unpackMessage(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) {
    try input.withDescriptor { descriptor throws(Unreadable) in
      let reader = try reader(of: descriptor, isMailbox: false)
      defer { mail_reader_free(reader) }
      guard mail_next(reader), isMessage(reader) else {
        throw Unreadable(.damaged, "is no mail message: it has no headers")
      }
      try add(reader, to: unpacking)
    }
  }

  static func unpackMailbox(_ input: Input, _ unpacking: Unpacking) throws(Unreadable) {
    guard try input.beginning().starts(with: Array("From ".utf8)) else {
      throw Unreadable(.damaged, "is no mailbox: it does not begin with \"From \"")
    }
    try input.withDescriptor { descriptor throws(Unreadable) in
      let reader = try reader(of: descriptor, isMailbox: true)
      defer { mail_reader_free(reader) }
      var number = 0
      while !unpacking.isStopped, mail_next(reader) {
        number += 1
        try unpacking.within("\(number)") { () throws(Unreadable) in
          guard isMessage(reader) else {
            return unpacking.fail(Unreadable(.damaged, "is no mail message: it has no headers"))
          }
          try add(reader, to: unpacking)
        }
      }
    }
  }

  private static func reader(of descriptor: Int32, isMailbox: Bool) throws(Unreadable)
    -> OpaquePointer
  {
    guard mail_is_readable() else {
      throw Unreadable.missing(library: "GMime", package: "libgmime-3.0-0")
    }
    guard let reader = mail_reader_new(descriptor, isMailbox) else { throw Unreadable.noMemory }
    return reader
  }

  private static func isMessage(_ reader: OpaquePointer) -> Bool {
    ["From", "To", "Subject"].contains { (name: String) in mail_header(reader, name) != nil }
  }

  private static func add(_ reader: OpaquePointer, to unpacking: Unpacking) throws(Unreadable) {
    var body: [String] = []
    var attachments: [Int] = []
    for index in 0..<mail_part_count(reader) {
      let part = mail_part_at(reader, index)
      let type = part.type.map { String(cString: $0) } ?? ""
      if !part.is_attachment && (type == "text/plain" || type == "text/html") {
        do throws(Unreadable) {
          body.append(try text(of: index, part, isPage: type == "text/html", reader))
        } catch {
          unpacking.fail(error, member: "part-\(index + 1)")
        }
      } else {
        attachments.append(Int(index))
      }
    }
    let heads = ["From", "To", "Cc"].compactMap { name in
      header(reader, name).map { "\(name): \($0)" }
    }
    let day = mail_day(reader)
    let id = mail_message_id(reader).map { String(cString: $0) }
    unpacking.add(
      Content(
        title: header(reader, "Subject"), titleOrigin: .declared, author: header(reader, "From"),
        text: (heads + [""] + body).joined(separator: "\n"),
        date: day > 0 ? PublicationDate.compact(String(day)) : nil),
      type: .mail, id: id)
    for index in attachments { try attach(index, of: reader, unpacking) }
    if mail_has_more(reader) {
      unpacking.fail(
        Unreadable(.bomb, "has more parts than a mail that people write: the rest is left out"))
    }
  }

  private static func header(_ reader: OpaquePointer, _ name: String) -> String? {
    mail_header(reader, name).flatMap { Title.oneLine(String(cString: $0)) }
  }

  private static func text(
    of index: Int, _ part: mail_part, isPage: Bool, _ reader: OpaquePointer
  ) throws(Unreadable) -> String {
    let bytes = try content(of: index, reader)
    let declared = part.charset.map { CharsetDecoder.webName(String(cString: $0)) }
    let text = try DeclaredCharset.text(of: bytes, declared: declared)
    return isPage ? try HTMLPage.content(ofText: text).text : text
  }

  private static func attach(_ index: Int, of reader: OpaquePointer, _ unpacking: Unpacking)
    throws(Unreadable)
  {
    let part = mail_part_at(reader, index)
    let type = part.type.map { String(cString: $0) } ?? ""
    let name = part.name.map { RawPath(String(cString: $0)).shown } ?? "part-\(index + 1)"
    let bytes: [UInt8]
    do throws(Unreadable) {
      bytes = try content(of: index, reader)
    } catch {
      return unpacking.fail(error, member: name)
    }
    try unpacking.read(bytes, name: name, type: type == "message/rfc822" ? .mail : nil)
  }

  private static func content(
    of index: Int, _ reader: OpaquePointer
  ) throws(Unreadable) -> [UInt8] {
    var isTooLarge = false
    let bytes = mail_part_bytes(reader, index, Unpacking.largestMember, &isTooLarge)
    defer { mail_bytes_free(bytes) }
    if isTooLarge {
      let most = Unpacking.largestMember >> 20
      throw Unreadable(
        .tooLarge, "is larger than \(most) MiB: save it from the mail and split it")
    }
    return Array(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.count))
  }
}
