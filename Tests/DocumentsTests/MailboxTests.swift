// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// Mail as the programs of people keep it.
struct MailboxTests {
  private static func message(_ number: Int, body: String = "Tartus") -> String {
    """
    From: Writer <writer@example.org>
    To: reader@example.org
    Subject: note \(number)
    Date: Mon, 6 Jan 2020 10:00:00 +0000

    \(body)

    """
  }

  private static let line = "From writer@example.org Mon Jan  6 10:00:00 2020\n"

  private func documents(_ content: String, as name: String) throws -> [SourceDocument] {
    try read(content.utf8, as: name).compactMap { try? $0.get() }
  }

  @Test(
    "A line that begins with From in a message ends it only where a time and a header stand",
    arguments: [
      "From the port we went on", "From now on, 10:30 is the time:\nwe meet", "From Mon Jan 6",
    ])
  func lineInText(text: String) throws {
    let box = (1...5).map {
      Self.line + Self.message($0, body: $0 == 2 ? "see\n\n\(text)\n" : "Tartus")
    }
    let found = try documents(box.joined(separator: "\n"), as: "a.mbox")
    #expect(found.map(\.title) == (1...5).map { "note \($0)" })
    #expect(found[1].text.contains(text))
  }

  @Test("The length that a message tells keeps a separator in its text, if it fits")
  func contentLength() throws {
    let body = "first\n\n\(Self.line)Subject: inner\n\nsecond\n"
    func box(_ length: Int) -> String {
      Self.line
        + Self.message(1, body: body).replacing(
          "Subject:", with: "Content-Length: \(length)\nSubject:", maxReplacements: 1)
        + Self.line + Self.message(2)
    }
    let whole = Self.message(1, body: body)
    let length = whole.utf8.count - whole.ranges(of: "\n\n")[0].upperBound.utf16Offset(in: whole)
    #expect(try documents(box(length), as: "a.mbox").count == 2)
    #expect(try documents(box(7), as: "a.mbox").count == 3)
  }

  @Test(
    "Mail is recognised by its content where its name says nothing",
    arguments: [
      ("Inbox", "From - Mon Jan 06 10:00:00 2020\nX-Mozilla-Status: 0001\n", 2),
      ("2020-January.txt", line, 2), ("1234.M1P2.host:2,S", "Message-ID: <1@example.org>\n", 1),
      ("7.", "X-Folder: Sent\n", 1), ("8.", "MIME-Version: 1.0\n", 1),
    ])
  func withoutName(name: String, head: String, count: Int) throws {
    let content = (1...count).map { head + Self.message($0) }.joined(separator: "\n")
    let found = try documents(content, as: name)
    #expect(found.map(\.type) == [DocumentType](repeating: .mail, count: count))
    #expect(found.first?.title == "note 1" && found.first?.date == "20200106")
  }

  @Test(
    "A text with a colon is no mail",
    arguments: ["Subject: ports\nTartus", "From: here\n\nto there"])
  func noMail(text: String) throws {
    #expect(try documents(text, as: "a.txt").map(\.type) == [.text])
  }

  @Test("A message of Apple's Mail is read without what it adds")
  func apple() throws {
    let message = Self.message(1)
    let file = "\(message.utf8.count)\n\(message)<?xml version=\"1.0\"?><plist>flags</plist>"
    let mail = try #require(try documents(file, as: "1.emlx").first)
    #expect(mail.title == "note 1" && !mail.text.contains("flags"))
  }

  @Test(
    "A draft without names, and one after empty lines, are mail",
    arguments: [
      "Date: Mon, 6 Jan 2020 10:00:00 +0000\nContent-Type: text/plain\n\nTartus",
      "\n\nFrom: a@example.org\nSubject: S\n\nTartus",
    ])
  func draft(message: String) throws {
    #expect(try documents(message, as: "a.eml").first?.text.hasSuffix("Tartus") == true)
  }
}

/// Parts and headers of mail that programs write in their own ways.
struct MailPartTests {
  private func documents(_ content: [UInt8]) throws -> [SourceDocument] {
    try read(content, as: "a.eml").compactMap { try? $0.get() }
  }

  @Test(
    "The page of a mail is read where the plain text is none",
    arguments: ["", "Please enable HTML.", "View online: https://example.org/x"])
  func stub(plain: String) throws {
    let mail = """
      From: a@example.org
      Subject: S
      Content-Type: multipart/alternative; boundary=A

      --A
      Content-Type: text/plain

      \(plain)
      --A
      Content-Type: text/html

      <p>The port contract was signed by the company of Tartus on Monday.</p>
      --A--
      """
    #expect(try documents(Array(mail.utf8))[0].text.contains("company of Tartus"))
  }

  @Test("All who got a mail are named, whatever is between their names")
  func recipients() throws {
    let mail = """
      From: a@example.org
      To: Boris <b@example.org>; "Orlov, Ivan" <c@example.org>
      Bcc: secret@example.org
      Reply-To: other@example.org
      Resent-To: later@example.org
      Subject: S

      text
      """
    let text = try documents(Array(mail.utf8))[0].text
    for part in [
      "b@example.org", "Orlov, Ivan", "c@example.org", "Bcc: secret@", "Reply-To: other@",
      "Resent-To: later@",
    ] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test(
    "Headers in plain bytes of an old character set are read",
    arguments: ["KOI8-R", "WINDOWS-1251"])
  func rawHeaders(charset: String) throws {
    let mail = """
      From: Пеликанов <a@example.org>
      Subject: Протокол заседания комиссии
      Content-Type: text/plain; charset=\(charset)
      Content-Transfer-Encoding: 8bit

      Порт открыт
      """
    let document = try documents(CharsetTests.encoded(mail, charset))[0]
    #expect(document.title == "Протокол заседания комиссии")
    #expect(
      document.author == "Пеликанов <a@example.org>" && document.text.hasSuffix("Порт открыт"))
  }

  @Test("Parts whose boundary is another than the headers say are read")
  func boundary() throws {
    let mail = """
      From: a@example.org
      Subject: S
      Content-Type: multipart/mixed; boundary=C

      --B
      Content-Type: text/plain
      Content-Transfer-Encoding: base64

      VGFydHVz
      --B--
      """
    #expect(try documents(Array(mail.utf8))[0].text.contains("Tartus"))
    let plain =
      "From: a@example.org\nSubject: S\nContent-Type: multipart/mixed; boundary=C\n\nTartus\n"
    #expect(try documents(Array(plain.utf8))[0].text.contains("Tartus"))
  }

  @Test("A file that is written into the text is a document")
  func unixEncoded() throws {
    let mail = "From: a@example.org\nSubject: S\n\nsee\n\nbegin 644 note.txt\n&5&%R='5S\n`\nend\n"
    let found = try documents(Array(mail.utf8))
    #expect(found.count == 2 && found[1].text == "Tartus" && found[1].member == "note.txt")
    #expect(!found[0].text.contains("begin 644"))
  }

  @Test("Text in UTF-7 is decoded")
  func utf7() throws {
    let mail =
      "From: a@example.org\nSubject: S\nContent-Type: text/plain; charset=utf-7\n\n+BB8EPgRABEI-\n"
    #expect(try documents(Array(mail.utf8))[0].text.contains("Порт"))
  }
}
