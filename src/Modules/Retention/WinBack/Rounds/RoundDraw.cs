using Guanxi.Customers;

namespace Guanxi.Retention.WinBack.Rounds;

/// <summary>Whom a round is for.</summary>
internal sealed record RoundChoice
{
    /// <summary>major, minor, ordinary, small.</summary>
    public List<string> Grades { get; set; } = [];

    /// <summary>decline, lost.</summary>
    public List<string> Stages { get; set; } = ["lost"];

    /// <summary>Total value of a customer, minor units of the base currency.</summary>
    public long LeastValueMinor { get; set; }
}

/// <summary>One customer of a round, before and after the draw.</summary>
internal sealed record RoundCustomer(Id<Customer> CustomerId, string Grade, long ValueMinor);

/// <summary>The draw: within each grade a random part is set aside.</summary>
internal static class RoundDraw
{
    /// <summary>Which of the customers are set aside, each with the probability with which its arm was drawn.</summary>
    /// <remarks>The same customers, share and seed give the same draw, in whatever order they come. A grade with fewer than two customers has nobody to compare: all are treated.</remarks>
    public static IReadOnlyList<(RoundCustomer Customer, bool Control, double Probability)> Of(IEnumerable<RoundCustomer> customers, double share, int seed)
    {
        var drawn = new List<(RoundCustomer, bool, double)>();
        foreach (var grade in customers.GroupBy(c => c.Grade).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            RoundCustomer[] all = [.. grade.OrderBy(c => c.CustomerId.Value)];
            // Its own generator for each grade: one customer more in another grade changes nothing here.
            new Random(HashCodeOf(grade.Key, seed)).Shuffle(all);
            var control = share > 0 && all.Length >= 2 ? Math.Clamp((int)Math.Round(share * all.Length, MidpointRounding.AwayFromZero), 1, all.Length - 1) : 0;
            var probability = (double)control / all.Length;
            for (var i = 0; i < all.Length; i++) drawn.Add((all[i], i < control, i < control ? probability : 1 - probability));
        }
        return drawn;
    }

    // string.GetHashCode is another one in every process.
    private static int HashCodeOf(string grade, int seed) => grade.Aggregate(seed, (hash, c) => unchecked(hash * 31 + c));
}
