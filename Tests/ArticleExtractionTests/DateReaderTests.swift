import Testing

@testable import ArticleExtraction

@Suite struct DateReaderTests {
  private func iso(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      FoldedText(bytes, 0..<bytes.count).bytes.withUnsafeBufferPointer { DateReader.first(in: $0)?.iso }
    }
  }

  @Test(arguments: [
    ("2024年6月25日 09:50", "2024-06-25T09:50"), ("２０２４年６月２５日", "2024-06-25"), ("2019/7/2", "2019-07-02"),
    ("2024 06/25 09:50:04", "2024-06-25T09:50:04"), ("2024.6.5", "2024-06-05"),
    ("发布于2024-06-25T09:50:04+08:00", "2024-06-25T09:50:04"),
    ("第20期 2020 年 2 月 29 日", "2020-02-29"), ("9/17/2004 5:54:13 AM", "2004-09-17T05:54:13"),
  ])
  func readsTheFormsOfNewsPages(_ text: String, _ expected: String) { #expect(iso(text) == expected) }

  @Test(arguments: [
    "2021-02-29", "2024年13月1日", "电话0871-2024-0625", "12024-06-25", "1987-01-01", "2024年6月", "共2024/12页",
  ])
  func leavesWhatIsNoDate(_ text: String) { #expect(iso(text) == nil) }
}
