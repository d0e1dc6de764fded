using Guanxi.Insight;
using Guanxi.Value.Runs;
using Guanxi.Warehouse;

namespace Guanxi.Value.Loyalty;

/// <summary>What two years tell of each customer's loyalty beside purchases and their rhythm, column by column.</summary>
internal sealed class LoyaltySigns
{
    private static readonly WarehouseQuery Signs = WarehouseQuery.Of(typeof(LoyaltySigns).Assembly, "loyalty_signs");

    /// <summary>Customers whose purchases tell what is usually paid; all of a smaller firm.</summary>
    private const int Enough = 60_000;

    private LoyaltySigns(int n) => (Days, CampaignDays, Lines, Offers, Categories, Contacts, OwnAccord, Choices, ChoiceDays, UsualOffers, IsBound, Drawn, LapsedDays, Csat, Nps, Mention) =
        (new int[n], new int[n], new int[n], new int[n], new int[n], new int[n], new int[n], new int[n], new int[n], new float[n], new bool[n], new sbyte[n], new int[n], new sbyte[n], new sbyte[n], new sbyte[n]);

    /// <summary>Purchase days, and those on which a campaign ran.</summary>
    public int[] Days { get; }
    public int[] CampaignDays { get; }

    /// <summary>Lines whose price can be compared, those bought on offer, and how many would be by what is usual for the product.</summary>
    public int[] Lines { get; }
    public int[] Offers { get; }
    public float[] UsualOffers { get; }

    /// <summary>Categories bought.</summary>
    public int[] Categories { get; }

    /// <summary>Contacts, and those that the customer began.</summary>
    public int[] Contacts { get; }
    public int[] OwnAccord { get; }

    /// <summary>Purchases that an enquiry came before, and the days from the first enquiry to them, added up.</summary>
    public int[] Choices { get; }
    public int[] ChoiceDays { get; }

    /// <summary>Held by a contract or technically.</summary>
    public bool[] IsBound { get; }

    /// <summary>Days since the last contract ended that nothing goes on from; −1 where one holds, or there was none.</summary>
    public int[] LapsedDays { get; }

    /// <summary>1 whom a competitor drew, 0 who was lost for another reason, −1 of whom nobody learned.</summary>
    public sbyte[] Drawn { get; }

    /// <summary>Satisfaction 1–5 and likelihood to recommend 0–10 in the newest answer that rated; −1 where it was not asked.</summary>
    public sbyte[] Csat { get; }
    public sbyte[] Nps { get; }

    /// <summary>Asked which firms come to mind: 2 named first, 1 named, 0 not named; −1 of whom nobody asked.</summary>
    public sbyte[] Mention { get; }

    /// <summary>How the newest answer rated the firm, in [0, 100]; NaN without one.</summary>
    public double Rating(int i) => (Csat[i], Nps[i]) switch
    {
        ( < 0, < 0) => double.NaN,
        ( < 0, var nps) => 10.0 * nps,
        (var csat, < 0) => 25.0 * (csat - 1),
        var (csat, nps) => (25.0 * (csat - 1) + 10.0 * nps) / 2,
    };

    /// <summary>How the quantity went with the price, of those whose prices moved enough: by place, in order.</summary>
    public List<(int Place, PriceSlope Slope)> Slopes { get; } = [];

    /// <param name="campaigns">Of the same two years.</param>
    public static async Task<LoyaltySigns> Read(DataWarehouse warehouse, PurchaseHistories h, CampaignDays campaigns, CancellationToken ct)
    {
        var signs = new LoyaltySigns(h.Count);
        Array.Fill(signs.Drawn, (sbyte)-1);
        Array.Fill(signs.LapsedDays, -1);
        foreach (var answers in (sbyte[][])[signs.Csat, signs.Nps, signs.Mention]) Array.Fill(answers, (sbyte)-1);
        var i = 0;
        await warehouse.Read(Signs.Sql, [h.AsOf, Start(h.AsOf), campaigns.Marks, (long)Math.Max(1, h.Count / Enough)], row =>
        {
            var id = row.GetInt64(0);
            while (i < h.Count && h.CustomerId[i] < id) i++;
            if (i < h.Count && h.CustomerId[i] == id) signs.Take(i, row);
            return true;
        }, ct);
        return signs;
    }

    /// <summary>The day before the two years begin.</summary>
    public static DateOnly Start(DateOnly asOf) => asOf.AddYears(-2);

    /// <summary>Whether the relationship ended with its contract: long enough ago, with no purchase since.</summary>
    /// <param name="gap">Days since the last purchase.</param>
    public bool HasLapsed(int i, int gap, ValueSettings settings) => settings.LapsedDays > 0 && LapsedDays[i] >= settings.LapsedDays && gap >= LapsedDays[i];

    private void Take(int i, System.Data.Common.DbDataReader row)
    {
        (Days[i], CampaignDays[i], Lines[i], Offers[i]) = ((int)row.GetInt64(1), (int)row.GetInt64(2), (int)row.GetInt64(3), (int)row.GetInt64(4));
        UsualOffers[i] = row.GetInt64(5) / 1e6f;
        (Categories[i], Contacts[i], OwnAccord[i], Choices[i], ChoiceDays[i]) = ((int)row.GetInt64(13), (int)row.GetInt64(14), (int)row.GetInt64(15), (int)row.GetInt64(16), (int)row.GetInt64(17));
        (IsBound[i], Drawn[i], LapsedDays[i]) = (row.GetInt64(18) > 0, (sbyte)Math.Min(1, row.GetInt64(19)), (int)row.GetInt64(20));
        (Csat[i], Nps[i], Mention[i]) = ((sbyte)row.GetInt64(21), (sbyte)row.GetInt64(22), (sbyte)row.GetInt64(23));
        var sums = new PriceSums(row.GetInt64(3), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12));
        if (PriceSlope.Of(sums) is { } slope) Slopes.Add((i, slope));
    }
}
