namespace Guanxi.Demo;

/// <summary>What holds the demo firm's customers: contracts of organisations with their renewals, and what regular customers have of the firm.</summary>
internal static class DemoBonds
{
    // What ended no longer ago waits for its renewal, and warns.
    private const int ForgottenDays = 20;

    public static void Hold(DemoFirm firm, DemoCustomer customer)
    {
        // A stream of its own: what else happens to the customer is the same with it and without.
        var random = DemoRandom.For(firm.Plan.Seed, customer.No, purpose: 9);
        if (customer.Orders.Count(o => o.Kind == "Sale") < 3) return;
        var kinds = customer.Country is "CN" or "HK" ? DemoWords.All.Bonds.Chinese : DemoWords.All.Bonds.English;
        if (customer.IsPerson)
        {
            if (random.Chance(0.2)) Add(firm, customer, random.Pick([.. kinds.Where(k => k.Form is "Club" or "PointsBalance" or "TierBenefit")]), ref random);
            return;
        }
        if (random.Chance(0.45)) Add(firm, customer, random.Pick([.. kinds.Where(k => k.Barrier == "Contractual")]), ref random);
        if (random.Chance(0.3)) Add(firm, customer, random.Pick([.. kinds.Where(k => k.Barrier == "Economic")]), ref random);
        if (random.Chance(0.2)) Add(firm, customer, random.Pick([.. kinds.Where(k => k.Level == "Structural")]), ref random);
    }

    private static void Add(DemoFirm firm, DemoCustomer customer, BondWords kind, ref DemoRandom random)
    {
        var today = firm.Plan.Today;
        var first = DateOnly.FromDateTime(customer.Orders[0].OrderedAt.DateTime);
        var from = first.AddDays(random.Below(Math.Max(1, today.DayNumber - first.DayNumber)));
        var person = customer.Owner ?? random.Pick(firm.Sellers[customer.Unit]);
        int? renews = null;
        while (true)
        {
            DateOnly? last = kind.Months == 0 ? null : from.AddMonths(kind.Months).AddDays(-1);
            customer.Bonds.Add(new(kind, from, last, renews, person, DemoHistory.At(from).AddHours(2 + random.Below(8))));
            if (last is null || last >= today.AddDays(-ForgottenDays)) return;
            renews = customer.Bonds.Count - 1;
            from = last.Value.AddDays(1);
        }
    }
}

/// <param name="Barrier">Empty for what is none; so with level and strength.</param>
/// <param name="Months">0 without an end.</param>
internal sealed record BondWords(string Form, string? Barrier, string? Level, string? Strength, int Months, string Words);

/// <param name="Renews">The one before it, by its place among the customer's.</param>
internal readonly record struct DemoBond(BondWords Kind, DateOnly FromOn, DateOnly? ExpiresOn, int? Renews, int Person, DateTimeOffset RecordedAt);
