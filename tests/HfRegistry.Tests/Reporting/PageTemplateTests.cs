using HfRegistry.Reporting;

namespace HfRegistry.Tests.Reporting;

[TestClass]
internal sealed class PageTemplateTests
{
    [TestMethod]
    public void A_value_is_text_and_never_markup() =>
        Assert.AreEqual("<b title=\"&quot;&gt;&lt;i&gt;\">&#x27;&amp;é\uFFFD</b>", Fill("<b title=\"{{a}}\">{{b}}</b>", new PageScope().With("a", "\"><i>").With("b", "'&é\u202e")));

    [TestMethod]
    public void A_value_that_looks_like_a_place_is_no_place() =>
        Assert.AreEqual("{{b}}", Fill("{{a}}", new PageScope().With("a", "{{b}}").With("b", "no")));

    [TestMethod]
    public void A_section_stands_once_for_each_item_and_sees_what_is_around_it() =>
        Assert.AreEqual("[x1][x2]", Fill("{{#rows}}[{{name}}{{number}}]{{/rows}}", new PageScope().With("name", "x")
            .WithEach("rows", ["1", "2"], (row, number) => row.With("number", number))));

    [TestMethod]
    public void A_section_without_items_leaves_nothing() =>
        Assert.AreEqual("ab", Fill("a{{#none}}<hr>{{/none}}{{#maybe}}{{maybe}}{{/maybe}}{{#no}}!{{/no}}b", new PageScope()
            .WithEach<string>("none", [], (row, _) => row).WithMaybe("maybe", null).WithIf("no", false)));

    [TestMethod]
    public void A_section_in_a_section_stands_within_each_item() =>
        Assert.AreEqual("(1:ab)(2:)", Fill("{{#outer}}({{n}}:{{#inner}}{{c}}{{/inner}}){{/outer}}", new PageScope().WithEach("outer", ["1", "2"], (scope, n) => scope
            .With("n", n).WithEach("inner", n == "1" ? new[] { "a", "b" } : [], (inner, c) => inner.With("c", c)))));

    [TestMethod]
    public void A_place_without_a_value_is_a_mistake_of_the_page_and_said_by_name() =>
        Assert.Contains("color", Assert.ThrowsExactly<KeyNotFoundException>(() => Fill("{{color}}", new PageScope())).Message);

    [TestMethod]
    [DataRow("{{#a}}")]
    [DataRow("{{#a}}{{/b}}{{/a}}")]
    [DataRow("{{/a}}")]
    [DataRow("{{a")]
    public void A_template_that_does_not_close_what_it_opens_is_refused(string template) =>
        Assert.ThrowsExactly<FormatException>(() => PageTemplate.Parse(template));

    private static string Fill(string template, PageScope values) => PageTemplate.Parse(template).Fill(values);
}
