using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Sales;
using Guanxi.Tests.Warehouse;
using Guanxi.Value;
using Guanxi.Value.Components;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Value;

[Trait("Row", "VAL-1")]
public sealed class ComponentTests(ComponentFirm firm) : IClassFixture<ComponentFirm>
{
    private static readonly ValuePart[] ByTime = [ValuePart.Historic, ValuePart.Current];

    [Fact]
    public async Task Six_components_add_up_to_every_customers_total_to_the_cent_and_so_does_what_stands_behind_them()
    {
        await firm.Ran();
        var standings = await Standings();
        standings.Count.ShouldBeGreaterThan(50);
        standings.Count(s => s.PotentialMinor > 0).ShouldBeGreaterThan(40, "a potential, or repeat would prove little");

        foreach (var (i, standing) in standings.Index())
        {
            var view = (await firm.App.Run(new CustomerComponents { CustomerId = standing.CustomerId })).Value;

            view.TotalMinor.ShouldBe(standing.HistoricMinor + standing.CurrentMinor + standing.PotentialMinor);
            view.Components.Select(c => c.Part).ShouldBe(ComponentFigure.All);
            view.Components.Sum(c => c.AmountMinor).ShouldBe(view.TotalMinor, $"{standing.CustomerId}");
            view.DifferenceMinor.ShouldBe(0);
            (view.TotalLowMinor, view.TotalHighMinor).ShouldBe((view.TotalMinor - standing.PotentialMinor + standing.PotentialLowMinor, view.TotalMinor - standing.PotentialMinor + standing.PotentialHighMinor));
            // What stands behind them is asked for a few only: it takes eight questions each.
            if (i % 5 != 0) continue;
            foreach (var component in view.Components)
                (await Sum(standing.CustomerId, component.Part)).ShouldBe(component.AmountMinor - (component.Part == ValuePart.Repeat ? view.PotentialMinor : 0), $"{standing.CustomerId} {component.Part}");
            foreach (var part in ByTime) (await Sum(standing.CustomerId, part)).ShouldBe(part == ValuePart.Historic ? standing.HistoricMinor : standing.CurrentMinor);
        }
        // Each of them says something here, or the test would prove little.
        var all = (await firm.App.Run(new ValueComponents())).Value;
        all.Components.Where(c => c.Part != ValuePart.PriceInsensitivity).ShouldAllBe(c => c.AmountMinor != 0);
    }

    [Fact]
    public async Task The_dashboard_adds_up_what_the_customers_pages_show_and_lists_those_with_the_most()
    {
        await firm.Ran();
        var seller = GuanxiApp.Someone(Scope.Own, "value.read") with { Id = ComponentFirm.Seller };
        var views = new Dictionary<Id<Customer>, CustomerComponentsView>();
        foreach (var standing in await Standings(all: true)) views[standing.CustomerId] = (await firm.App.Run(new CustomerComponents { CustomerId = standing.CustomerId })).Value;
        foreach (var actor in (Actor[])[Actor.System, seller])
        {
            var owned = await firm.App.Use(db => db.Set<Customer>().Where(c => c.OwnerId == ComponentFirm.Seller).Select(c => c.Id).ToListAsync());
            var each = views.Where(v => actor == Actor.System || owned.Contains(v.Key)).Select(v => (Customer: v.Key, View: v.Value)).ToList();

            var board = (await firm.App.Run(new ValueComponents(), actor)).Value;

            (board.Customers, board.DifferenceMinor).ShouldBe((each.Count, 0L));
            board.TotalMinor.ShouldBe(each.Sum(e => e.View.TotalMinor));
            board.TotalMinor.ShouldBe((await firm.App.Run(new ValueDashboard(), actor)).Value.Totals.TotalMinor);
            foreach (var component in board.Components)
            {
                component.AmountMinor.ShouldBe(each.Sum(e => Amount(e.View, component.Part)), $"{component.Part}");
                component.Observations.ShouldBe(each.Count(e => Amount(e.View, component.Part) - (component.Part == ValuePart.Repeat ? e.View.PotentialMinor : 0) != 0), $"{component.Part}");
                var listed = (await firm.App.Run(new ComponentCustomers { Part = component.Part, Take = 5 }, actor)).Value.Most;
                var expected = each.Select(e => (e.Customer, Amount: Amount(e.View, component.Part) - (component.Part == ValuePart.Repeat ? e.View.PotentialMinor : 0))).Where(e => e.Amount != 0)
                    .OrderByDescending(e => e.Amount).ThenBy(e => e.Customer.Value).Take(5).ToList();
                listed.Select(m => (m.CustomerId, m.AmountMinor)).ShouldBe(expected, $"{component.Part}");
            }
        }
        var stranger = firm.Customers.First(c => c.OwnerId != ComponentFirm.Seller).Id;
        (await firm.App.Run(new CustomerComponents { CustomerId = stranger }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await firm.App.Run(new CustomerTransactions { CustomerId = stranger, Part = ValuePart.Historic }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await firm.App.Run(new ComponentCustomers { Part = ValuePart.Historic })).Refusal.ShouldBe("value.components.not_one");
    }

    [Fact]
    public async Task Cost_to_serve_and_referral_credit_are_those_that_a_naive_count_finds()
    {
        await firm.Ran();
        var sales = await firm.App.Services.GetRequiredService<DataWarehouse>().Read("SELECT customer_id, day_on, purchases, margin_minor FROM fact_day", [],
            r => (Customer: new Id<Customer>(r.GetInt64(0)), On: r.GetFieldValue<DateOnly>(1), Bought: r.GetInt64(2) > 0, Margin: r.GetInt64(3)), default);
        var known = sales.Where(s => s.On <= ComponentFirm.Today).ToLookup(s => s.Customer);
        var firsts = known.Where(k => k.Any(s => s.Bought)).ToDictionary(k => k.Key, k => k.Where(s => s.Bought).Min(s => s.On));
        var fresh = firsts.Sum(f => known[f.Key].Count(s => s.Bought && s.On.DayNumber - f.Value.DayNumber < 90));
        var freshCost = firm.Service.Where(s => s.On <= ComponentFirm.Today && firsts.TryGetValue(s.Customer, out var first) && s.On.DayNumber - first.DayNumber < 90).Sum(s => s.CostMinor);
        var each = (long)Math.Round((decimal)freshCost / fresh, MidpointRounding.AwayFromZero);
        var credited = 0;

        foreach (var standing in await Standings())
        {
            var view = (await firm.App.Run(new CustomerComponents { CustomerId = standing.CustomerId })).Value;
            var cost = firm.Service.Where(s => s.Customer == standing.CustomerId && s.On <= ComponentFirm.Today).Sum(s => s.CostMinor);
            var credit = firm.Referrers.Where(r => r.Value == standing.CustomerId && firsts.ContainsKey(r.Key)).SelectMany(r => known[r.Key].Where(s => s.On >= firsts[r.Key] && s.On.DayNumber - firsts[r.Key].DayNumber < 365))
                .Sum(s => (long)Math.Round(s.Margin * 0.35m, MidpointRounding.AwayFromZero));

            view.NewCustomerMinor.ShouldBe(each);
            Amount(view, ValuePart.ServiceSaving).ShouldBe(each * known[standing.CustomerId].Count(s => s.Bought) - cost);
            Amount(view, ValuePart.Referral).ShouldBe(credit);
            (standing.HistoricMinor + standing.CurrentMinor).ShouldBe(known[standing.CustomerId].Sum(s => s.Margin) - cost + credit);
            var days = (await firm.App.Run(new CustomerValueCard { CustomerId = standing.CustomerId, Days = 1000 })).Value.Days;
            days.Sum(d => d.ValueMinor).ShouldBe(standing.HistoricMinor + standing.CurrentMinor);
            days.Sum(d => d.ServiceMinor).ShouldBe(cost);
            credited += credit != 0 ? 1 : 0;
        }
        credited.ShouldBeGreaterThan(4);
        each.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_day_of_before_is_told_by_its_own_costs_and_what_came_in_later_is_said_apart()
    {
        await using var app = new GuanxiApp();
        await app.InitializeAsync();
        var books = await new Books(app).Of("CNY");
        var (day, tea) = (new DateOnly(2025, 6, 30), await app.Given(Product.Create("T1", "Tea", "Tea", new Money(400, "CNY"))));
        var (buyer, other) = (await books.Customer(), await books.Customer());
        var first = await books.Sale(buyer, day.AddDays(-60), 12, product: tea, quantity: 10);
        await books.Sale(other, day.AddDays(-60), 10, product: tea, quantity: 30);
        await books.Return(first, day.AddDays(-50), 2);
        await Insight.Run(app, day);
        var then = (await app.Run(new CustomerComponents { CustomerId = buyer.Id })).Value;
        // Mean price (120 + 300) / 40 = 10.50 at a cost of 4: ten pieces at the mean leave 65, the price kept 15 beyond it, and two pieces came back.
        Amount(then, ValuePart.FirstPurchase).ShouldBe(65_00);
        Amount(then, ValuePart.PriceInsensitivity).ShouldBe(15_00);
        Amount(then, ValuePart.Repeat).ShouldBe(-16_00);
        (then.TotalMinor, then.DifferenceMinor).ShouldBe((64_00L, 0L));
        (await app.Run(new CustomerComponents { CustomerId = other.Id })).Value.Components.Single(c => c.Part == ValuePart.PriceInsensitivity).AmountMinor.ShouldBe(-15_00);

        await books.Sale(buyer, day.AddDays(-10), 10, product: tea);
        _ = (await app.Run(new ChangeValueSettings { Settings = new() { ContactCostMinor = 900, ComplaintCostMinor = 900 } })).Value;
        await Insight.Run(app, day.AddDays(5));

        var now = (await app.Run(new CustomerComponents { CustomerId = buyer.Id, AsOf = day })).Value;
        (now.AsOf, now.TotalMinor).ShouldBe((day, 64_00L));
        now.DifferenceMinor.ShouldBe(64_00 - now.Components.Sum(c => c.AmountMinor));
        now.DifferenceMinor.ShouldBe(-6_00, "a sale of then that came in since left 6");
        (await app.Run(new CustomerComponents { CustomerId = buyer.Id })).Value.ShouldSatisfyAllConditions(v => v.TotalMinor.ShouldBe(70_00), v => v.DifferenceMinor.ShouldBe(0));
    }

    [Fact]
    public async Task Transactions_come_page_by_page_and_lead_to_what_they_are()
    {
        await firm.Ran();
        var customer = firm.Referrers.Values.First();
        var all = (await firm.App.Run(new CustomerTransactions { CustomerId = customer, Part = ValuePart.Current, Take = 1000 })).Value;

        var (paged, skip) = (new List<ValueTransaction>(), (int?)0);
        while (skip is { } at)
        {
            var page = (await firm.App.Run(new CustomerTransactions { CustomerId = customer, Part = ValuePart.Current, Skip = at, Take = 3 })).Value;
            (page.Count, page.SumMinor).ShouldBe((all.Count, all.SumMinor));
            paged.AddRange(page.Rows);
            skip = page.NextSkip;
        }

        paged.ShouldBe(all.Rows);
        all.Rows.Select(r => r.On).ShouldBeInOrder(SortDirection.Descending);
        all.Rows.ShouldAllBe(r => r.On > ComponentFirm.Today.AddYears(-1) && r.On <= ComponentFirm.Today && r.SourceId != null);
        var brought = (await firm.App.Run(new CustomerTransactions { CustomerId = customer, Part = ValuePart.Referral })).Value.Rows;
        brought.ShouldNotBeEmpty();
        brought.ShouldAllBe(r => firm.Referrers[Id<Customer>.Parse(r.SourceId!, null)] == customer && r.What != null);
    }

    private static long Amount(CustomerComponentsView view, ValuePart part) => view.Components.Single(c => c.Part == part).AmountMinor;

    private async Task<long> Sum(Id<Customer> customer, ValuePart part)
    {
        var found = (await firm.App.Run(new CustomerTransactions { CustomerId = customer, Part = part, Take = 1000 })).Value;
        found.Rows.Sum(r => r.AmountMinor).ShouldBe(found.SumMinor);
        found.NextSkip.ShouldBeNull();
        return found.SumMinor;
    }

    /// <param name="all">Also those with plain sales only.</param>
    private async Task<List<Standing>> Standings(bool all = false)
    {
        var known = firm.Customers.ConvertAll(c => c.Id).Concat(all ? firm.Others : []).ToHashSet();
        return (await firm.App.Use(db => db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == ComponentFirm.Today).ToListAsync())).FindAll(s => known.Contains(s.CustomerId));
    }
}
