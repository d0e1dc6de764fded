using System.Net;
using Guanxi.Service.Complaints;
using Guanxi.Tests.Exchange.Imports;
using Guanxi.Tests.Exchange.Records;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Exchange.Pages;

[Trait("Row", "PLT-2")]
public sealed class RecordPagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_complaints_is_walked_through_from_upload_to_undo()
    {
        await app.LoadCustomers("W", 1);
        using var visitor = await Visitor.SignedIn(app);
        var url = await ImportPagesTests.Upload(visitor, "投诉编号,客户编号,投诉时间,投诉内容,渠道\nW1,W-0,2024-03-05,茶叶受潮了,来电\nW2,W-0,2024-03-06,又受潮了,飞鸽\nW3,W-9,2024-03-07,还是受潮,来电\n");

        // The header said what it is, and each column what it means.
        var mapping = WebUtility.HtmlDecode(await visitor.Read(url));
        mapping.ShouldMatch("value=\"complaints\" selected");
        mapping.ShouldMatch("name=\"role-3\".*?value=\"field:summary\" selected");
        mapping.ShouldContain("茶叶受潮了");
        mapping.ShouldContain("每行必须有：投诉时间、投诉内容");
        (await visitor.Submit(url, "answers", new()
        {
            ["kind"] = "complaints", ["role-0"] = "field:number", ["role-1"] = "CustomerCode", ["role-2"] = "field:received_at", ["role-3"] = "field:summary", ["role-4"] = "field:channel", ["act"] = "check",
        })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var result = await ImportPagesTests.Ended(visitor, url);
        result.ShouldContain("“渠道”中的“飞鸽”不在可选项中：电话");
        result.ShouldContain("没有客户“W-9”");
        result.ShouldContain("W2");

        (await visitor.Submit(url, "fix", new() { ["fix-3-4"] = "电话", ["was-3-4"] = "飞鸽" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ImportPagesTests.Ended(visitor, url)).ShouldNotContain("fix-3-4");
        (await visitor.Submit(url, "write", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ImportPagesTests.Ended(visitor, url)).ShouldContain("涉及客户");
        (await app.All<Complaint>()).Count(c => c.ImportId is not null).ShouldBe(2);
        var complaint = (await app.All<Complaint>()).Single(c => c.ExternalNumber == "W1");
        WebUtility.HtmlDecode(await visitor.Read($"/customers/{complaint.CustomerId}/complaints/{complaint.Id}")).ShouldContain("W1");
        WebUtility.HtmlDecode(await visitor.Read("/imports")).ShouldContain("投诉");

        (await visitor.Submit(url, "undo", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ImportPagesTests.Ended(visitor, url)).ShouldContain("已删除 2 条记录");
        (await app.All<Complaint>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Said_to_be_something_else_its_columns_are_suggested_anew_and_shown_first()
    {
        using var visitor = await Visitor.SignedIn(app);
        var url = await ImportPagesTests.Upload(visitor, "日期,客户编号,方式\n2024-03-05,W-0,来电\n");

        (await visitor.Submit(url, "answers", new() { ["kind"] = "contacts", ["preset"] = "Generic", ["role-0"] = "OrderedAt", ["act"] = "check" })).Headers.Location!.ToString().ShouldEndWith("?step=mapping");

        var mapping = WebUtility.HtmlDecode(await visitor.Read(url + "?step=mapping"));
        mapping.ShouldMatch("value=\"contacts\" selected");
        mapping.ShouldMatch("name=\"role-2\".*?value=\"field:channel\" selected");
    }

    [Fact]
    public async Task A_file_is_known_by_its_other_columns_where_a_required_one_has_a_name_of_its_own()
    {
        using var visitor = await Visitor.SignedIn(app);
        var url = await ImportPagesTests.Upload(visitor, "投诉编号,客户编号,受理时间,怎么说的,投诉原因,满意度\nW1,W-0,2024-03-05,茶叶受潮了,质量,\n");

        var mapping = WebUtility.HtmlDecode(await visitor.Read(url));

        mapping.ShouldMatch("value=\"complaints\" selected");
        mapping.ShouldContain("请指定这些内容在哪一列：投诉内容");
        var orders = await ImportPagesTests.Upload(visitor, "订单编号,客户编号,下单时间,金额,备注,渠道\nW1,W-0,2024-03-05,9.90,,来电\n");
        WebUtility.HtmlDecode(await visitor.Read(orders)).ShouldMatch("value=\"orders\" selected");
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("complaints")]
    [InlineData("requests")]
    [InlineData("contacts")]
    public async Task A_sample_of_each_kind_can_be_downloaded(string kind)
    {
        using var visitor = await Visitor.SignedIn(app);

        using var answer = await visitor.Http.GetAsync($"/imports/samples/{kind}.csv", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Ct)).Split("\r\n").Length.ShouldBe(4);
    }
}
