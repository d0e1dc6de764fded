using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Tests.Sales;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

/// <summary>Many customers with one-line sales, written fast.</summary>
internal static class Ledger
{
    /// <param name="purchases">Per customer: day and amount in minor units; negative for what came back.</param>
    /// <param name="owner">Who looks after the n-th customer.</param>
    public static async Task<Id<Customer>[]> Write(GuanxiApp app, IReadOnlyList<(DateOnly Day, long Minor)[]> purchases, string currency = "USD", Func<int, Id<Person>?>? owner = null)
    {
        var customers = new List<Customer>();
        foreach (var some in purchases.Select((_, i) => i).Chunk(500))
            await app.Use(async db =>
            {
                foreach (var i in some)
                {
                    var customer = SalesGiven.Customer(owner?.Invoke(i));
                    customers.Add(customer);
                    db.Add(customer);
                }
                await db.Save(Actor.System, "Given", 0, default);
            });
        var database = app.Services.GetRequiredService<IDatabase>();
        var stamp = Micros.Of(TimeProvider.System.GetUtcNow());
        await app.Use(async db =>
        {
            if ((await db.Setting<FirmSettings>(default)).BaseCurrency.Length == 0)
            {
                await db.Change(new FirmSettings { BaseCurrency = currency }, default);
                await db.Save(Actor.System, "Given", 0, default);
            }
            var sales = customers.SelectMany((c, i) => purchases[i].Select(p => (Customer: c.Id.Value, Order: Ids.Next(), p.Day, p.Minor))).ToList();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await database.Write(db, BulkTarget.For<Order>(db, ["CustomerId", "Id", "Number", "Kind", "OrderedAt", "OrderedOn", "Total.Minor", "Total.Currency", "Version", "ChangeStamp"]),
                sales.Select(s => new object?[] { s.Customer, s.Order, $"N{s.Order}", s.Minor < 0 ? "Return" : "Sale", new DateTimeOffset(s.Day.ToDateTime(default), TimeSpan.Zero), s.Day, s.Minor, currency, 0, stamp }), default);
            await database.Write(db, BulkTarget.For<OrderLine>(db, ["CustomerId", "OrderId", "LineNo", "Description", "Kind", "QuantityMilli", "UnitPriceMicro", "AmountMinor"]),
                sales.Select(s => new object?[] { s.Customer, s.Order, 1, "CD", s.Minor < 0 ? "Return" : "Sale", s.Minor < 0 ? -1000L : 1000L, Math.Abs(s.Minor) * 10_000, s.Minor }), default);
            await transaction.CommitAsync();
        });
        return [.. customers.Select(c => c.Id)];
    }
}
