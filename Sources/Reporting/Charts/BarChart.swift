/// Horizontal bars: a label, a bar and a number a row; the page's width decides the bars' length.
struct BarChart {
  /// One bar.
  struct Bar {
    var label: HTML
    /// As it is to be read, with its link.
    var number: HTML
    var size: Double
    /// Whether the number is a bound or an estimate.
    var isBounded = false
  }

  let bars: [Bar]

  /// The chart, or nothing where no bar has a length.
  func html(caption: HTML) -> HTML {
    guard let largest = bars.map(\.size).max(), largest > 0, largest.isFinite else { return "" }
    let rows = bars.map { bar -> HTML in
      let mark: HTML = bar.isBounded ? "fill bound" : "fill"
      return """
        <div class="bar"><span class="who">\(bar.label)</span>\
        <svg class="track" aria-hidden="true"><rect class="\(mark)" width="\(percent(max(0, bar.size) / largest))" \
        height="100%"/></svg><span class="much">\(bar.number)</span></div>

        """
    }
    return "<figure class=\"chart\"><figcaption>\(caption)</figcaption>\n\(rows)</figure>\n"
  }
}

/// A part of the whole as an attribute of SVG, to a hundredth of a per cent.
func percent(_ part: Double) -> String {
  let hundredths = Int((min(max(part, 0), 1) * 10_000).rounded())
  let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
  return rest == 0 ? "\(whole)%" : "\(whole).\(rest < 10 ? "0" : "")\(rest)%"
}
