// SPDX-License-Identifier: GPL-2.0-or-later
import Spelling
import Testing

@Suite("Names") struct NamesTests {
  private static let same = 0.5

  @Test(
    "a name matches itself in another order, with titles, initials and parts left out",
    arguments: [
      ("Putin, Vladimir", "Vladimir Putin"), ("V. Putin", "Vladimir Putin"),
      ("M. I. Salih", "Muhammad Ibrahim Salih"),
      ("В. В. Путин", "Vladimir Vladimirovich Putin"),
      ("Путин Владимир Владимирович", "Vladimir Putin"),
      ("President Vladimir Putin", "Vladimir Putin"), ("Smith, Jr, John", "John Smith"),
      ("Abdulrahman Tlass", "Abd al-Rahman Tlass"), ("Abubakr Khalifa", "Abu Bakr Khalifa"),
      ("Jean-Pierre Filiu", "Jean Pierre Filiu"), ("  Hafez   al-Assad ", "HAFEZ AL ASSAD"),
    ])
  func matching(left: String, right: String) {
    #expect(Name.comparison(of: left, with: right).score >= Self.same)
  }

  @Test(
    "another person of the same family, or of the same given name, is somebody else",
    arguments: [
      ("Hafez al-Assad", "Bashar al-Assad"), ("Hassan Nasrallah", "Hussein Nasrallah"),
      ("D. Putin", "Vladimir Putin"), ("Ahmad Ali", "Ali Ahmad"), ("Abu Bakr", "Abu Kamal"),
      ("Brigade 105", "Brigade 150"), ("Omar Tlass", "Amir Tlass"), ("Vladimir", "Vladimir Putin"),
    ])
  func different(left: String, right: String) {
    #expect(Name.comparison(of: left, with: right).score < Self.same)
  }

  @Test(
    "given names that open data distinguishes are apart, listed or not, and so are father and son",
    arguments: [
      ("Hassan Hariri", "Hussein Hariri"), ("Omar Hariri", "Amir Hariri"),
      ("Salim Hariri", "Salem Hariri"), ("Rashid Hariri", "Rashad Hariri"),
      ("Jamil Hariri", "Jamal Hariri"), ("Samir Hariri", "Samar Hariri"),
      ("Nasser Hariri", "Nasr Hariri"), ("Ahmad al-Shara", "Ahmad al-Shehri"),
      ("Ahmad bin Salim", "Salim bin Ahmad"), ("أحمد بن سالم", "سالم بن أحمد"),
      ("Hamad bin Khalifa Al Thani", "Khalifa bin Hamad Al Thani"),
      ("Faisal bin Nasser Al Dosari", "Nasser bin Faisal Al Dosari"),
      ("Yusuf Omar Khalil Hariri", "عمر خليل الحريري"),
      ("Abdulrahim Hariri", "Abdulrahman Hariri"),
      ("Sergei Borisovich Ivanov", "Sergei Dmitrievich Ivanov"),
    ])
  func apart(left: String, right: String) {
    #expect(Name.comparison(of: left, with: right).score < Self.same)
  }

  @Test(
    "given names that open data knows as one are one, whatever they look like",
    arguments: [
      ("Khalid Hariri", "Khaled Hariri"), ("Hassan Hariri", "Hasan Hariri"),
      ("Osama Hariri", "Usama Hariri"), ("Muhammad Hariri", "Mehmet Hariri"),
      ("Tariq Hariri", "Tarek Hariri"), ("Hocine Hariri", "Husain Hariri"),
    ])
  func together(left: String, right: String) {
    #expect(Name.comparison(of: left, with: right).score >= Self.same)
  }

  @Test("a pair's score does not depend on what else is in the list")
  func listSize() throws {
    let pairs = [("حافظ الأسد", "Hafez al-Assad"), ("Angela Merkel", "Ангела Меркель")]
    let fill = (0..<400).map { "Qwert\($0 % 20) Zuiop\($0)xa" }
    for (name, other) in pairs {
      let alone = try NameList([other]).matches(of: name, minimumScore: 0).first?.score
      let among = try NameList([other] + fill).matches(of: name, minimumScore: 0)
        .first { $0.index == 0 }?.score
      #expect(alone == among)
    }
  }

  @Test(
    "nicknames, peerages, birth names and aliases are names of the same person",
    arguments: [
      ("James Hariri", "Jim Hariri"), ("Baron Molloy William Molloy", "William Molloy"),
      ("Robert Carr", "Baron Carr of Hadley Robert Carr"),
      ("Anna Schmidt née Weber", "Anna Weber"),
      ("Ilyich Ramirez, also known as Carlos Martinez", "Carlos Martinez"),
      ("James T. Walsh", "جیمز تی. والش"), ("Smith", "اسمیت"),
    ])
  func sameByCustom(left: String, right: String) {
    #expect(Name.comparison(of: left, with: right).score >= Self.same)
  }

  @Test("the reason says that two names are the same by custom")
  func customReason() {
    #expect(Name.comparison(of: "James Hariri", with: "Jim Hariri").reason.contains("by custom"))
  }

  @Test("an initial is not the family name of somebody else") func idleInitial() {
    let score = Name.comparison(of: "William P. Baker", with: "ویلیام بینگهام").score
    #expect(score < Self.same)
  }

  @Test(
    "legal forms are one in short and in full, in three scripts, and another form is another body",
    arguments: [
      ("Salmir Aktiengesellschaft", "Salmir AG", true), ("ООО Салмир", "Salmir LLC", true),
      ("Salmir Open Joint Stock Company", "ОАО Салмир", true),
      ("Salmir L.L.C.", "Salmir LLC", true),
      ("First Bank of Salmir", "1 Bank of Salmir", true), ("Salmir GmbH", "Salmir AG", false),
      ("3rd Bank of Salmir", "Third Bank of Salmir", true), ("Пятая армия", "5 армия", true),
      ("Brigade 27", "Brigade Twenty-Seven", true), ("ООО «Салмир»", "ООО Салмир", true),
      ("Общество с ограниченной ответственностью «Салмир»", "Salmir LLC", true),
      ("شركة سلمير ش.م.م", "Salmir LLC", true), ("Salmir GmbH", "Salmir LLC", false),
      ("شركة سلمير ذ.م.م", "شركة سلمير ذات المسؤولية المحدودة", true),
      ("Salmir GmbH", "ООО Салмир", false), ("OOO Salmir", "Salmir LLC", true),
    ])
  func legalForms(left: String, right: String, isSame: Bool) {
    #expect((Name.comparison(of: left, with: right).score >= Self.same) == isSame)
  }

  @Test("legal forms are ignored where that is asked for") func ignoredForms() throws {
    var options = NameMatchOptions()
    options.ignoresLegalForms = true
    for (name, other) in [("Salmir GmbH", "Salmir AG"), ("ООО Салмир", "Salmir GmbH")] {
      let list = try NameList([other])
      var usual = NameMatcher(list)
      var ignoring = NameMatcher(list, options: options)
      let rows = [NameRow(names: [name])]
      #expect(usual.matches(of: rows)[0].isEmpty)
      #expect(ignoring.matches(of: rows)[0].count == 1)
    }
  }

  @Test("in a long list a quick look leaves no right name out")
  func quickLook() throws {
    let pairs = [
      ("حافظ الأسد", "Hafez al-Assad"), ("Jim Hariri", "Джеймс Харири"),
      ("J. Hariri", "James Hariri"), ("عبد الرحمن الحريري", "Abdulrahman Hariri"),
      ("Abdulrahman Hariri", "Abd al-Rahman al-Hariri"), ("Hariri, Yusuf", "يوسف الحريري"),
      ("Brigade 27", "Brigade Twenty-Seven"),
    ]
    let letters = ["a", "e", "i", "o", "u"].flatMap { vowel in
      "bdfgklmnprst".map { "\($0)\(vowel)" }
    }
    let fill = (0..<900).map {
      "\(letters[$0 % 60])\(letters[$0 / 15])v \(letters[$0 * 7 % 60])\(letters[$0 % 59])zh"
    }
    let list = try NameList(pairs.map(\.1) + fill)
    for (number, (name, other)) in pairs.enumerated() {
      let alone = try NameList([other]).matches(of: name).first?.score
      let among = list.matches(of: name).first { $0.index == number }?.score
      #expect(alone != nil && alone == among, "\(name)")
    }
  }

  @Test("a matcher that is asked again gives the answers of a new one") func askedAgain() throws {
    let list = try NameList(["Hafez al-Assad", "Владимир Путин", "Angela Merkel"])
    let rows = ["Vladimir Putin", "Hafez Assad", "Putin, Vladimir"].map { NameRow(names: [$0]) }
    var matcher = NameMatcher(list)
    let all = matcher.matches(of: rows)
    for (row, matches) in zip(rows, all) {
      #expect(matcher.matches(of: [row])[0].map(\.score) == matches.map(\.score))
      #expect(matches.map(\.index) == list.matches(of: row.names[0]).map(\.index))
    }
  }

  @Test("births, countries and kinds raise a score or lower it") func evidence() throws {
    func score(_ own: NameEvidence, _ other: NameEvidence) throws -> Double {
      try NameList(rows: [NameRow(names: ["Hafez al-Assad"], evidence: other)])
        .matches(of: [NameRow(names: ["Hafez Assad"], evidence: own)], minimumScore: 0)[0][0].score
    }
    func born(_ text: String) -> NameEvidence {
      NameEvidence(births: [PartialDate(text)].compactMap { $0 })
    }
    let plain = try score(NameEvidence(), born("1930-10-06"))
    #expect(try score(born("6.10.1930"), born("1930-10-06")) > plain)
    #expect(try score(born("1960"), born("1930-10-06")) < 0.5)
    #expect(try score(NameEvidence(kind: "vessel"), NameEvidence(kind: "Person")) < 0.5)
    let egypt = NameEvidence(countries: ["Egypt"])
    #expect(try score(egypt, NameEvidence(countries: ["مصر"])) > plain)
    #expect(try score(egypt, NameEvidence(countries: ["France"])) < plain)
  }

  @Test(
    "dates of birth are read as people write them",
    arguments: [
      ("1952", "1952"), ("1952-10-07", "1952-10-07"), ("07.10.1952", "1952-10-07"),
      ("10/27/1952", "1952-10-27"), ("7 Oct 1952", "1952-10-07"), ("circa 1952", "1952"),
      ("October 1952", "1952-10"),
    ])
  func dates(text: String, read: String) {
    #expect(PartialDate(text)?.text == read)
    #expect(PartialDate("unknown") == nil)
  }

  @Test("a row is found by its best alias") func aliases() throws {
    let list = try NameList(rows: [NameRow(names: ["Somebody Else", "Hafez al-Assad"], id: "7")])
    let match = try #require(list.matches(of: "Hafez Assad").first)
    #expect(match.name == "Hafez al-Assad")
    #expect(list.row(at: match.index).id == "7")
  }

  @Test("hostile names are compared in no time and match nothing else") func hostile() throws {
    let names = [
      (0..<10_000).map { "word\($0)" }.joined(separator: " "),
      String(repeating: "ا", count: 100_000), "\u{202E}\u{2066}Putin\u{2069}", "12345 67890",
      String(repeating: ", ", count: 5_000), String(repeating: "a ", count: 5_000), "\u{0}\u{1}",
      String(decoding: [0xFF, 0xC0, 0xD8, 0x41], as: UTF8.self), "日本 太郎", "ა ბ გ",
    ]
    let list = try NameList(names + ["Vladimir Putin"])
    for name in names {
      let matches = list.matches(of: name, minimumScore: 0.9)
      #expect(matches.allSatisfy { names.indices.contains($0.index) })
    }
    #expect(list.matches(of: names[2]).first?.index == 2)
  }

  @Test("the reason tells telling letters and a dropped article") func letters() {
    let reason = Name.comparison(of: "Khalid al-Shara", with: "Халед Шараа").reason
    #expect(reason.contains("Khalid = Халед (kh = х"))
    #expect(reason.contains("article dropped"))
    #expect(!Name.comparison(of: "Ivan Petrov", with: "Иван Петров").reason.contains("("))
  }

  @Test("the score does not depend on which name comes first") func symmetry() {
    let names = ["Vladimir Putin", "Владимир Путин", "V. V. Putin", "فلاديمير بوتين", "Putin"]
    for left in names {
      for right in names {
        let forward = Name.comparison(of: left, with: right).score
        let backward = Name.comparison(of: right, with: left).score
        #expect(abs(forward - backward) < 1e-9)
        #expect((0...1).contains(forward))
      }
    }
  }

  @Test("equal names are certain, and what is missing costs") func monotony() {
    let full = Name.comparison(of: "Hassan Ali Tlass", with: "Hassan Ali Tlass").score
    let middle = Name.comparison(of: "Hassan Ali Tlass", with: "Hassan Tlass").score
    let first = Name.comparison(of: "Hassan Ali Tlass", with: "Tlass").score
    #expect(full > 0.999 && full > middle && middle > first)
  }

  @Test("the reason names each pair of words and what is missing") func reason() {
    let reason = Name.comparison(
      of: "Dr. Vladimir Vladimirovich Putin", with: "Putin, Vladimir"
    ).reason
    #expect(reason.contains("Vladimir = Vladimir"))
    #expect(reason.contains("Putin = Putin"))
    #expect(reason.contains("patronymic Vladimirovich only in the name"))
    #expect(reason.contains("title Dr only in the name"))
  }

  @Test("a list gives the best match first and no others below the least score") func list() throws
  {
    let list = try NameList([
      "Dmitry Putin", "Putin, Vladimir", "Владимир Путин", "Vladimir Potanin",
    ])
    let matches = list.matches(of: "Vladimir Putin")
    #expect(Set(matches.map(\.index)) == [1, 2])
    #expect(matches.first?.index == 1)
    #expect(list.matches(of: "Vladimir Putin", limit: 1).count == 1)
    #expect(list.matches(of: ["Nobody Known", "Vladimir Putin"]).map(\.count) == [0, 2])
  }

  @Test(
    "odd names give no match and no crash",
    arguments: [
      "", " ", ",", "-", "al-", "...", "a", "ال", "\u{7F}", "👍", "🏳️‍🌈 ,", "1", "bin", "Dr.",
    ])
  func odd(name: String) throws {
    let list = try NameList([name, "Vladimir Putin"])
    _ = list.matches(of: name, minimumScore: 0)
    #expect(!list.matches(of: name).contains { $0.index == 1 })
    #expect(Name.comparison(of: name, with: "Vladimir Putin").score < Self.same)
  }

  @Test("names of many words are compared by their first ones") func long() {
    let long = (0..<300).map { "Name\($0 % 7)" }.joined(separator: " ")
    #expect(Name.comparison(of: long, with: long).score > 0.999)
  }

  @Test("empty lists match nothing") func empty() throws {
    #expect(try NameList([]).matches(of: "Vladimir Putin").isEmpty)
    #expect(try WordList([]).hits(of: ["putin"], minimumScore: 0, limit: 5).map(\.count) == [0])
  }

  @Test("words are found as they stand in the list, all that fold alike included") func words()
    throws
  {
    let words = ["Tartus", "TARTUS", "طرطوس", "تاجر", "Тартус"]
    let hits = try WordList(words).hits(of: ["tartus"], minimumScore: 0.3, limit: 500)
    #expect(hits.first?.prefix(2).map(\.index) == [0, 1])
    #expect(hits.first?.prefix(2).map(\.score) == [1, 1])
    #expect(Set(hits.first?.map(\.index) ?? []) == [0, 1, 2, 4])
    #expect(try WordList(words).hits(of: ["tartus"], minimumScore: 0.3, limit: 1)[0].count == 1)
  }
}
