using System.ComponentModel.DataAnnotations;

namespace Guanxi.Service.Complaints.Limits;

/// <summary>How complaints are handled: limits by grade, the return visit, what happens by itself. An administrator may change each.</summary>
public sealed record ComplaintSettings
{
    public StepLimits Major { get; init; } = new() { RespondHours = 1, JudgeHours = 4, SolveHours = 16 };
    public StepLimits Minor { get; init; } = new() { RespondHours = 2, JudgeHours = 8, SolveHours = 24 };

    /// <summary>The standard: also for customers without a grade, and for private persons of a lower one.</summary>
    public StepLimits Ordinary { get; init; } = new() { RespondHours = 4, JudgeHours = 8, SolveHours = 40 };
    public StepLimits Small { get; init; } = new() { RespondHours = 8, JudgeHours = 16, SolveHours = 60 };

    /// <summary>Days from the solution to the return visit.</summary>
    [Range(0, 90)] public int FollowUpDays { get; init; } = 3;

    /// <summary>From this answer on, 1–5, the customer counts as satisfied; below, the complaint is opened again.</summary>
    [Range(2, 5)] public int LeastScore { get; init; } = 3;

    /// <summary>So many times the customer is tried for the return visit.</summary>
    [Range(1, 10)] public int MostAttempts { get; init; } = 3;

    /// <summary>Days for which a closed complaint can be opened again.</summary>
    [Range(0, 730)] public int ReopenDays { get; init; } = 60;

    /// <summary>The share of a limit that is left when it turns amber.</summary>
    [Range(0.0, 0.9)] public double AmberShare { get; init; } = 0.25;

    /// <summary>A missed limit is a task of the unit's lead.</summary>
    public bool EscalateLate { get; init; } = true;

    /// <summary>A complaint from the public form that nobody takes up within the limit of the first answer is a task of the lead.</summary>
    public bool EscalateIncoming { get; init; } = true;

    /// <summary>What the customer does by the private link is a task of the handler the same moment.</summary>
    public bool TellHandler { get; init; } = true;

    /// <summary>Corrective actions are tasks of their owner and of whoever checks them.</summary>
    public bool TellCorrective { get; init; } = true;

    /// <summary>A cluster of complaints is a task of the unit's lead, once within its days.</summary>
    public bool TellCluster { get; init; } = true;

    /// <summary>The return visit is a task of the handler.</summary>
    public bool PlanVisit { get; init; } = true;

    /// <summary>So many complaints of one cause against one unit within so many days are a cluster.</summary>
    [Range(2, 1_000)] public int ClusterCount { get; init; } = 5;
    [Range(1, 365)] public int ClusterDays { get; init; } = 30;

    /// <summary>Days within which the same cause again counts as having come back.</summary>
    [Range(1, 730)] public int RecurDays { get; init; } = 180;

    /// <summary>The limits of a grade; the standard where there is none.</summary>
    public StepLimits Of(string? grade) => grade switch { "major" => Major, "minor" => Minor, "small" => Small, _ => Ordinary };
}

/// <summary>Working hours for each step.</summary>
public sealed record StepLimits
{
    /// <summary>From when it came in until somebody spoke with the customer.</summary>
    [Range(0.25, 2_000)] public double RespondHours { get; init; }

    /// <summary>From then until it is judged.</summary>
    [Range(0.25, 2_000)] public double JudgeHours { get; init; }

    /// <summary>From then until a solution was carried out.</summary>
    [Range(0.25, 2_000)] public double SolveHours { get; init; }
}
