using Guanxi.Service.Complaints.Causes;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>What is known of a complaint when it comes in.</summary>
public sealed record ComplaintDetails
{
    public ServiceChannel Channel { get; init; }
    public string? Wish { get; init; }
    public string? OrderNumber { get; init; }
    public Id<Unit>? UnitId { get; init; }
    public string? Grade { get; init; }
}

/// <summary>What was found in judging it.</summary>
public sealed record Judgement
{
    public string KeyPoints { get; init; } = "";
    public Verdict Verdict { get; init; }
    public ComplaintOrigin Origin { get; init; }
    public ComplaintCause Cause { get; init; }
    public Id<CauseCode>? CauseCodeId { get; init; }

    /// <summary>Who has to answer for it; null leaves it where it is.</summary>
    public Id<Unit>? UnitId { get; init; }
    public string? RootCause { get; init; }
}

/// <summary>What the customer said when somebody came back.</summary>
/// <param name="Reached">False where nobody answered.</param>
/// <param name="Satisfaction">1 very dissatisfied … 5 very satisfied.</param>
/// <param name="Note">In the customer's words; what is lacking where they are not satisfied.</param>
public readonly record struct ReturnVisit(bool Reached, int? Satisfaction, string? Note);
