using System.Text.RegularExpressions;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Sales;

[Trait("Row", "INS-1")]
public sealed partial class FeedTests(GuanxiApp app) : IClassFixture<GuanxiApp>
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

    /// <summary>A null that the header does not expect would be read as 0; a text that it does not know ends the load.</summary>
    [Theory, MemberData(nameof(Feeds))]
    public void What_the_header_says_of_its_columns_is_what_the_tables_hold(string feed)
    {
        var sql = Text(feed);
        using var scope = app.Services.CreateScope();
        var tables = scope.ServiceProvider.GetRequiredService<GuanxiDb>().Model.GetEntityTypes().ToLookup(e => e.GetTableName());
        var aliases = From().Matches(sql).ToDictionary(m => m.Groups["alias"].Value, m => tables[m.Groups["table"].Value]);
        var columns = Column().Matches(sql).ToDictionary(m => m.Groups["name"] is { Success: true } name ? name.Value : m.Groups["column"].Value, m => Property(m.Groups["alias"].Value, m.Groups["column"].Value));
        var said = sql.Split('\n').Where(l => l.StartsWith("-- enum: ", StringComparison.Ordinal)).Select(l => l["-- enum: ".Length..].Split('(', ')')).ToDictionary(l => l[0].Trim(), l => l[1].Split(", "));

        if (Header(sql, "nullable") is { Length: > 0 } nullable) nullable.Split(", ").Order().ShouldBe(columns.Where(c => c.Value.IsNullable).Select(c => c.Key).Order());
        foreach (var (column, members) in said) members.ShouldBe(Enum.GetNames(Nullable.GetUnderlyingType(columns[column].ClrType) ?? columns[column].ClrType), column);

        IProperty Property(string alias, string column) => aliases[alias].SelectMany(e => e.GetFlattenedProperties()).First(p => p.GetColumnName() == column);
    }

    [GeneratedRegex(@"(FROM|JOIN) (?<table>\w+) (?<alias>\w)\b")]
    private static partial Regex From();

    [GeneratedRegex(@"^  (?<alias>\w)\.(?<column>\w+)( AS (?<name>\w+))?,?$", RegexOptions.Multiline)]
    private static partial Regex Column();

    [Fact]
    public async Task A_line_changes_when_its_order_does()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var order = await app.Given(SalesGiven.Sale(customer.Id, ("Tea", 2, 9.99m)));

        var rows = await Rows($"SELECT order_id, change_stamp, amount_minor FROM ({Text("Guanxi.Sales.Feeds.order_line.sql")}\n) f WHERE customer_id = {customer.Id}");

        rows.ShouldHaveSingleItem();
        rows[0][0].ShouldBe(order.Id.Value);
        rows[0][1].ShouldBe(order.ChangeStamp);
        rows[0][2].ShouldBe(1998);
    }

    private static string Header(string sql, string name) =>
        sql.Split('\n').FirstOrDefault(l => l.StartsWith($"-- {name}: ", StringComparison.Ordinal))?[$"-- {name}: ".Length..].Trim() ?? "";

    private static string Text(string resource)
    {
        var assembly = House.Modules.Select(m => m.Assembly).First(a => a.GetManifestResourceNames().Contains(resource));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private async Task<IReadOnlyList<string>> Columns(string sql)
    {
        using var snapshot = await app.Services.GetRequiredService<IDatabase>().OpenSnapshot(default);
        using var cursor = snapshot.Read(sql);
        return cursor.Columns;
    }

    private async Task<List<long[]>> Rows(string sql)
    {
        using var snapshot = await app.Services.GetRequiredService<IDatabase>().OpenSnapshot(default);
        using var cursor = snapshot.Read(sql);
        var rows = new List<long[]>();
        while (cursor.Next()) rows.Add([.. Enumerable.Range(0, cursor.Columns.Count).Select(cursor.Number)]);
        return rows;
    }
}
