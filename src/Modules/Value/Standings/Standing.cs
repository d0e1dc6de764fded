using Guanxi.Customers;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Standings;

/// <summary>Where the relationship with one customer stood at the end of one day, with the evidence. Written by a run; between two runs only a person's override of the grade changes it.</summary>
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

    /// <summary>Nine of ten times the potential lies between these.</summary>
    public long PotentialLowMinor { get; private init; }
    public long PotentialHighMinor { get; private init; }

    /// <summary>Place by total value, 1 is the best.</summary>
    public int Place { get; private init; }

    /// <summary><c>major</c>, <c>minor</c>, <c>ordinary</c>, <c>small</c>.</summary>
    public string Grade { get; private init; } = "";

    /// <summary>What the edges alone said; the grade follows when they say it twice.</summary>
    public string GradeByEdges { get; private init; } = "";

    /// <summary>A, B, C or D.</summary>
    public string Class { get; private init; } = "";
    public string Colour { get; private init; } = "";
    public string Stage { get; private init; } = "";

    /// <summary>What the rules alone said; the stage follows when they say it twice.</summary>
    public string StageCandidate { get; private init; } = "";

    /// <summary>The rule that decided the stage.</summary>
    public string StageRule { get; private init; } = "";

    /// <summary>What the customer is to the firm: <c>first_time</c>, <c>repeat</c>, <c>loyal</c>, <c>lost</c> …</summary>
    public string State { get; private init; } = "";

    /// <summary>What the figures alone said, whatever was declared; the state follows when they say it twice.</summary>
    public string StateByFigures { get; private init; } = "";

    /// <summary>Loyalty index, 0 to 100; null where it can't be told.</summary>
    public int? Loyalty { get; private init; }

    /// <summary>Why the customer comes again: <c>superior</c>, <c>inertia</c>, <c>price</c> …; <c>unknown</c> where attachment has no data.</summary>
    public string LoyaltyType { get; private init; } = "";

    /// <summary>Scores of recency, frequency and money as one number: 545.</summary>
    public int Rfm { get; private init; }

    /// <summary>High recency 4, high frequency 2, high money 1, added up.</summary>
    public int RfmOctant { get; private init; }

    /// <summary>Probability of no purchase in the planning period; null where it can't be told.</summary>
    public double? Churn { get; private init; }

    /// <summary>Churn × (current + potential).</summary>
    public long RiskMinor { get; private init; }

    /// <summary>Bits of <see cref="Standings.Traits"/>.</summary>
    public int Traits { get; private init; }

    /// <summary>Inputs and reasons of each figure and label, as JSON.</summary>
    public string Evidence { get; private init; } = "";
}

/// <summary>One run of the insight: which model, which parameters, what totals.</summary>
internal sealed class InsightRun : Entity<InsightRun>
{
    public DateOnly AsOf { get; private init; }
    public DateTimeOffset RanAt { get; private init; }
    public string Model { get; private init; } = "";

    /// <summary>A <see cref="Runs.RunSummary"/> as JSON.</summary>
    public string Summary { get; private init; } = "";

    public static InsightRun Of(Id<InsightRun> id, DateOnly asOf, DateTimeOffset at, string model, string summary) =>
        new() { Id = id, AsOf = asOf, RanAt = at, Model = model, Summary = summary };
}

internal sealed class StandingTable : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Standing>(standing =>
        {
            standing.ToTable("value_standing");
            // A day's standings lie together: they are written, compared and forgotten by the day. See docs/adr/0010.
            standing.HasKey(s => new { s.AsOf, s.CustomerId });
            standing.Property(s => s.Grade).HasMaxLength(20);
            standing.Property(s => s.GradeByEdges).HasMaxLength(20);
            standing.Property(s => s.Class).HasMaxLength(1);
            standing.Property(s => s.Colour).HasMaxLength(20);
            standing.Property(s => s.Stage).HasMaxLength(20);
            standing.Property(s => s.StageCandidate).HasMaxLength(20);
            standing.Property(s => s.StageRule).HasMaxLength(30);
            standing.Property(s => s.State).HasMaxLength(20);
            standing.Property(s => s.StateByFigures).HasMaxLength(20);
            standing.Property(s => s.LoyaltyType).HasMaxLength(20);
            standing.HasIndex(s => new { s.AsOf, s.Place });
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
