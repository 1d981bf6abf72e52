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
}
