using Guanxi.Customers.Merging;
using Guanxi.Tests.Customers.Merging;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Rules;

/// <summary>A merge follows every column that names a customer. One that it does not know would leave rows behind with nobody.</summary>
[Trait("Row", "CUS-8")]
public sealed class CustomerColumns(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    // Columns that name a customer and need not follow, each with its reason.
    private static readonly Dictionary<string, string> Known = new()
    {
        ["kernel_tombstone.customer_id"] = "says where a row was",
        ["kernel_audit_entry.customer_id"] = "says what happened then, and its proof is of that; the audit asks for former ids too",
    };

    // Seen to fail: with a `long CustomerId` in an entity of Retention, and with a `ReferringCustomerId` as a plain number.
    [Fact]
    public async Task A_merge_knows_every_column_that_names_a_customer()
    {
        var (links, columns) = await app.Use(db => Task.FromResult((CustomerLinks.Of(db),
            db.Model.GetRelationalModel().Tables.SelectMany(t => t.Columns.Where(c => c.Name == "customer_id" || c.Name.EndsWith("_customer_id", StringComparison.Ordinal)).Select(c => $"{t.Name}.{c.Name}")).ToList())));
        List<string> followed = [.. links.Tables.Select(t => $"{t.Name}.{t.Customer}"), .. links.Pointers.Select(p => p.Place), .. links.Derived];

        columns.Count.ShouldBeGreaterThan(20);
        columns.Except(followed).Except(Known.Keys).ShouldBeEmpty("give it the type Id<Customer>");
        Known.Keys.Except(columns).ShouldBeEmpty();
        // What is worked out anew for each customer stays with whom it was worked out for. See docs/adr/0022.
        links.Derived.ShouldBe(["customers_face.customer_id", "value_standing.customer_id"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_moves_has_a_name_in_both_languages()
    {
        var texts = new Texts(House.Modules);
        var keys = await app.Use(db => Task.FromResult(CustomerLinks.Of(db) is var links ? links.Tables.Where(t => t.Parent is null).Select(t => t.TextKey).Concat(links.Pointers.Select(p => p.TextKey)).ToList() : []));
        foreach (var language in Texts.Languages)
        {
            System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
            keys.Where(k => texts.Find(k) is null).ShouldBeEmpty($"{language}: say what the rows are called");
        }
    }

    [Fact]
    public async Task What_is_in_force_is_said_in_columns_that_are_there() => await app.Use(async db =>
    {
        var said = CustomerLinks.Of(db).Tables.Where(t => t.InForce is not null).ToList();
        said.Count.ShouldBe(9);
        foreach (var table in said) await FullHouse.Rows(db, $"SELECT {string.Join(", ", table.InForce!.Per.Append("customer_id"))} FROM {table.Name} WHERE {table.InForce.On(new(2026, 3, 2))}");
    });
}
