import CorpusModel
import Testing

struct PartialDateTests {
  @Test(arguments: [
    (2023, 11, 30, "2023-11-30"), (2023, 11, 31, "2023-11"), (2023, 2, 29, "2023-02"), (2024, 2, 29, "2024-02-29"),
  ])
  func aDayThatTheMonthDoesNotHaveIsNotKnown(_ year: Int, _ month: Int, _ day: Int, _ written: String) {
    let date = PartialDate(year: year, month: month, day: day)
    #expect(date.description == written)
    #expect(PartialDate(written) == date, "what is stored is read back")
  }

  @Test(arguments: [
    "", "2024-", "2024-13", "2024-00", "2024-02-30", "2024-06-", "24-06", "02024", "0000", "2024--1", "-2024", "+202",
    "2024年", "2024-06-2x",
  ])
  func whatIsNoDateIsNone(_ text: String) {
    #expect(PartialDate(text) == nil)
  }

  @Test func whatFollowsTheDayIsLeftAside() {
    #expect(PartialDate("2024-06-25T10:00") == PartialDate(year: 2024, month: 6, day: 25))
    #expect(PartialDate("2024-6-5") == PartialDate(year: 2024, month: 6, day: 5))
  }
}
