using Guanxi.Customers;
using Guanxi.Insight;
using Guanxi.Value;

namespace Guanxi.Tests.Value.Behaviour;

/// <summary>Each figure against one counted naively over the same small firm, for who sees all, who sees own customers, and who sees a unit's.</summary>
[Trait("Row", "INS-6")]
public sealed class BehaviourTests(BehaviourFirm firm) : IClassFixture<BehaviourFirm>
{
    private const int MonthsOfYear = 12;

    public static TheoryData<string> Reaches => BehaviourFirm.Reaches;

    [Theory, MemberData(nameof(Reaches))]
    public async Task Cohorts_are_those_that_a_naive_count_finds(string reach)
    {
        await firm.Ran();
        var actor = BehaviourFirm.Someone(reach);
        var days = firm.Days(actor).Values;
        foreach (var period in Enum.GetValues<CohortPeriod>())
        {
            var length = period == CohortPeriod.Month ? 1 : 3;
            var table = (await firm.App.Run(new CohortRetention { By = period }, actor)).Value;

            table.Customers.ShouldBe(days.Count);
            table.Cohorts.Count.ShouldBe(days.Select(d => Number(d[0]) / length).Distinct().Count());
            foreach (var cohort in table.Cohorts)
            {
                var members = days.Where(d => d[0] >= cohort.From && d[0] <= cohort.To).ToList();
                cohort.Customers.ShouldBe(members.Count);
                cohort.Steps.Count.ShouldBe(Number(BehaviourFirm.Today) / length - Number(cohort.From) / length + 1);
                foreach (var step in cohort.Steps)
                {
                    step.Buyers.ShouldBe(members.Count(m => m.Any(d => d >= step.From && d <= step.To)), $"{cohort.From} in {step.From}");
                    step.CameBack.ShouldBe(members.Count(m => m.Count > 1 && m[1] <= step.To), $"{cohort.From} by {step.To}");
                    step.Complete.ShouldBe(step.To <= BehaviourFirm.Today);
                }
            }
            table.Together[1].Customers.ShouldBe(table.Cohorts.Where(c => c.Steps.Count > 1 && c.Steps[1].Complete).Sum(c => c.Customers));
        }

        static int Number(DateOnly day) => MonthsOfYear * day.Year + day.Month - 1;
    }

    [Theory, MemberData(nameof(Reaches))]
    public async Task A_cell_opens_the_customers_it_counts(string reach)
    {
        await firm.Ran();
        var actor = BehaviourFirm.Someone(reach);
        var table = (await firm.App.Run(new CohortRetention { By = CohortPeriod.Quarter }, actor)).Value;
        foreach (var cohort in table.Cohorts)
            foreach (var step in cohort.Steps)
            {
                (await Opened(new() { From = cohort.From, To = cohort.To, BoughtFrom = step.From, BoughtTo = step.To, Take = 7 }, actor)).Count.ShouldBe(step.Buyers);
                (await Opened(new() { From = cohort.From, To = cohort.To, BackBy = step.To, Take = 200 }, actor)).Count.ShouldBe(step.CameBack);
            }
        var once = await Opened(new() { Once = true, Take = 200 }, actor);
        once.Select(r => r.CustomerId).ShouldBe(firm.Days(actor).Where(d => d.Value.Count == 1).Select(d => d.Key.Id), ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Reaches))]
    public async Task Gaps_and_waits_are_those_that_a_naive_count_finds(string reach)
    {
        await firm.Ran();
        var actor = BehaviourFirm.Someone(reach);

        var view = (await firm.App.Run(new PurchaseIntervals(), actor)).Value;

        view.Kinds.Select(k => k.Kind).ShouldBe([null, "Individual", "Organisation"]);
        foreach (var kind in view.Kinds)
        {
            var days = firm.Days(actor).Where(d => kind.Kind is null || d.Key.Kind.ToString() == kind.Kind).Select(d => d.Value).ToList();
            var gaps = days.SelectMany(d => d.Zip(d.Skip(1), (a, b) => b.DayNumber - a.DayNumber)).Order().ToList();
            kind.Gaps.ShouldBe(gaps.Count);
            kind.Bins.Sum(b => b.Times).ShouldBe(gaps.Count);
            foreach (var bin in kind.Bins) bin.Times.ShouldBe(gaps.Count(g => g >= bin.From && g <= (bin.To ?? int.MaxValue)));
            kind.Median.ShouldBe(gaps[(gaps.Count - 1) / 2]);
            kind.LowerQuartile.ShouldBe(gaps[(int)Math.Ceiling(gaps.Count * 0.25) - 1]);
            kind.UpperQuartile.ShouldBe(gaps[(int)Math.Ceiling(gaps.Count * 0.75) - 1]);
            kind.Customers.ShouldBe(days.Count);
            kind.CameBack.ShouldBe(days.Count(d => d.Count > 1));
            if (days.Count < KindIntervals.Least)
            {
                kind.Returns.ShouldBeEmpty("too few to say when they come back");
                kind.HalfOfReturners.ShouldBeNull();
                continue;
            }
            foreach (var share in kind.Returns)
            {
                share.Share.ShouldBe(1 - Waiting(days, share.Days), 1e-12);
                share.Share.ShouldBeInRange(share.Low!.Value, share.High!.Value);
            }
            (1 - Waiting(days, kind.HalfOfReturners!.Value)).ShouldBeGreaterThanOrEqualTo((1 - Waiting(days, kind.SeenDays)) / 2);
            (1 - Waiting(days, kind.HalfOfReturners!.Value - 1)).ShouldBeLessThan((1 - Waiting(days, kind.SeenDays)) / 2);
        }

        // Of those still waiting each day, the share that goes on waiting.
        static double Waiting(List<List<DateOnly>> days, int until) => Enumerable.Range(1, until).Aggregate(1.0, (left, t) =>
        {
            var atRisk = days.Count(d => (d.Count > 1 ? d[1] : BehaviourFirm.Today).DayNumber - d[0].DayNumber >= t);
            return atRisk == 0 ? left : left * (1 - days.Count(d => d.Count > 1 && d[1].DayNumber - d[0].DayNumber == t) / (double)atRisk);
        });
    }

    [Theory, MemberData(nameof(Reaches))]
    public async Task Pairs_are_those_that_a_naive_count_finds_beyond_chance(string reach)
    {
        await firm.Ran();
        var actor = BehaviourFirm.Someone(reach);
        foreach (var item in Enum.GetValues<BasketItem>())
            foreach (var kind in Enum.GetValues<BasketKind>())
            {
                var view = (await firm.App.Run(new BasketPairs { Item = item, Basket = kind, SupportPerMille = 20, Take = 500 }, actor)).Value;

                var baskets = Baskets(actor, item, kind);
                view.Baskets.ShouldBe(baskets.Count);
                view.EnoughData.ShouldBe(baskets.Count >= view.LeastBaskets);
                if (!view.EnoughData)
                {
                    view.Pairs.ShouldBeEmpty();
                    continue;
                }
                var names = baskets.SelectMany(b => b).Distinct().Order(StringComparer.Ordinal).ToList();
                view.AllItems.ShouldBe(names.Count);
                var found = view.Pairs.ToDictionary(p => string.Join('+', new[] { p.First.Name, p.Second.Name }.Order(StringComparer.Ordinal)));
                var pairs = (from a in names from b in names where string.CompareOrdinal(a, b) < 0 select (A: a, B: b, Both: baskets.Count(x => x.Contains(a) && x.Contains(b)))).Where(p => p.Both >= Math.Max(5, Math.Ceiling(0.02 * baskets.Count))).ToList();
                foreach (var (a, b, both) in pairs)
                {
                    var (ofA, ofB) = (baskets.Count(x => x.Contains(a)), baskets.Count(x => x.Contains(b)));
                    var beyond = Association.Of(both, ofA, ofB, baskets.Count, 1 - 0.05 / pairs.Count).Low > 1;
                    found.ContainsKey($"{a}+{b}").ShouldBe(beyond, $"{a}+{b}");
                    if (!beyond) continue;
                    var pair = found[$"{a}+{b}"];
                    pair.Together.ShouldBe(both);
                    (pair.First.Name == a ? (pair.OfFirst, pair.OfSecond) : (pair.OfSecond, pair.OfFirst)).ShouldBe((ofA, ofB));
                    pair.Lift.ShouldBe((double)both * baskets.Count / ((double)ofA * ofB), 1e-9);
                    pair.Confidence.ShouldBe(both / (double)pair.OfFirst, 1e-12);
                    pair.Support.ShouldBe(both / (double)baskets.Count, 1e-12);
                }
                found.Count.ShouldBeLessThanOrEqualTo(pairs.Count);
                if (item == BasketItem.Product && kind == BasketKind.Order) view.Pairs[0].ShouldSatisfyAllConditions(p => p.First.Name.ShouldBe("Product 0"), p => p.Second.Name.ShouldBe("Product 1"));
            }
    }

    [Fact]
    [Trait("Row", "MKT-7")]
    public async Task The_next_product_is_one_that_its_likes_bought_and_the_customer_did_not()
    {
        await firm.Ran();
        var baskets = Baskets(BehaviourFirm.All, BasketItem.Product, BasketKind.Customer);
        var told = 0;
        foreach (var customer in firm.Customers.Take(60))
        {
            var view = (await firm.App.Run(new NextProducts { CustomerId = customer.Id, Take = 50 }, BehaviourFirm.All)).Value;

            var has = Recent(customer);
            view.Bought.ShouldBe(has.Count);
            view.Next.Select(n => n.Confidence).ShouldBeInOrder(SortDirection.Descending);
            view.Next.Select(n => n.Second.Id).ShouldBeUnique();
            foreach (var next in view.Next)
            {
                has.ShouldContain(next.First.Name);
                has.ShouldNotContain(next.Second.Name);
                next.LiftLow.ShouldBeGreaterThan(1);
                var of = baskets.Where(b => b.Contains(next.First.Name)).ToList();
                next.Confidence.ShouldBe(of.Count(b => b.Contains(next.Second.Name)) / (double)of.Count, 1e-12);
                told++;
            }
        }
        told.ShouldBeGreaterThan(0);
        (await firm.App.Run(new NextProducts { CustomerId = firm.Customers[1].Id }, BehaviourFirm.Own)).Refusal.ShouldBe("customers.customer.not_found");
    }

    [Theory, MemberData(nameof(Reaches))]
    [Trait("Row", "MKT-7")]
    public async Task A_product_is_next_for_who_bought_what_leads_to_it(string reach)
    {
        await firm.Ran();
        var actor = BehaviourFirm.Someone(reach);
        var (rows, view) = (new List<NextBuyer>(), new NextBuyersView());
        do
        {
            view = (await firm.App.Run(new NextBuyers { ItemId = firm.Products[1].Id.Value, AfterPlace = view.NextPlace, After = view.Next, Take = 3 }, actor)).Value;
            rows.AddRange(view.Customers);
        }
        while (view.Next is not null);

        if (!view.EnoughData) view.Leads.ShouldBeEmpty();
        else view.Leads[0].First.Name.ShouldBe("Product 0");
        var leads = view.Leads.Select(l => l.First.Name).ToList();
        var expected = firm.Customers.Where(c => BehaviourFirm.Sees(actor, c)).Select(c => (c.Id, Has: Recent(c))).Where(c => !c.Has.Contains("Product 1") && c.Has.Overlaps(leads))
            .Select(c => (c.Id, Place: 1 + leads.FindIndex(c.Has.Contains))).OrderBy(c => c.Place).ThenBy(c => c.Id.Value);
        rows.Select(r => (r.CustomerId, r.Place)).ShouldBe(expected);
    }

    [Theory, MemberData(nameof(Reaches))]
    public async Task Contacts_before_purchases_are_those_that_a_naive_count_finds(string reach)
    {
        await firm.Ran();
        var actor = BehaviourFirm.Someone(reach);
        const int Window = 45;

        var view = (await firm.App.Run(new ChannelPaths { WindowDays = Window, Months = 10, Take = 100 }, actor)).Value;

        var (first, repeat, channels, paths) = ((All: 0, With: 0, Margin: 0L), (All: 0, With: 0, Margin: 0L), new Dictionary<(string, string), int>(), new Dictionary<string, (int Count, long Margin)>());
        foreach (var (customer, days) in firm.Days(actor))
            for (var i = 0; i < days.Count; i++)
            {
                if (days[i] <= BehaviourFirm.Today.AddMonths(-10)) continue;
                var margin = firm.Sales.Where(s => s.Customer == customer && s.On == days[i]).Sum(s => s.Minor);
                var before = firm.Contacts.Where(c => c.CustomerId == customer.Id && c.HappenedOn <= days[i] && days[i].DayNumber - c.HappenedOn.DayNumber <= Window && (i == 0 || c.HappenedOn > days[i - 1]))
                    .OrderBy(c => c.HappenedAt).ThenBy(c => c.Id.Value).ToList();
                var with = before.Count > 0 ? 1 : 0;
                if (i == 0) first = (first.All + 1, first.With + with, first.Margin + margin);
                else repeat = (repeat.All + 1, repeat.With + with, repeat.Margin + margin);
                foreach (var kind in before.Select(c => (c.Channel.ToString(), c.Direction.ToString())).Distinct()) channels[kind] = channels.GetValueOrDefault(kind) + 1;
                if (with == 0) continue;
                var path = string.Join(' ', before.TakeLast(3).Select(c => c.Channel));
                paths[path] = (paths.GetValueOrDefault(path).Count + 1, paths.GetValueOrDefault(path).Margin + margin);
            }
        (view.First.Purchases, view.First.Contacted, view.First.MarginMinor).ShouldBe((first.All, first.With, first.Margin));
        (view.Repeat.Purchases, view.Repeat.Contacted, view.Repeat.MarginMinor).ShouldBe((repeat.All, repeat.With, repeat.Margin));
        view.Channels.ToDictionary(c => (c.Channel, c.Direction), c => (int)c.Purchases).ShouldBe(channels, ignoreOrder: true);
        view.Paths.ToDictionary(p => string.Join(' ', p.Channels), p => ((int)p.Purchases, p.MarginMinor)).ShouldBe(paths, ignoreOrder: true);
    }

    [Fact]
    public async Task Too_few_baskets_say_so_and_what_is_out_of_reach_is_not_counted()
    {
        await firm.Ran();
        var stranger = GuanxiApp.Someone(Scope.Own, ValueRights.Read);

        (await firm.App.Run(new BasketPairs(), stranger)).Value.ShouldSatisfyAllConditions(v => v.Baskets.ShouldBe(0), v => v.EnoughData.ShouldBeFalse());
        (await firm.App.Run(new CohortRetention(), stranger)).Value.Customers.ShouldBe(0);
        (await firm.App.Run(new PurchaseIntervals(), stranger)).Value.Kinds.ShouldAllBe(k => k.Customers == 0 && k.Median == null);
        (await firm.App.Run(new ChannelPaths(), stranger)).Value.EnoughData.ShouldBeFalse();
        (await firm.App.Run(new FirstPurchaseCustomers(), stranger)).Value.Customers.ShouldBeEmpty();
        (await firm.App.Run(new CohortRetention(), GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");
    }

    private List<HashSet<string>> Baskets(Actor actor, BasketItem item, BasketKind kind)
    {
        var sales = firm.Sales.Where(s => BehaviourFirm.Sees(actor, s.Customer) && s.On > BehaviourFirm.Today.AddMonths(-MonthsOfYear)).ToList();
        var baskets = kind == BasketKind.Order ? sales.Select(s => s.Items) : sales.GroupBy(s => s.Customer).Select(g => g.SelectMany(s => s.Items).ToArray());
        return [.. baskets.Select(items => items.Select(i => item == BasketItem.Product ? firm.Products[i].Name : firm.Products[i].Category ?? "").Where(n => n.Length > 0).ToHashSet()).Where(b => b.Count > 0)];
    }

    private HashSet<string> Recent(Customer customer) => [.. firm.Sales.Where(s => s.Customer == customer && s.On > BehaviourFirm.Today.AddMonths(-MonthsOfYear)).SelectMany(s => s.Items).Select(i => firm.Products[i].Name)];

    private async Task<List<FirstPurchaseRow>> Opened(FirstPurchaseCustomers question, Actor actor)
    {
        var (rows, page) = (new List<FirstPurchaseRow>(), new FirstPurchasesFound());
        do
        {
            page = (await firm.App.Run(question with { After = page.Next }, actor)).Value;
            rows.AddRange(page.Customers);
        }
        while (page.Next is not null);
        return rows;
    }
}
