using Guanxi.Service.Knowledge;

namespace Guanxi.Tests.Service.Knowledge;

/// <summary>Whatever somebody writes into an article, the page shows words and does nothing.</summary>
[Trait("Row", "SVC-6"), Trait("Suite", "once")]
public sealed class ArticleHtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <img src=x onerror=alert(1)> b")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x]( java\tscript:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](//elsewhere.example/)")]
    [InlineData("[x](/\\elsewhere.example/)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x][1]\n\n[1]: javascript:alert(1)")]
    [InlineData("![x](https://elsewhere.example/pixel.png)")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("<div style='position:fixed'>x</div>")]
    [InlineData("| a |\n|---|\n| <b onclick=alert(1)>x</b> |")]
    public void Nothing_of_it_runs_or_leads_astray(string markdown)
    {
        var html = ArticleHtml.Of(markdown);

        html.ShouldSatisfyAllConditions(
            h => h.ShouldNotContain("<script"), h => h.ShouldNotContain("<img"), h => h.ShouldNotContain("<div"), h => h.ShouldNotContain("<b "),
            h => h.ShouldNotContain("href=\"javascript", Case.Insensitive), h => h.ShouldNotContain("href=\"data"), h => h.ShouldNotContain("href=\"/"), h => h.ShouldNotContain("src=\""));
    }

    [Fact]
    public void No_level_of_headings_is_left_out()
    {
        ArticleHtml.Of("### a\n\n##### b\n\n## c\n\n### d\n\n# e").ShouldSatisfyAllConditions(
            h => h.ShouldContain("<h2>a</h2>"), h => h.ShouldContain("<h3>b</h3>"), h => h.ShouldContain("<h2>c</h2>"), h => h.ShouldContain("<h3>d</h3>"), h => h.ShouldContain("<h2>e</h2>"));
    }

    [Fact]
    public void Headings_lists_tables_and_links_are_shown()
    {
        var html = ArticleHtml.Of("# 退货\n\n1. 核对**订单**\n2. 取件\n\n| 天数 | 费用 |\n|---|---|\n| 7 | 0 |\n\n[网站](https://example.cn/a) [客户](/customers) [电话](tel:4001234567)");

        html.ShouldSatisfyAllConditions(
            h => h.ShouldContain("<h2>退货</h2>", customMessage: "the page has the first heading"), h => h.ShouldContain("<strong>订单</strong>"), h => h.ShouldContain("<table>"),
            h => h.ShouldContain("href=\"https://example.cn/a\""), h => h.ShouldContain("href=\"/customers\""), h => h.ShouldContain("href=\"tel:4001234567\""));
    }
}
