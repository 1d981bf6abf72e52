/// Names and versions of the forms that the program writes; a reader of a form looks at these first.
public enum FormVersion {
  public static let document = "zhandian.document/1"
  public static let contract = "zhandian.contract/1"
  public static let gold = "zhandian.gold/1"
  public static let store = "zhandian.store/1"
}
