import CorpusModel

/// Marks on an axis, a row each: dot plots and timelines.
struct StripChart {
  /// The shape of a mark.
  enum Shape {
    case filled, hollow, square
  }

  /// One mark.
  struct Mark {
    /// On the axis, from 0 to 1.
    var at: Double
    var shape = Shape.filled
    /// What a pointer over it tells.
    var title: String
    /// Puts the mark into a link.
    var link: (HTML) -> HTML = { $0 }
  }

  /// One row.
  struct Row {
    var label: HTML
    var marks: [Mark]
  }

  let axis: Axis
  let rows: [Row]

  /// The chart, or nothing without marks.
  func html(caption: HTML) -> HTML {
    guard rows.contains(where: { !$0.marks.isEmpty }) else { return "" }
    let ticks = axis.ticks.map { tick -> HTML in
      "<text x=\"\(Self.place(tick.at))\" y=\"13\" text-anchor=\"middle\">\(tick.text)</text>"
    }
    let lines = axis.ticks.map { tick -> HTML in
      let place = Self.place(tick.at)
      return "<line class=\"tick\" x1=\"\(place)\" x2=\"\(place)\" y1=\"0\" y2=\"100%\"/>"
    }
    let body = rows.map { row -> HTML in
      """
      <div class="strip"><span class="who">\(row.label)</span><svg class="marks">\(lines)\
      \(row.marks.map(Self.mark))</svg></div>

      """
    }
    return """
      <figure class="chart"><figcaption>\(caption)</figcaption>
      <div class="strip ticks" aria-hidden="true"><span class="who"></span><svg class="marks">\(ticks)</svg></div>
      \(body)</figure>

      """
  }

  private static func mark(_ mark: Mark) -> HTML {
    let title: HTML = "<title>\(mark.title)</title>"
    let at = place(mark.at)
    let shape: HTML =
      switch mark.shape {
      case .filled: "<circle class=\"chosen\" cx=\"\(at)\" cy=\"50%\" r=\"5\">\(title)</circle>"
      case .hollow: "<circle class=\"other\" cx=\"\(at)\" cy=\"50%\" r=\"4\">\(title)</circle>"
      case .square:
        "<rect class=\"against\" x=\"\(at)\" y=\"50%\" width=\"9\" height=\"9\" transform=\"translate(-4.5 -4.5)\">\(title)</rect>"
      }
    return mark.link(shape)
  }

  /// Away from the edges, where marks would be cut.
  private static func place(_ part: Double) -> String { percent(0.04 + 0.92 * min(max(part, 0), 1)) }
}

/// A scale with its ticks.
struct Axis {
  struct Tick {
    /// From 0 to 1.
    var at: Double
    var text: String
  }

  let ticks: [Tick]
  private let low: Double
  private let high: Double
  private let isLogarithmic: Bool

  /// From one power of ten to another, around the positive ones of `values`.
  init(logarithmic values: [Double]) {
    let positive = values.filter { $0 > 0 && $0.isFinite }
    var low = 0
    while let least = positive.min(), Self.power(low + 1) <= least { low += 1 }
    var high = low + 1
    while let most = positive.max(), Self.power(high) < most, high < 18 { high += 1 }
    self.low = Double(low)
    self.high = Double(high)
    isLogarithmic = true
    ticks = (low...high).map { power in
      Tick(at: Double(power - low) / Double(high - low), text: Self.digits(power))
    }
  }

  /// From 0 to 100.
  static let percentages = Axis(0, 100, [0, 25, 50, 75, 100].map { ($0, String(Int($0)) + "%") })

  /// Whole years around `dates`.
  init(dates: [PartialDate]) {
    let first = dates.map(\.year).min() ?? 2000
    let last = max(dates.map(\.year).max() ?? first, first) + 1
    let step = max(1, (last - first + 7) / 8)
    self.init(
      Double(first), Double(last),
      stride(from: first, through: last, by: step).map { (Double($0), String($0)) })
  }

  private init(_ low: Double, _ high: Double, _ ticks: [(Double, String)]) {
    self.low = low
    self.high = high
    isLogarithmic = false
    self.ticks = ticks.map { Tick(at: ($0.0 - low) / (high - low), text: $0.1) }
  }

  /// The place of a value, from 0 to 1.
  func place(of value: Double) -> Double {
    guard isLogarithmic else { return (value - low) / (high - low) }
    return (Self.logarithm(value) - low) / (high - low)
  }

  /// The place of a date's middle.
  func place(of date: PartialDate) -> Double {
    let month = date.month.map { Double($0) - 1 }
    let day = Double(date.day ?? 15) - 1
    return place(of: Double(date.year) + (month.map { $0 + day / 31 } ?? 6) / 12)
  }

  private static func power(_ exponent: Int) -> Double { (0..<exponent).reduce(1) { value, _ in value * 10 } }

  /// To the base of ten, of a value from 1.
  static func logarithm(_ value: Double) -> Double {
    // A series would do the same with more words: halving the interval is exact to a hundredth of a mark.
    var (whole, rest) = (0.0, max(value, 1))
    while rest >= 10 { (whole, rest) = (whole + 1, rest / 10) }
    var (part, step) = (0.0, 0.5)
    while step > 1e-4 {
      rest *= rest
      if rest >= 10 { (part, rest) = (part + step, rest / 10) }
      step /= 2
    }
    return whole + part
  }

  private static func digits(_ power: Int) -> String {
    let raised = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    guard power > 4 else { return "1" + String(repeating: "0", count: power) }
    return "10" + String(power).utf8.map { raised[Int($0) - 0x30] }.joined()
  }
}
