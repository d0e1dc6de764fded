using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

/// <summary>A hundred customers, each worth 100.00 less than the one before: the first 10,000.00, the last 100.00. Its clock goes on when told.</summary>
public sealed class GradedFirm : IAsyncLifetime
{
    public static readonly DateOnly Today = new(2026, 3, 31);
    public static readonly Id<Person> Seller = Id<Person>.New();

    public GradedFirm() => App = new(builder => builder.Services.AddSingleton<TimeProvider>(Clock));

    public GuanxiApp App { get; }
    public StandingClock Clock { get; } = new(new(2026, 3, 31, 4, 0, 0, TimeSpan.Zero));
    public Id<Customer>[] Customers { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        Customers = await Ledger.Write(App, [.. Enumerable.Range(0, 100).Select(Purchases)], "CNY", i => i % 2 == 0 ? Seller : null);
        await Insight.Run(App);
    }

    // One of them came back today, so that today is what the figures are of.
    private static (DateOnly, long)[] Purchases(int i) =>
        i == 10 ? [(Today.AddDays(-10), 450_000), (Today, 450_000)] : [(Today.AddDays(-10), 10_000L * (100 - i))];

    public ValueTask DisposeAsync() => App.DisposeAsync();

    public async Task<StandingRow> Standing(int i) => (await App.Run(new StandingCustomers { Take = 200 })).Value.Customers.Single(c => c.CustomerId == Customers[i]);

    /// <summary>A clock that stands still.</summary>
    public sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
