// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Testing

@testable import AllonymServer

@Suite struct FolderTreeTests {
  private func tree(_ chosen: [String] = []) -> [String] {
    let counts = [("/in/a", 3), ("/in/a/x", 2), ("/in/a/x/deep", 1), ("/in/b", 4), ("/in/ab", 1)]
    return FolderTree(counts.map { .init(value: $0, documents: $1) }, chosen: chosen).nodes.shown
      .map { node in
        String(repeating: "-", count: node.depth) + "\(node.name) \(node.documents)"
          + (node.isChosen ? " ✓" : "")
      }
  }

  @Test func aTreeIsOpenAsFarAsItLeadsToWhatIsChosen() {
    #expect(tree() == ["a 6", "b 4", "ab 1"])
    #expect(tree(["/in/a"]) == ["a 6 ✓", "-x 3", "b 4", "ab 1"])
    #expect(tree(["/in/a/x", "/in/ab"]) == ["a 6", "-x 3 ✓", "--deep 1", "b 4", "ab 1 ✓"])
    #expect(tree(["/in/gone"]) == ["a 6", "b 4", "ab 1", "gone 0 ✓"])
  }

  @Test func oneFolderIsNoChoice() {
    #expect(FolderTree([.init(value: "/in/a", documents: 3)], chosen: []).nodes.shown.isEmpty)
    #expect(FolderTree([], chosen: []).nodes.shown.isEmpty)
  }

  @Test func aFolderTakesThePlaceOfThoseAboveAndBelow() {
    var address = SearchAddress()
    address.values[.folder] = ["/in/a", "/in/b"]
    #expect(address.toggling(.folder, "/in/a/x").values[.folder] == ["/in/b", "/in/a/x"])
    #expect(address.toggling(.folder, "/in").values[.folder] == ["/in"])
    #expect(address.toggling(.folder, "/in/b").values[.folder] == ["/in/a"])
    #expect(address.toggling(.folder, "/in/ab").values[.folder] == ["/in/a", "/in/b", "/in/ab"])
  }

  @Test func datesHaveTheLongerOnesAround() {
    #expect(Histogram.periods(around: "2024-06-30") == ["2024", "2024-06"])
    #expect(Histogram.periods(around: "2024-06") == ["2024"])
    for date in ["2024", "2020..2024", "1990..1999", "none", "2024-01..2024-06"] {
      #expect(Histogram.periods(around: date).isEmpty)
    }
  }
}
