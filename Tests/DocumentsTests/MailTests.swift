// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

struct MailTests {
  static let message = """
    From: =?utf-8?B?0JHQvtGA0LjRgQ==?= <b@example.org>
    To: a@example.org
    Subject: =?windows-1251?Q?=D2=E0=F0=F2=F3=F1?=
    Date: Tue, 05 Mar 2024 23:30:00 +0300
    Message-ID: <1@example.org>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=X

    --X
    Content-Type: multipart/alternative; boundary=Y

    --Y
    Content-Type: text/plain; charset=koi8-r
    Content-Transfer-Encoding: quoted-printable

    =F4=C1=D2=D4=D5=D3
    --Y
    Content-Type: text/html

    <p>not twice</p>
    --Y--
    --X
    Content-Type: text/plain; name=note.txt
    Content-Disposition: attachment; filename=note.txt

    Attached Hmeimim
    --X
    Content-Type: message/rfc822

    From: c@example.org
    Subject: Inner

    Inner text
    --X--

    """

  @Test("A message is a document, its attachments are others")
  func message() throws {
    let documents = try read(Self.message.utf8, as: "a.eml").map { try $0.get() }
    #expect(documents.map(\.member) == [nil, "note.txt", "part-3"])
    let mail = documents[0]
    #expect(mail.title == "Тартус" && mail.author == "Борис <b@example.org>")
    #expect(mail.date == "20240305" && mail.id == "1@example.org" && mail.type == .mail)
    #expect(mail.text.hasPrefix("From: Борис <b@example.org>\nTo: a@example.org\n\nТартус"))
    #expect(!mail.text.contains("not twice"))
    #expect(documents[1].text.hasPrefix("Attached Hmeimim") && documents[1].type == .text)
    #expect(documents[2].title == "Inner" && documents[2].type == .mail)
  }

  @Test("The messages of a mailbox are numbered")
  func mailbox() throws {
    let box = (1...3).map { _ in "From a@example.org Tue Mar  5 23:30:00 2024\n\(Self.message)\n" }
    let documents = try read(box.joined().utf8, as: "a.mbox").map { try $0.get() }
    #expect(documents.count == 9)
    #expect(documents[3].member == "2" && documents[4].member == "2!note.txt")
    #expect(documents[3].location.hasSuffix("a.mbox!2"))
  }

  @Test("A part that cannot be read is reported with its reason, and the rest is read")
  func brokenPart() throws {
    let mail = """
      From: a@example.org
      Subject: S
      Content-Type: multipart/mixed; boundary=X

      --X
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: base64

      AAAAAAAAAAA=
      --X
      Content-Type: text/plain

      Tartus
      --X--

      """
    let results = try read(mail.utf8, as: "a.eml")
    let failure = try #require(results.compactMap(\.failure).first)
    #expect(failure.member == "part-1" && failure.kind == .damaged, "\(failure)")
    #expect(results.compactMap { try? $0.get() }.first?.text.hasSuffix("Tartus") == true)
  }

  @Test("More parts than are read are reported")
  func manyParts() throws {
    var mail = "From: a@example.org\nContent-Type: multipart/mixed; boundary=X\n\n"
    for number in 0..<2100 { mail += "--X\nContent-Type: text/plain\n\nline \(number)\n" }
    let results = try read((mail + "--X--\n").utf8, as: "a.eml")
    #expect(results.compactMap(\.failure).map(\.kind) == [.bomb])
  }

  @Test("What is no mail is reported", arguments: ["a.eml", "a.mbox"])
  func broken(name: String) throws {
    let failure = try read("no headers at all".utf8, as: name).first?.failure
    #expect(failure?.kind == .damaged)
  }

  @Test("Words of headers that are cut in the midst of a character are put together")
  func cutWords() throws {
    // "Хмеймим", cut behind the first byte of its third letter, and a word by itself behind them.
    let mail = """
      From: a@example.org
      Subject: =?utf-8?B?0KXQvNA=?=
       =?utf-8?B?tdC50LzQuNC8?= and =?utf-8?B?0LTQsA==?=
      To: b@example.org

      body
      """
    #expect(try document(mail.utf8, as: "a.eml").title == "Хмеймим and да")
  }

  @Test("A mail whose lines end as on old Macintoshes is read")
  func carriageReturns() throws {
    let mail = "From: a@example.org\rSubject: Tartus\rTo: b@example.org\r\rthe body\r"
    let document = try document(mail.utf8, as: "a.eml")
    #expect(document.title == "Tartus")
    #expect(document.text.contains("the body"))
  }
}
