namespace Guanxi.Demo;

/// <summary>What kind of customer the n-th is: decided before anything happens.</summary>
/// <param name="Rate">Orders a year while active, before the firm's size is taken into account.</param>
/// <param name="End">The last day on which it may buy, exclusive.</param>
internal readonly record struct Nature(bool IsPerson, bool Abroad, Behaviour Behaviour, DateTimeOffset CreatedAt, DateOnly From, DateOnly End, double Rate);

/// <summary>Draws natures, and lives customers' three years by them: orders, returns, contacts, complaints, tasks.</summary>
internal sealed class DemoHistory
{
    private const double YearDays = 365.25;
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);
    // Spring harvest, Mid-Autumn, the New Year: by month, mean 1.
    private static readonly double[] Season = [1.7, 1.2, 0.8, 1.5, 1.1, 0.7, 0.5, 0.7, 1.8, 0.8, 0.5, 0.7];
    private static readonly Weighted<Behaviour> Behaviours = new(
        [(Behaviour.Prospect, 6), (Behaviour.OneTime, 30), (Behaviour.Loyal, 20), (Behaviour.Growing, 8), (Behaviour.Declining, 8), (Behaviour.Seasonal, 10), (Behaviour.Lost, 18)]);

    private readonly DemoFirm firm;
    private readonly DemoPlan plan;
    private readonly double scale;
    private readonly Dictionary<string, int[]> byCategory;
    private readonly string[] categories;
    private readonly int windowDays;

    public DemoHistory(DemoFirm firm)
    {
        (this.firm, plan) = (firm, firm.Plan);
        windowDays = plan.Today.DayNumber - plan.Start.DayNumber;
        byCategory = firm.Products.GroupBy(p => p.Category).ToDictionary(g => g.Key, g => g.Select(p => p.No).ToArray());
        categories = [.. byCategory.Keys];
        scale = Scale();
    }

    public Nature NatureOf(int no)
    {
        var random = DemoRandom.For(plan.Seed, no, purpose: 3);
        var abroad = random.Chance(0.07);
        var isPerson = random.Chance(abroad ? 0.55 : 0.86);
        var behaviour = Behaviours.Pick(ref random);
        if (!isPerson && behaviour == Behaviour.OneTime && random.Chance(0.6)) behaviour = Behaviour.Loyal;

        // A third were customers before the three years began; the rest came since, evenly. The n-th never came before the one ahead of it.
        var share = (no - random.Share()) / plan.Customers;
        var joined = share < 0.35 ? (share / 0.35 - 1) * 400 : (share - 0.35) / 0.65 * (windowDays - 2);
        var createdAt = At(plan.Start).AddDays(Math.Floor(joined)).AddSeconds((int)((joined - Math.Floor(joined)) * 36_000));
        var from = joined < 0 ? plan.Start.AddDays(random.Below(120)) : plan.Start.AddDays((int)joined + random.Below(5));
        if (from >= plan.Today) from = plan.Today.AddDays(-1);
        var days = plan.Today.DayNumber - from.DayNumber;
        var end = behaviour switch
        {
            Behaviour.Prospect => from,
            Behaviour.OneTime => from.AddDays(1),
            Behaviour.Lost => from.AddDays(1 + (int)(random.Share() * Math.Max(1, days - 60))),
            _ => plan.Today,
        };
        // Most buy once or twice, some hundreds of times: the logarithm of the rate is normal.
        var rate = Math.Min(400, DemoRandom.Exp((isPerson ? 1.5 : 1.9) * random.Normal()) * (isPerson ? 1 : 2.2));
        return new(isPerson, abroad, behaviour, createdAt, from, end, rate);
    }

    public void Live(DemoCustomer customer, Nature nature)
    {
        var random = DemoRandom.For(plan.Seed, customer.No, purpose: 5);
        if (nature.Behaviour != Behaviour.Prospect) Buy(customer, nature, ref random);
        DemoTalk.Talk(firm, customer, nature, ref random);
        DemoBonds.Hold(firm, customer);
    }

    private double Scale()
    {
        double expected = 0, certain = 0;
        for (var no = 1; no <= plan.Customers; no++)
        {
            var nature = NatureOf(no);
            if (nature.Behaviour == Behaviour.Prospect) continue;
            certain++;
            if (nature.Behaviour != Behaviour.OneTime) expected += nature.Rate * (nature.End.DayNumber - nature.From.DayNumber) / YearDays;
        }
        return expected > 0 ? Math.Max(0, (plan.Orders / 1.03 - certain) / expected) : 0;
    }

    private void Buy(DemoCustomer customer, Nature nature, ref DemoRandom random)
    {
        var favourite = categories[(int)(categories.Length * random.Share() * random.Share())];
        var perDay = nature.Rate * scale / YearDays;
        double days = nature.End.DayNumber - nature.From.DayNumber, day = 0;
        var highest = nature.Behaviour switch { Behaviour.Growing or Behaviour.Declining => 1.75, Behaviour.Seasonal => 1.8, _ => 1.0 };
        while (true)
        {
            var on = nature.From.AddDays((int)day);
            AddOrder(customer, nature, on, favourite, ref random);
            if (random.Chance(0.03)) AddReturn(customer, on, ref random);
            if (nature.Behaviour == Behaviour.OneTime) break;
            do
            {
                day += random.Exponential() / (perDay * highest);
            }
            while (day < days && random.Share() * highest > Strength(nature.Behaviour, day / days, nature.From.AddDays((int)day).Month));
            if (!(day < days)) break;
        }
    }

    /// <summary>How eagerly it buys at a point of its time, 1 on average.</summary>
    private static double Strength(Behaviour behaviour, double share, int month) => behaviour switch
    {
        Behaviour.Growing => 0.25 + 1.5 * share,
        Behaviour.Declining => 1.75 - 1.5 * share,
        Behaviour.Seasonal => Season[month - 1],
        _ => 1,
    };

    private void AddOrder(DemoCustomer customer, Nature nature, DateOnly on, string favourite, ref DemoRandom random)
    {
        var first = customer.Lines.Count;
        var lines = random.Geometric(nature.IsPerson ? 1.6 : 2.6, 12);
        var discount = random.Chance(0.25) ? 80 + random.Below(4) * 5 : nature.IsPerson ? 100 : 88;
        var total = 0L;
        for (var n = 1; n <= lines; n++)
        {
            var product = firm.Products[(random.Chance(0.6) ? random.Pick(byCategory[favourite]) : 1 + random.Below(firm.Products.Count)) - 1];
            var quantity = nature.IsPerson ? random.Geometric(1.4, 10) : 5 * random.Geometric(2.5, 60);
            var price = product.PriceMinor * discount / 100;
            if (customer.Currency != "CNY") price = DemoFirm.Abroad(price, customer.Currency);
            var amount = price * quantity;
            customer.Lines.Add(new(n, product.No, quantity * 1000L, price * 1_000_000 / Currencies.MinorPerMajor(customer.Currency), amount));
            total += amount;
        }
        customer.Orders.Add(new(customer.Orders.Count + 1, "Sale", At(on).AddSeconds(random.Below(41_000)), on, total, customer.Owner, first, lines, null));
    }

    private void AddReturn(DemoCustomer customer, DateOnly bought, ref DemoRandom random)
    {
        var sale = customer.Orders[^1];
        var on = bought.AddDays(2 + random.Below(20));
        if (on >= plan.Today) return;
        var line = customer.Lines[sale.FirstLine + random.Below(sale.Lines)];
        var first = customer.Lines.Count;
        customer.Lines.Add(line with { LineNo = 1, QuantityMilli = -line.QuantityMilli, AmountMinor = -line.AmountMinor });
        customer.Orders.Add(new(customer.Orders.Count + 1, "Return", At(on).AddSeconds(random.Below(41_000)), on, -line.AmountMinor, sale.Seller, first, 1, sale.No));
    }

    /// <summary>Nine in the morning.</summary>
    internal static DateTimeOffset At(DateOnly day) => new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), Zone).ToUniversalTime();
}
