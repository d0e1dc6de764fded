using Guanxi.Customers;
using Guanxi.Exchange.Imports;
using Guanxi.Jobs;
using Guanxi.Sales;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Customers.Merging;

namespace Guanxi.Tests.Exchange.Imports;

/// <summary>What an import brought, and what merges made of it since.</summary>
[Trait("Row", "CUS-8")]
public sealed class MergedImportTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task While_its_customers_live_on_in_others_an_import_is_not_taken_back_and_says_which()
    {
        var known = await app.Registered("Known");
        var before = await app.Dump();
        var id = await app.Load("order,customer,date,product,quantity,price\nM1,M-A,2024-01-01,M-T,1,1\nM2,M-B,2024-01-01,M-T,1,1\n");
        var merged = (await app.Merge(known, await Customer("M-A"))).Value;

        var refused = await app.Run(new UndoImport { ImportId = id });

        refused.Refusal.ShouldBe("exchange.import.merged_customers");
        $"{refused.Args[0]}".ShouldContain("M-A");
        (await app.All<Order>()).Count(o => o.ImportId == id.Value).ShouldBe(2);
        (await app.Part(merged)).Ok.ShouldBeTrue();
        (await app.Undo(id)).State.ShouldBe(JobState.Done);
        var after = await app.Dump();
        foreach (var table in (string[])["customers_customer", "customers_contact_key", "customers_merge", "customers_merged_row", "sales_order", "sales_order_line"]) after[table].ShouldBe(before[table], table);
    }

    [Fact]
    public async Task Its_orders_go_from_wherever_a_merge_took_them_and_the_merge_can_still_be_undone()
    {
        var (survivor, other) = (await app.Registered("Survivor", r => r.Code = "N-S"), await app.Registered("Other", r => r.Code = "N-O"));
        var before = await app.Dump();
        var id = await app.Load("order,customer,date,product,quantity,price\nN1,N-O,2024-01-01,N-T,1,1\nN2,N-S,2024-01-01,N-T,1,1\n");
        var merged = (await app.Merge(survivor, other)).Value;

        (await app.Undo(id)).State.ShouldBe(JobState.Done);
        (await app.All<Order>()).ShouldNotContain(o => o.ImportId == id.Value);
        (await app.Part(merged)).Ok.ShouldBeTrue();

        var after = await app.Dump();
        foreach (var table in (string[])["customers_customer", "customers_contact_key", "sales_order", "sales_order_line"]) after[table].ShouldBe(before[table], table);
    }

    [Fact]
    public async Task A_later_file_finds_the_survivor_by_the_old_number()
    {
        var (survivor, other) = (await app.Registered("Survivor", r => r.Code = "P-S"), await app.Registered("Other", r => r.Code = "P-O"));
        await app.Merge(survivor, other);

        await app.Load("order,customer,date,product,quantity,price\nP1,P-O,2024-01-01,P-T,1,1\n");

        (await app.All<Order>()).Single(o => o.Number == "P1").CustomerId.ShouldBe(survivor);
    }

    private async Task<Id<Customer>> Customer(string code) => (await app.Run(new CustomerDetails { Code = code })).Value.Id;
}
