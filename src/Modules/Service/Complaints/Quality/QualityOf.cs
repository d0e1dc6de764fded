using Guanxi.Service.Complaints.Causes;
using Guanxi.Insight;

namespace Guanxi.Service.Complaints.Quality;

/// <summary>What of one complaint counts for the quality of handling.</summary>
internal sealed record HandledComplaint
{
    /// <summary>So many days after closing a purchase counts as bought again.</summary>
    public const int RepurchaseDays = 90;

    public required Id<Complaint> Id { get; init; }
    public ComplaintState State { get; init; }
    public ComplaintOutcome? Outcome { get; init; }
    public Id<Unit>? UnitId { get; init; }
    public Id<Person>? HandlerId { get; init; }
    public ComplaintCause Cause { get; init; }
    public Id<CauseCode>? CauseCodeId { get; init; }
    public ComplaintOrigin? Origin { get; init; }
    public string? Grade { get; init; }
    public ServiceChannel Channel { get; init; }
    public int? RespondMinutes { get; init; }
    public int? SolveMinutes { get; init; }
    public bool RespondedLate { get; init; }
    public bool SolvedLate { get; init; }

    /// <summary>Open, and the limit of its present step has passed.</summary>
    public bool Overdue { get; init; }
    public ComplaintStep Step { get; init; }
    public int Reopened { get; init; }
    public int? Satisfaction { get; init; }

    /// <summary>Answers 1–5 to surveys about it.</summary>
    public IReadOnlyList<int> Surveyed { get; set; } = [];
    public long CompensationMinor { get; init; }

    /// <summary>Null where it can't be told yet.</summary>
    public bool? BoughtAgain { get; set; }
}

/// <summary>How good some complaints were handled. Each figure has its own number of observations: null where there are too few.</summary>
internal sealed record QualityOf
{
    /// <summary>Below this a share or a median says nothing.</summary>
    public const int Least = 5;

    public int Complaints { get; init; }
    public int Open { get; init; }

    /// <summary>Median working minutes to the first answer and to the solution, of those that have one.</summary>
    public double? RespondMinutes { get; init; }
    public int Responded { get; init; }
    public double? SolveMinutes { get; init; }
    public int Solved { get; init; }

    /// <summary>Share whose limit for the first answer, and for the solution, was kept; those still without one whose limit has passed count as not kept.</summary>
    public ShareOf InTime { get; init; } = new();
    public ShareOf SolvedInTime { get; init; } = new();

    /// <summary>Share of the solved that were opened again.</summary>
    public ShareOf Reopened { get; init; } = new();

    /// <summary>Mean of the answers 1–5 at the return visit, with its 95 % interval.</summary>
    public double? Satisfaction { get; init; }
    public double? SatisfactionLow { get; init; }
    public double? SatisfactionHigh { get; init; }
    public int Asked { get; init; }

    /// <summary>Mean of the answers 1–5 to surveys about the complaints.</summary>
    public MeanScore Surveyed { get; init; } = new();

    /// <summary>Share of the closed whose customers could not be asked.</summary>
    public ShareOf Silent { get; init; } = new();

    /// <summary>Share of customers who bought within the days after closing, of those for whom it can be told.</summary>
    public ShareOf BoughtAgain { get; init; } = new();
    public long CompensationMinor { get; init; }

    /// <summary>For how many something was given.</summary>
    public int Compensated { get; init; }

    public static QualityOf These(IReadOnlyList<HandledComplaint> handled)
    {
        var responded = handled.Select(h => h.RespondMinutes).OfType<int>().ToList();
        var solved = handled.Select(h => h.SolveMinutes).OfType<int>().ToList();
        var scores = MeanScore.Of(handled.Select(h => h.Satisfaction));
        var known = handled.Where(h => h.BoughtAgain is not null).ToList();
        var closed = handled.Where(h => h is { State: ComplaintState.Closed, Outcome: ComplaintOutcome.Satisfied or ComplaintOutcome.NotReached or ComplaintOutcome.NotSatisfied }).ToList();
        return new()
        {
            Complaints = handled.Count, Open = handled.Count(h => h.State == ComplaintState.Open), Responded = responded.Count, RespondMinutes = MeanScore.Median(handled.Select(h => h.RespondMinutes)), Solved = solved.Count, SolveMinutes = MeanScore.Median(handled.Select(h => h.SolveMinutes)),
            InTime = ShareOf.Of(handled.Count(h => h is { RespondMinutes: not null, RespondedLate: false }), responded.Count + handled.Count(h => h is { RespondMinutes: null, Overdue: true })), SolvedInTime = ShareOf.Of(handled.Count(h => h is { SolveMinutes: not null, SolvedLate: false }), solved.Count + handled.Count(h => h is { SolveMinutes: null, Overdue: true, Step: ComplaintStep.Judge or ComplaintStep.Solve })),
            Reopened = ShareOf.Of(handled.Count(h => h is { SolveMinutes: not null, Reopened: > 0 }), solved.Count),
            Satisfaction = scores.Mean, SatisfactionLow = scores.Low, SatisfactionHigh = scores.High, Asked = scores.Asked, Surveyed = MeanScore.Of(handled.SelectMany(h => h.Surveyed).Select(s => (int?)s)),
            Silent = ShareOf.Of(closed.Count(h => h is { Outcome: ComplaintOutcome.NotReached, Satisfaction: null }), closed.Count), BoughtAgain = ShareOf.Of(known.Count(h => h.BoughtAgain == true), known.Count),
            CompensationMinor = handled.Sum(h => h.CompensationMinor), Compensated = handled.Count(h => h.CompensationMinor > 0),
        };
    }
}

/// <summary>A share with its 95 % interval by Wilson; null where there are too few observations.</summary>
internal sealed record ShareOf
{
    public double? Share { get; init; }
    public double? Low { get; init; }
    public double? High { get; init; }
    public int Count { get; init; }
    public int Among { get; init; }

    public static ShareOf Of(int count, int of)
    {
        if (of < QualityOf.Least) return new() { Count = count, Among = of };
        var interval = Proportion.Wilson(count, of);
        return new() { Share = interval.Share, Low = interval.Low, High = interval.High, Count = count, Among = of };
    }
}
