namespace Guanxi.Appraisal.Evidence;

/// <summary>What the system knows of somebody's work in a period: beside the marks, never instead of them.</summary>
public sealed record SheetEvidence
{
    /// <summary>With fewer answers a mean says more of chance than of the person.</summary>
    public const int Least = 5;

    public DateOnly FromOn { get; init; }

    /// <summary>The last day that was looked at.</summary>
    public DateOnly UntilOn { get; init; }
    public int Handled { get; init; }
    public IReadOnlyList<CauseSeen> Causes { get; init; } = [];

    /// <summary>Mean of the customers' answers 1–5 at return visits; null with too few.</summary>
    public double? Satisfaction { get; init; }
    public int SatisfactionAnswers { get; init; }

    /// <summary>First answers and solutions: how many, how many within the limit, and their median in working minutes; null with too few.</summary>
    public int Responded { get; init; }
    public int RespondedInTime { get; init; }
    public double? RespondMinutes { get; init; }
    public int Solved { get; init; }
    public int SolvedInTime { get; init; }
    public double? SolveMinutes { get; init; }

    /// <summary>Requests that the person handled: how many, and of first answers and solutions as with complaints.</summary>
    public int Requests { get; init; }
    public int RequestsResponded { get; init; }
    public int RequestsRespondedInTime { get; init; }
    public double? RequestsRespondMinutes { get; init; }
    public int RequestsSolved { get; init; }
    public int RequestsSolvedInTime { get; init; }
    public double? RequestsSolveMinutes { get; init; }

    /// <summary>Mean of the answers 1–5 of customers who confirmed a solution; null with too few.</summary>
    public double? RequestsSatisfaction { get; init; }
    public int RequestsSatisfactionAnswers { get; init; }

    /// <summary>Mean of the answers 1–5 to surveys about what the person sold, handled or did at a visit; null with too few.</summary>
    public double? Surveyed { get; init; }
    public int SurveyedAnswers { get; init; }

    /// <summary>Complaints against the unit where the person works.</summary>
    public int AgainstUnit { get; init; }
    public int AgainstUnitStand { get; init; }
    public int Contacts { get; init; }
    public int ContactsReached { get; init; }
    public int ContactCustomers { get; init; }
    public int TasksInTime { get; init; }
    public int TasksLate { get; init; }
    public int TasksOpen { get; init; }

    public int TasksDue => TasksInTime + TasksLate + TasksOpen;
}

/// <summary>Complaints of one cause.</summary>
public sealed record CauseSeen(string Cause, int Stand, int StandInPart, int DoNotStand, int Unjudged);
