using Guanxi.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Sales;

[Trait("Row", "INS-1")]
public sealed class FeedTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    public static TheoryData<string> Feeds => [.. House.Modules.SelectMany(m => m.Assembly.GetManifestResourceNames()).Where(n => n.Contains(".Feeds.", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Feeds))]
    public async Task A_feed_says_its_grain_key_and_change_and_runs_as_it_is(string feed)
    {
        var sql = Text(feed);
        var columns = await Columns($"SELECT * FROM ({sql}\n) f WHERE f.change_stamp > 0 AND f.change_stamp <= 1 ORDER BY f.change_stamp");

        Header(sql, "grain").ShouldNotBeEmpty();
        Header(sql, "change").ShouldBe("change_stamp");
        columns.ShouldContain("change_stamp");
        Header(sql, "key").Split(", ").ShouldAllBe(key => columns.Contains(key));
        columns.Distinct().Count().ShouldBe(columns.Count);
    }

    [Fact]
    public async Task A_line_changes_when_its_order_does()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var order = await app.Given(SalesGiven.Sale(customer.Id, ("Tea", 2, 9.99m)));

        var rows = await Rows($"SELECT order_id, change_stamp, amount_minor FROM ({Text("Guanxi.Sales.Feeds.order_line.sql")}\n) f WHERE customer_id = {customer.Id}");

        rows.ShouldHaveSingleItem();
        Convert.ToInt64(rows[0][0]).ShouldBe(order.Id.Value);
        Convert.ToInt64(rows[0][1]).ShouldBe(order.ChangeStamp);
        Convert.ToInt64(rows[0][2]).ShouldBe(1998);
    }

    private static string Header(string sql, string name) =>
        sql.Split('\n').FirstOrDefault(l => l.StartsWith($"-- {name}: ", StringComparison.Ordinal))?[$"-- {name}: ".Length..].Trim() ?? "";

    private static string Text(string resource)
    {
        var assembly = House.Modules.Select(m => m.Assembly).First(a => a.GetManifestResourceNames().Contains(resource));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private async Task<List<string>> Columns(string sql)
    {
        await using var connection = await app.Services.GetRequiredService<IDatabase>().OpenReader(default);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private async Task<List<object[]>> Rows(string sql)
    {
        await using var connection = await app.Services.GetRequiredService<IDatabase>().OpenReader(default);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }
}
