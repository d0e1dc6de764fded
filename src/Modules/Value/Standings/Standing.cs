using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Standings;

/// <summary>Where the relationship with one customer stood at the end of one day, with the evidence. Written once, never changed.</summary>
internal sealed class Standing
{
    public Id<Customer> CustomerId { get; private init; }
    public DateOnly AsOf { get; private init; }

    /// <summary>The run that wrote it.</summary>
    public Id<InsightRun> RunId { get; private init; }

    /// <summary>Historic, current and potential value, minor units of the base currency. They add up to the total.</summary>
    public long HistoricMinor { get; private init; }
    public long CurrentMinor { get; private init; }
    public long PotentialMinor { get; private init; }

    /// <summary><c>major</c>, <c>minor</c>, <c>ordinary</c>, <c>small</c>.</summary>
    public string Grade { get; private init; } = "";

    /// <summary>A, B, C or D.</summary>
    public string Class { get; private init; } = "";
    public string Colour { get; private init; } = "";
    public string Stage { get; private init; } = "";

    /// <summary>Probability of no purchase in the planning period; null where it can't be told.</summary>
    public double? Churn { get; private init; }

    /// <summary>Churn × (current + potential).</summary>
    public long RiskMinor { get; private init; }

    /// <summary>Inputs and reasons of each figure and label, as JSON.</summary>
    public string Evidence { get; private init; } = "";
}

/// <summary>One run of the insight: which model, which parameters, what totals.</summary>
internal sealed class InsightRun : Entity<InsightRun>
{
    public DateOnly AsOf { get; private init; }
    public DateTimeOffset RanAt { get; private init; }
    public string Model { get; private init; } = "";

    /// <summary>Parameters, candidates, what was not identified, totals, seconds: as JSON.</summary>
    public string Summary { get; private init; } = "";
}

internal sealed class StandingTable : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Standing>(standing =>
        {
            standing.ToTable("value_standing");
            standing.HasKey(s => new { s.CustomerId, s.AsOf });
            standing.Property(s => s.Grade).HasMaxLength(20);
            standing.Property(s => s.Class).HasMaxLength(1);
            standing.Property(s => s.Colour).HasMaxLength(20);
            standing.Property(s => s.Stage).HasMaxLength(20);
            standing.HasIndex(s => s.AsOf);
        });
        model.Entity<InsightRun>(run =>
        {
            run.ToTable("value_run");
            run.HasKey(r => r.Id);
            run.Property(r => r.Model).HasMaxLength(40);
            run.HasIndex(r => r.AsOf);
        });
    }
}
