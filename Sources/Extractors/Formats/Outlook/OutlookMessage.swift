// SPDX-License-Identifier: GPL-2.0-or-later
internal import COutlook
import Documents

/// A message, contact, appointment or note as Outlook keeps it, with what comes with it.
struct OutlookMessage {
  /// What comes with a message.
  enum Attachment {
    case file(name: String, bytes: [UInt8])
    case message(OutlookMessage)
    /// What could not be taken out, and why.
    case lost(name: String, Unreadable)
  }

  /// What comes with a message has no content here.
  static let absent = Unreadable(
    .damaged, "has no content in the message: it is empty, damaged or elsewhere")
  /// What comes with a message is a drawing, table or the like within its text, kept by the program that made it.
  static let object = Unreadable(.unknownType, "is an object of another program, which is not read")
  /// What comes with a message lies in too many others.
  static let tooDeep = Unreadable(
    .bomb, "lies more than \(OUTLOOK_DEEPEST) messages deep: it is left out")

  var folder = ""
  var subject = ""
  var sender = ""
  var address = ""
  var to = ""
  var cc = ""
  var bcc = ""
  /// The headers as they came over the net.
  var headers: [UInt8] = []
  var id = ""
  var plain = ""
  /// The text as HTML, whose character set it or ``charset`` tells.
  var page: [UInt8] = []
  /// The text as Rich Text.
  var rich: [UInt8] = []
  /// The fields of a contact or an appointment, a line each.
  var others = ""
  /// The day in UTC, as YYYYMMDD.
  var day: String?
  var charset: String?
  var attachments: [Attachment] = []

  /// Hands out the message and what comes with it.
  func add(to unpacking: Unpacking) throws(Unreadable) {
    let carried = try? headers.isEmpty ? nil : MailMessage(headers + Array("\n\n".utf8))
    var heads = carried.map(Mail.heads) ?? []
    // Who got a blind copy, and all of a message that was never sent, stands in the fields alone.
    for (name, value) in [("From", from), ("To", to), ("Cc", cc), ("Bcc", bcc)] {
      guard let line = Title.oneLine(value) else { continue }
      let words = line.split { $0 == " " || $0 == ";" }.map { $0.lowercased() }
      let present = heads.joined(separator: "\n").lowercased()
      if !words.allSatisfy(present.contains) { heads.append("\(name): \(line)") }
    }
    let body = try body(unpacking)
    let text = (heads + [""] + [body, others].filter { !$0.isEmpty }).joined(separator: "\n")
    guard text.utf8.contains(where: { $0 > 0x20 }) || !subject.isEmpty else {
      return try addAttachments(to: unpacking)
    }
    unpacking.add(
      Content(
        title: Title.oneLine(subject), author: Title.oneLine(from), text: text,
        date: carried?.date ?? day),
      type: .mail, id: id.isEmpty ? nil : id.filter { $0 != "<" && $0 != ">" })
    try addAttachments(to: unpacking)
  }

  private func addAttachments(to unpacking: Unpacking) throws(Unreadable) {
    for (index, attachment) in attachments.enumerated() {
      switch attachment {
      case .file(let name, let bytes):
        try unpacking.read(bytes, name: name.isEmpty ? "part-\(index + 1)" : name)
      case .lost(let name, let reason):
        unpacking.fail(reason, member: name.isEmpty ? "part-\(index + 1)" : name)
      case .message(let message):
        try unpacking.within("part-\(index + 1)") { () throws(Unreadable) in
          try message.add(to: unpacking)
        }
      }
    }
  }

  private var from: String {
    // Within an organisation the address is a path of its directory, which nobody writes.
    let isAddress = address.contains("@") && !sender.contains(address)
    return isAddress ? sender.isEmpty ? address : "\(sender) <\(address)>" : sender
  }

  /// The text, in the plainest form that says all.
  private func body(_ unpacking: Unpacking) throws(Unreadable) -> String {
    var text = plain
    for (bytes, isPage) in [(page, true), (rich, false)] where !bytes.isEmpty {
      guard text.isEmpty || MailText.mayBeStub(text, besides: bytes.count) else { continue }
      do throws(Unreadable) {
        let other = try isPage ? pageText(unpacking) : RichText.content(of: bytes).text
        if text.isEmpty {
          text = other
        } else if MailText.saysMore(other, than: text) {
          text += "\n" + other
        }
      } catch {
        unpacking.fail(error, member: isPage ? "body.html" : "body.rtf")
      }
    }
    return text
  }

  private func pageText(_ unpacking: Unpacking) throws(Unreadable) -> String {
    let decoded = try DeclaredCharset.text(of: page, declared: charset)
    unpacking.fail(decoded.flaws)
    return try HTMLPage.content(ofText: decoded.text).text
  }
}

/// Texts of Outlook, which are Unicode or in a code page of Windows that the message names.
enum OutlookText {
  /// The text; of bytes in no set that is named or can be detected, what is ASCII in them.
  static func decoded(_ bytes: [UInt8], _ charset: String?) -> String {
    if bytes.isEmpty { return "" }
    if let text = try? TextDecoding.utf8(bytes[...]) {
      return TwiceEncoded.repaired(text) ?? text
    }
    if let charset, let text = CharsetDecoder.text(of: bytes, in: charset) {
      return TwiceEncoded.repaired(text) ?? text
    }
    return (try? TextDecoding.text(of: bytes).text) ?? String(decoding: bytes, as: UTF8.self)
  }

  /// The set of a code page as iconv names it. Source: "Code Page Identifiers" of Windows.
  static func charset(ofCodePage number: Int) -> String? {
    switch number {
    case 0, 1200, 65001: nil
    case 10007: "MAC-CYRILLIC"
    case 20127: "WINDOWS-1252"
    case 20866: "KOI8-R"
    case 21866: "KOI8-U"
    case 28591...28606: "ISO-8859-\(number - 28590)"
    case 50220...50222: "ISO-2022-JP"
    case 50225: "ISO-2022-KR"
    case 51932: "EUC-JP"
    case 51949: "EUC-KR"
    case 936, 52936, 54936: "GB18030"
    case 65000: "UTF-7"
    default: "CP\(number)"
    }
  }
}
