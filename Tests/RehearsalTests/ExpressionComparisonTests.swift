import Testing

@testable import Rehearsal

@Suite struct ExpressionComparisonTests {
  @Test(arguments: [
    (
      "shop = current_setting('app.shop', true)", "(shop = current_setting('app.shop'::text, true))"
    ),
    ("state in ('a','b')", "(state = ANY (ARRAY['a'::text, 'b'::text]))"),
    ("owner = (select auth.uid())", "(owner = ( SELECT auth.uid() AS uid))"),
    ("read_at IS NULL", "(read_at IS NULL)"),
    ("(a or b) and c", "((a OR b) AND c)"),
    ("name LIKE 'x%'", "(name ~~ 'x%'::text)"),
    ("'{}'", "'{}'::text[]"),
    ("nextval('notes_id_seq')", "nextval('public.notes_id_seq'::regclass)"),
    ("x::numeric(5, 2) > 0", "((x)::numeric(5,2) > (0)::numeric)"),
    (
      "exists (select 1 from m where m.u = auth.uid())",
      "(EXISTS ( SELECT 1 FROM public.m WHERE (m.u = auth.uid())))"
    ),
  ])
  func meansTheSame(stated: String, actual: String) {
    #expect(ExpressionComparison(stated: stated, actual: actual) == .same)
  }

  @Test(arguments: [
    ("(a or b) and c", "(a OR (b AND c))"),
    ("shop = 'a'", "(shop = 'b'::text)"),
    ("a = b", "(a <> b)"),
    ("f(a)", "f(b)"),
  ])
  func mayNotMeanTheSame(stated: String, actual: String) {
    #expect(ExpressionComparison(stated: stated, actual: actual) == .unknown)
  }

  @Test(arguments: [("owner = auth.uid()", "true"), ("true", "false"), ("0", "1")])
  func aConstantIsNoCondition(stated: String, actual: String) {
    #expect(ExpressionComparison(stated: stated, actual: actual) == .different)
  }

  @Test func oneThatIsMissingDiffers() {
    #expect(ExpressionComparison(stated: "true", actual: nil) == .different)
    #expect(ExpressionComparison(stated: nil, actual: nil) == .same)
  }
}
