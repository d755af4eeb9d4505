// SPDX-License-Identifier: GPL-2.0-or-later
import Testing

@testable import Allonym

/// Numbers, dates and identifiers are found as they are written, and numbers however they are.
@Suite struct IdentifierTests {
  static let documents = [
    TestDocument("comma", "He paid 3,000 dinars and 1,234.56 pounds."),
    TestDocument("plain", "He paid 3000 dinars and 1234.56 pounds."),
    TestDocument("space", "Он заплатил 3 000 рублей."),
    TestDocument("point", "Er zahlte 3.000 Euro und 3,5 Mark."),
    TestDocument("arabic", "دفع ٣٬٠٠٠ دينار عام ٢٠٢٤"),
    TestDocument("decimal", "It measured 3.5 metres."),
    TestDocument("iso", "Signed on 2024-11-03 at 12:30."),
    TestDocument("dotted", "Подписано 03.11.2024 в Тартусе."),
    TestDocument("year", "It happened in 2024."),
    TestDocument("file", "See file AB-1234/56 and case № 77."),
    TestDocument("other file", "See file AB-9999/56."),
    TestDocument("missile", "An S-400 battery and a T-90M tank."),
    TestDocument("russian missile", "Комплекс С-400 и танк Т-90М."),
    TestDocument("cpp", "Written in C++ for speed."),
    TestDocument("csharp", "Written in C# for comfort."),
    TestDocument("c", "Written in C for ages, with vitamin C."),
    TestDocument("mail", "Write to info@example.org for more."),
    TestDocument("url", "See https://www.example.com/news/42 for more."),
    TestDocument("phone", "Call +963 11 222-33-44 or (011) 555."),
    TestDocument("hashtag", "Posted with #Hmeimim and @user_name."),
    TestDocument("address", "The server 192.168.0.17 runs version 1.4.22."),
    TestDocument("mixed", "The base حميميم (Хмеймим), called Hmeimim-2 or AК-47."),
  ]

  @Test(arguments: [
    ("3000", ["arabic", "comma", "plain", "point", "space"]),
    ("3,000", ["arabic", "comma", "plain", "point", "space"]),
    ("\"3 000\"", ["arabic", "comma", "plain", "point", "space"]),
    ("٣٠٠٠", ["arabic", "comma", "plain", "point", "space"]),
    ("=3,000", ["arabic", "comma"]), ("3.5", ["decimal", "point"]), ("3,5", ["decimal", "point"]),
    ("1234.56", ["comma", "plain"]), ("1,234.56", ["comma", "plain"]),
    ("1.234,56", ["comma", "plain"]),
    ("2024-11-03", ["iso"]), ("03.11.2024", ["dotted"]), ("٢٠٢٤", ["arabic", "iso", "year"]),
    ("AB-1234/56", ["file"]), ("ab-1234/56", ["file"]), ("S-400", ["missile"]),
    ("С-400", ["russian missile"]), ("Т-90М", ["russian missile"]), ("T-90M", ["missile"]),
    ("C++", ["cpp"]), ("c#", ["csharp"]), ("vitamin C", ["c", "cpp", "csharp"]),
    ("info@example.org", ["mail"]), ("https://www.example.com/news/42", ["url"]),
    ("\"+963 11 222-33-44\"", ["phone"]), ("#Hmeimim", ["hashtag", "mixed"]),
    ("@user_name", ["hashtag"]), ("192.168.0.17", ["address"]), ("1.4.22", ["address"]),
    ("12:30", ["iso"]), ("№ 77", ["file"]), ("Хмеймим", ["mixed"]), ("حميميم", ["mixed"]),
    ("Hmeimim-2", ["mixed"]), ("AК-47", ["mixed"]),
  ])
  func areFound(query: String, expected: [String]) async throws {
    let folder = try await TestFolder(indexing: Self.documents)
    #expect(try folder.found(query).sorted() == expected, "\(query)")
  }

  @Test(arguments: [
    ("3,000", "3000"), ("3.000", "3000"), ("1,234,567", "1234567"), ("1.234,56", "1234.56"),
    ("1,234.5", "1234.5"), ("3,5", "3.5"), ("0,125", "0.125"), ("12.5", "12.5"), ("2024", "2024"),
    ("03.11.2024", nil), ("1.4.22", nil), ("192.168.0.17", nil), ("1,2,3", nil), ("42", nil),
    ("90м", nil), ("", nil),
  ])
  func areReadAsNumbers(word: String, digits: String?) {
    var word = word
    let found = word.withUTF8 { NumberReading.digits(of: $0) }
    #expect(found.map { String(decoding: $0, as: UTF8.self) } == digits)
  }
}
