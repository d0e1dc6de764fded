using System.ComponentModel.DataAnnotations;
using Guanxi.Http;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Quality;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Desk;

/// <summary>What a figure of the quality of handling counts.</summary>
internal enum ComplaintTrait
{
    /// <summary>There was a first answer; and it kept its limit.</summary>
    Answered,
    AnsweredInTime,

    /// <summary>A solution was carried out; and it kept its limit.</summary>
    Solved,
    SolvedInTime,

    /// <summary>Solved, and opened again.</summary>
    Reopened,

    /// <summary>The customer said how satisfied they were.</summary>
    Rated,

    /// <summary>Closed, and the customer could not be asked.</summary>
    Silent,

    /// <summary>Something was given for it.</summary>
    Compensated,

    /// <summary>The customer bought again within the days after it was closed.</summary>
    BoughtAgain,
}

/// <summary>Which complaints: the list, its count, the counts of the desk's parts and what stands behind a figure are narrowed by one and the same.</summary>
internal abstract record ComplaintFilter
{
    public ComplaintStep? Step { get; init; }
    public ComplaintCause? Cause { get; init; }
    public Id<CauseCode>? CauseCodeId { get; init; }

    /// <summary>Only those without a finer cause.</summary>
    public bool WithoutCode { get; init; }
    public Id<Unit>? UnitId { get; init; }

    /// <summary>Only those for which no unit answers.</summary>
    public bool WithoutUnit { get; init; }

    /// <summary>Only those whose step is late.</summary>
    public bool Late { get; init; }

    /// <summary>Only those of customers who had this grade when it came in; empty for those without one.</summary>
    [StringLength(20)] public string? Grade { get; init; }
    public ServiceChannel? Channel { get; init; }

    /// <summary>Only those that this person sees to.</summary>
    public Id<Person>? HandlerId { get; init; }

    /// <summary>Only those that nobody sees to.</summary>
    public bool WithoutHandler { get; init; }

    /// <summary>Only those that came in on this day or later, and up to that one.</summary>
    public DateOnly? Since { get; init; }
    public DateOnly? Until { get; init; }
    public ComplaintTrait? Trait { get; init; }

    /// <summary>What the warehouse knows of it where that is asked for; null where it isn't.</summary>
    internal async Task<IReadOnlyList<Id<Complaint>>?> Bought(Repurchases repurchases, CancellationToken ct) => Trait != ComplaintTrait.BoughtAgain ? null
        : [.. (await repurchases.From(Since ?? new DateOnly(1900, 1, 1), ct)).Where(c => c.Value).Select(c => c.Key)];

    /// <param name="bought">From <see cref="Bought"/>.</param>
    internal IQueryable<Complaint> Narrow(IQueryable<Complaint> complaints, DateTimeOffset now, IReadOnlyList<Id<Complaint>>? bought)
    {
        if (Step is { } step) complaints = complaints.Where(c => c.Step == step);
        if (Cause is { } cause) complaints = complaints.Where(c => c.Cause == cause);
        if (CauseCodeId is { } code) complaints = complaints.Where(c => c.CauseCodeId == code);
        if (WithoutCode) complaints = complaints.Where(c => c.CauseCodeId == null);
        if (UnitId is { } unit) complaints = complaints.Where(c => c.UnitId == unit);
        if (WithoutUnit) complaints = complaints.Where(c => c.UnitId == null);
        if (Late) complaints = complaints.Where(c => c.DueAt < now);
        if (Grade is { } grade) complaints = grade.Length > 0 ? complaints.Where(c => c.Grade == grade) : complaints.Where(c => c.Grade == null);
        if (Channel is { } channel) complaints = complaints.Where(c => c.Channel == channel);
        if (HandlerId is { } handler) complaints = complaints.Where(c => c.HandlerId == handler);
        if (WithoutHandler) complaints = complaints.Where(c => c.HandlerId == null);
        if (Since is { } since) complaints = complaints.Where(c => c.ReceivedOn >= since);
        if (Until is { } until) complaints = complaints.Where(c => c.ReceivedOn <= until);
        return Trait switch
        {
            ComplaintTrait.Answered => complaints.Where(c => c.RespondMinutes != null),
            ComplaintTrait.AnsweredInTime => complaints.Where(c => c.RespondMinutes != null && !c.RespondedLate),
            ComplaintTrait.Solved => complaints.Where(c => c.SolveMinutes != null),
            ComplaintTrait.SolvedInTime => complaints.Where(c => c.SolveMinutes != null && !c.SolvedLate),
            ComplaintTrait.Reopened => complaints.Where(c => c.SolveMinutes != null && c.Reopened > 0),
            ComplaintTrait.Rated => complaints.Where(c => c.Satisfaction != null),
            ComplaintTrait.Silent => complaints.Where(c => c.State == ComplaintState.Closed && c.Outcome == ComplaintOutcome.NotReached && c.Satisfaction == null),
            ComplaintTrait.Compensated => complaints.Where(c => c.CompensationMinor > 0),
            ComplaintTrait.BoughtAgain when bought is not null => complaints.Where(c => EF.Parameter(bought).Contains(c.Id)),
            _ => complaints,
        };
    }
}

/// <summary>The same words in every address of the API that asks for complaints.</summary>
internal sealed record FilterWords
{
    public Named<ComplaintStep>? Step { get; init; }
    public Named<ComplaintCause>? Cause { get; init; }
    public Id<CauseCode>? CauseCodeId { get; init; }
    public bool? WithoutCode { get; init; }
    public Id<Unit>? UnitId { get; init; }
    public bool? WithoutUnit { get; init; }
    public bool? Late { get; init; }
    public string? Grade { get; init; }
    public Named<ServiceChannel>? Channel { get; init; }
    public Id<Person>? HandlerId { get; init; }
    public bool? WithoutHandler { get; init; }
    public DateOnly? Since { get; init; }
    public DateOnly? Until { get; init; }
    public Named<ComplaintTrait>? Trait { get; init; }

    /// <summary>What was asked for, narrowed by them.</summary>
    public TFilter Of<TFilter>(TFilter asked) where TFilter : ComplaintFilter => asked with
    {
        Step = Step?.Value,
        Cause = Cause?.Value,
        CauseCodeId = CauseCodeId,
        WithoutCode = WithoutCode ?? false,
        UnitId = UnitId,
        WithoutUnit = WithoutUnit ?? false,
        Late = Late ?? false,
        Grade = Grade,
        Channel = Channel?.Value,
        HandlerId = HandlerId,
        WithoutHandler = WithoutHandler ?? false,
        Since = Since,
        Until = Until,
        Trait = Trait?.Value,
    };
}
