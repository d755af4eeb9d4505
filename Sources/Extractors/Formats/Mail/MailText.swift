// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The text of a message, and the files that come with it.
struct MailText {
  /// A file that comes with a message.
  struct Attachment {
    var name: String
    var type: DocumentType?
    var content: () throws(Unreadable) -> [UInt8]

    /// Reads it as a document of its own.
    func read(into unpacking: Unpacking) throws(Unreadable) {
      let bytes: [UInt8]
      do throws(Unreadable) {
        bytes = try content()
      } catch {
        return unpacking.fail(error, member: name)
      }
      try unpacking.read(bytes, name: name, type: type)
    }
  }

  private(set) var body: [String] = []
  private(set) var attachments: [Attachment] = []
  private(set) var hasMore = false
  private let unpacking: Unpacking
  private var partCount = 0
  /// Messages within the envelopes of signatures, and parts whose boundary had to be guessed, in each other.
  private var depth = 0
  private static let deepest = 5

  init(_ unpacking: Unpacking) {
    self.unpacking = unpacking
  }

  /// Adds the parts of a message.
  mutating func add(_ message: MailMessage) throws(Unreadable) {
    hasMore = hasMore || message.hasMore
    for index in 0..<message.partCount {
      let part = message.part(index)
      if !part.isSecond { partCount += 1 }
      do throws(Unreadable) {
        if part.isRest {
          try addRest(try message.content(index))
        } else if Self.isEnvelope(part) {
          try addEnvelope(try message.content(index))
        } else if !part.isAttachment && part.type == "text/plain" {
          addPlain(try decoded(try message.content(index), part.charset))
        } else if !part.isAttachment && part.type == "text/html" {
          try addPage(try message.content(index), part)
        } else {
          attachments.append(
            Attachment(
              name: part.name ?? "part-\(partCount)",
              type: part.type == "message/rfc822" ? .mail : nil,
              content: { () throws(Unreadable) in try message.content(index) }))
        }
      } catch {
        unpacking.fail(error, member: part.name ?? "part-\(partCount)")
      }
    }
  }

  private func decoded(_ bytes: [UInt8], _ charset: String?) throws(Unreadable) -> String {
    // It looks like ASCII, which needs no decoding.
    if charset == "UTF-7", let text = CharsetDecoder.text(of: bytes, in: "UTF-7") { return text }
    let decoded = try DeclaredCharset.text(of: bytes, declared: charset)
    unpacking.fail(decoded.flaws)
    return TwiceEncoded.repaired(decoded.text) ?? decoded.text
  }

  /// Plain text, with files that are written into it in letters (uuencode).
  private mutating func addPlain(_ text: String) {
    guard let (plain, files) = UnixEncoded.files(in: text) else {
      body.append(text)
      return
    }
    body.append(plain)
    for file in files {
      attachments.append(
        Attachment(name: file.name, type: nil, content: { () throws(Unreadable) in file.bytes }))
    }
  }

  /// A page; where there is plain text, too, only if it says more.
  private mutating func addPage(_ bytes: [UInt8], _ part: MailMessage.Part) throws(Unreadable) {
    let plain = part.isSecond ? body.last ?? "" : ""
    if part.isSecond && !Self.mayBeStub(plain, besides: bytes.count) { return }
    let page = try HTMLPage.content(ofText: try decoded(bytes, part.charset)).text
    if !part.isSecond || Self.saysMore(page, than: plain) { body.append(page) }
  }

  /// Whether plain text is so short that it may only tell that there is a page.
  static func mayBeStub(_ plain: String, besides size: Int) -> Bool {
    plain.utf8.count < 400 || plain.utf8.count * 10 < size
  }

  /// Whether a page has a fifth more words, and at least three, that its plain text has not.
  static func saysMore(_ page: String, than plain: String) -> Bool {
    func words(_ text: String) -> Set<Substring> {
      Set(text.lowercased().split { !$0.isLetter && !$0.isNumber })
    }
    let own = words(page)
    let missing = own.subtracting(words(plain)).count
    return missing >= 3 && missing * 5 >= own.count
  }

  /// What stands where parts should be: with the boundary that it shows, else as text.
  private mutating func addRest(_ bytes: [UInt8]) throws(Unreadable) {
    guard depth < Self.deepest, let boundary = Self.boundary(in: bytes) else {
      return addPlain(try decoded(bytes, nil))
    }
    let head = "Content-Type: multipart/mixed; boundary=\"\(boundary)\"\n\n"
    try addInner(Array(head.utf8) + bytes)
  }

  /// The boundary of parts: what follows "--" on the line before the first header of a part.
  private static func boundary(in bytes: [UInt8]) -> String? {
    let lines = bytes.split(separator: 0x0a, maxSplits: 200, omittingEmptySubsequences: false)
    for (line, next) in zip(lines, lines.dropFirst()) where line.starts(with: Array("--".utf8)) {
      guard MailShape.hasHeaders(next + [0x0a]) else { continue }
      let name = line.dropFirst(2).filter { $0 != 0x0d }
      if !name.isEmpty, name.count <= 200, !name.contains(UInt8(ascii: "\"")) {
        return String(decoding: name, as: UTF8.self)
      }
    }
    return nil
  }

  private static func isEnvelope(_ part: MailMessage.Part) -> Bool {
    ["application/pkcs7-mime", "application/x-pkcs7-mime"].contains(part.type)
      || part.name?.lowercased().hasSuffix(".p7m") == true
  }

  /// A message in the envelope of a signature.
  private mutating func addEnvelope(_ bytes: [UInt8]) throws(Unreadable) {
    guard let content = try MailMessage.content(ofSigned: bytes) else { return }
    guard depth < Self.deepest else {
      throw Unreadable(.bomb, "lies in more than \(Self.deepest) envelopes: it is left out")
    }
    try addInner(content)
  }

  private mutating func addInner(_ bytes: [UInt8]) throws(Unreadable) {
    depth += 1
    defer { depth -= 1 }
    try add(try MailMessage(bytes))
  }
}
