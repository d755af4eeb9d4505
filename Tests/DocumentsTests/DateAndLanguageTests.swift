// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

struct DateAndLanguageTests {
  @Test(
    "Dates are read to the day or not at all",
    arguments: [
      ("2024-12-08", "20241208"), (" 2024-12-08T23:59:59+03:00", "20241208"),
      ("20241208", "20241208"), ("2024/12/08 10:00", "20241208"), ("0999-01-01", "09990101"),
      ("2024-02-29", "20240229"), ("2023-02-29", nil), ("2024-13-01", nil), ("2024-00-10", nil),
      ("2024-12", nil), ("2024", nil), ("8.12.2024", "20241208"), ("", nil),
      ("2024-12-081", nil), ("31.02.2024", nil), ("8.12", nil), ("٢٠٢٤-١٢-٠٨", nil),
    ] as [(String, String?)])
  func date(written: String, date: String?) throws {
    #expect(try document(#"{"text":"t","date":"\#(written)"}"#.utf8, as: "a.jsonl").date == date)
  }

  @Test(
    "Languages are given by two letters or not at all",
    arguments: [
      ("ar", "ar"), ("AR-sy", "ar"), ("en_US", "en"), ("rus", "ru"), (" uk", "uk"), ("fre", "fr"),
      ("", nil), ("x-klingon", nil), ("русский", nil), ("cmn", nil),
    ] as [(String, String?)])
  func language(declared: String, language: String?) throws {
    #expect(
      try document(#"{"text":"t","lang":"\#(declared)"}"#.utf8, as: "a.jsonl").language == language)
  }
}
