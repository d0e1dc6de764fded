using Guanxi.Insight;

namespace Guanxi.Value.Runs;

/// <summary>What a purchase is expected to bring: by Gamma-Gamma, or, where that is not identified, by the own mean pulled half a step to everybody's.</summary>
internal sealed record SpendChoice
{
    public required string Name { get; init; }
    public GammaGamma? Model { get; private init; }
    public string? NotIdentified { get; private init; }

    /// <summary>With the errors of its parameters.</summary>
    public required ModelFit<GammaGamma> Fit { get; init; }

    /// <summary>Customers that it rests on, those left out, and the correlation of x and m that it takes as 0.</summary>
    public int Customers { get; private init; }
    public int LeftOut { get; private init; }
    public double Correlation { get; private init; }

    /// <summary>Mean net sales of a repeat purchase over all customers, major units.</summary>
    private double PooledMean { get; init; }

    /// <summary>Margin per net sales over all customers; 1 where there are no sales.</summary>
    private double PooledMargin { get; init; }

    public static SpendChoice Of(PurchaseHistories histories)
    {
        double net = 0, margin = 0, later = 0, repeats = 0, days = 0;
        for (var i = 0; i < histories.Count; i++)
        {
            net += histories.Net[i];
            margin += histories.Margin[i];
            later += histories.LaterNet[i];
            repeats += histories.Repeats(i);
            days += histories.PurchaseDays[i];
        }
        var pooled = repeats > 0 && later > 0 ? later / repeats : days > 0 ? Math.Max(0, net / days) : 0;
        return Of(histories.Spend(), pooled / histories.MinorPerMajor, net > 0 ? margin / net : 1);
    }

    /// <param name="cohort">Means of the repeat purchases, major units.</param>
    /// <param name="pooledMean">The mean of all, major units.</param>
    /// <param name="pooledMargin">Margin per net sales of all.</param>
    public static SpendChoice Of(SpendCohort cohort, double pooledMean, double pooledMargin)
    {
        var fit = PurchaseFit.Fit(cohort);
        return new()
        {
            Fit = fit, Customers = cohort.Customers, LeftOut = cohort.LeftOut, Correlation = cohort.Correlation,
            Name = fit.IsIdentified ? "gamma-gamma" : "pooled-mean", Model = fit.IsIdentified ? fit.Model : null,
            NotIdentified = fit.NotIdentified is { } reason ? Standings.Labels.Of(reason) : null,
            PooledMean = pooledMean, PooledMargin = pooledMargin,
        };
    }

    /// <summary>How far a purchase is from the customer's own mean, by that mean: 1/√p of the Gamma-Gamma model, 1 where nothing is known of it.</summary>
    public double Variation => Model is { } model ? 1 / Math.Sqrt(model.P) : 1;

    /// <summary>Expected net sales of one purchase, major units.</summary>
    /// <param name="x">Repeat purchases behind the mean.</param>
    /// <param name="mean">Of these; who brought back more than he kept is expected to spend little, not less than nothing.</param>
    public double Spend(int x, double mean) => Model is { } model ? model.ExpectedSpend(x, Math.Max(mean, 0.01)) : (Math.Max(mean, 0) * x + PooledMean) / (x + 1);

    /// <summary>Expected margin of one purchase, minor units.</summary>
    public double Margin(PurchaseHistories histories, int i)
    {
        var spend = Spend(histories.Repeats(i), histories.MeanSpend(i));
        var share = histories.Net[i] > 0 ? (double)histories.Margin[i] / histories.Net[i] : PooledMargin;
        return spend * Math.Min(share, 1) * histories.MinorPerMajor;
    }
}
