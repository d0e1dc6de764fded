using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Start;
using Guanxi.Tests.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Contracts;

/// <summary>
/// A page asks the database so often and no more, however many rows there are: a question in a loop over rows is the commonest way to be slow.
/// Seen to fail: with the owner's name looked up for each row of the customer list.
/// </summary>
public sealed class QueryBudgets : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    // Statements of one request, sign-in and rights included. A page that needs more has to say so here.
    private static readonly Dictionary<string, long> Budget = new()
    {
        ["/customers"] = 6, ["/customers?q=budget"] = 8, ["/customers?sort=-value"] = 6, ["/customers/{0}"] = 33, ["/orders"] = 4, ["/tasks"] = 16, ["/today"] = 36, ["/value"] = 14,
        ["/value/scorecard"] = 7, ["/value/scorecard/customers?figure=Profitability"] = 10, ["/contacts"] = 5, ["/value/expected"] = 7, ["/search?q=budget"] = 20,
    };

    // A list that is longer than a page asks how long it is: how many customers there are at all, then how many of them fit.
    private const long OfLength = 2;

    private readonly QueryCount count = new();
    private readonly GuanxiApp app;

    public QueryBudgets() => app = count.App();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        count.Dispose();
    }

    [Fact]
    public async Task A_page_asks_no_more_often_for_sixty_rows_than_for_five()
    {
        var books = await new Books(app).Of("CNY");
        using var visitor = await Visitor.SignedIn(app);
        var first = await books.Customer();
        await Grow(books, first, 5);
        var few = await Counted(visitor, first);
        await Grow(books, first, 55);

        var many = await Counted(visitor, first);

        few.Values.ShouldAllBe(asked => asked > 0);
        Budget.Where(b => many[b.Key] > few[b.Key] + OfLength).Select(b => $"{b.Key}: {few[b.Key]} for five rows, {many[b.Key]} for sixty").ShouldBeEmpty();
        Budget.Where(b => many[b.Key] > b.Value).Select(b => $"{b.Key}: {many[b.Key]}").ShouldBeEmpty();
    }

    /// <summary>So many customers more, each of another owner's, with an order, a task and money at risk; and as much again for the first one.</summary>
    private async Task Grow(Books books, Customer first, int more)
    {
        for (var i = 0; i < more; i++)
        {
            var name = $"owner{Ids.Next()}";
            var owner = (await app.Run(new Guanxi.Staff.Hire { Name = name, UserName = name, Role = "sales", UnitId = (await app.Run(new Guanxi.Staff.UnitTree())).Value[0].Id })).Value;
            var customer = await app.Known(CustomersGiven.Customer($"Budget {Ids.Next()}", owner: owner));
            foreach (var of in (Customer[])[customer, first])
            {
                await books.Sale(of, Day.AddDays(-i), 10 + i);
                _ = (await app.Run(new AddFollowUp { CustomerId = of.Id, Title = $"Call {i}", DueOn = Day })).Value;
            }
        }
        await Value.Insight.Run(app);
        foreach (var row in (await app.Run(new CustomerList { Count = 200 })).Value.Rows) await app.Face(row.Id, value: row.Id.Value % 1000, risk: 1 + row.Id.Value % 1000, churn: 0.6);
    }

    private async Task<Dictionary<string, long>> Counted(Visitor visitor, Customer customer)
    {
        // What the events of the sales ask is no page's.
        while (await app.Use(db => db.Set<OutboxMessage>().AnyAsync())) await Task.Delay(10);
        var counts = new Dictionary<string, long>();
        foreach (var page in Budget.Keys) counts[page] = await count.Of(() => visitor.Read(string.Format(System.Globalization.CultureInfo.InvariantCulture, page, customer.Id)));
        return counts;
    }
}
