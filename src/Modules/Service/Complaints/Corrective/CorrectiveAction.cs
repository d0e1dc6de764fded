using Guanxi.Service.Complaints.Causes;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Corrective;

internal enum CorrectiveState
{
    Open,

    /// <summary>Done; whether it helped is to be seen on the day of the check.</summary>
    Done,
    Effective,
    NotEffective,

    /// <summary>Given up, with the reason.</summary>
    Dropped,
}

/// <summary>What the firm changes so that a cause does not come back, who answers for it, and whether it helped.</summary>
internal sealed class CorrectiveAction : Entity<CorrectiveAction>
{
    public string Title { get; private init; } = "";

    /// <summary>The cause that it is to remove: of all units, or of one.</summary>
    public ComplaintCause Cause { get; private init; }
    public Id<CauseCode>? CauseCodeId { get; private init; }
    public Id<Unit>? UnitId { get; private init; }

    /// <summary>What is to be done.</summary>
    [History] public string Plan { get; private set; } = "";
    [History] public Id<Person> OwnerId { get; private set; }
    [History] public DateOnly DueOn { get; private set; }
    public Id<Person> RaisedBy { get; private init; }
    public DateOnly RaisedOn { get; private init; }
    [History] public CorrectiveState State { get; private set; }

    /// <summary>What was done, when.</summary>
    public string? Done { get; private set; }
    public DateOnly? DoneOn { get; private set; }

    /// <summary>On which day it is looked at whether it helped.</summary>
    public DateOnly? CheckOn { get; private set; }
    public string? Finding { get; private set; }

    /// <summary>Complaints of the cause in as many days before it was done and after, as they were at the check.</summary>
    public int? Before { get; private set; }
    public int? After { get; private set; }
    public int? Days { get; private set; }
    public Id<Person>? CheckedBy { get; private set; }
    public DateOnly? CheckedOn { get; private set; }

    public static CorrectiveAction Raise(string title, ComplaintCause cause, Id<CauseCode>? code, Id<Unit>? unit, string plan, Id<Person> owner, DateOnly dueOn, Id<Person> by, DateOnly on)
    {
        Refuse.Field("Title", string.IsNullOrWhiteSpace(title), "service.corrective.title_missing");
        var action = new CorrectiveAction { Title = title.Trim(), Cause = cause, CauseCodeId = code, UnitId = unit, RaisedBy = by, RaisedOn = on };
        action.Change(plan, owner, dueOn);
        return action;
    }

    public void Change(string plan, Id<Person> owner, DateOnly dueOn)
    {
        Refuse.If(State != CorrectiveState.Open, "service.corrective.not_open");
        Refuse.Field("Plan", string.IsNullOrWhiteSpace(plan), "service.corrective.plan_missing");
        Refuse.Field("DueOn", dueOn < RaisedOn, "service.corrective.due_before_raised");
        (Plan, OwnerId, DueOn) = (plan.Trim(), owner, dueOn);
    }

    public void Finish(string done, DateOnly on, int checkAfterDays)
    {
        Refuse.If(State != CorrectiveState.Open, "service.corrective.not_open");
        Refuse.Field("Done", string.IsNullOrWhiteSpace(done), "service.corrective.done_missing");
        (State, Done, DoneOn, CheckOn) = (CorrectiveState.Done, done.Trim(), on, on.AddDays(checkAfterDays));
    }

    /// <summary>Whether it helped, by whoever looked, with the numbers that were seen. Nobody checks their own.</summary>
    public void Check(bool effective, string finding, int before, int after, int days, Id<Person> by, DateOnly on, bool alone)
    {
        Refuse.If(State != CorrectiveState.Done, "service.corrective.not_done");
        Refuse.If(on < CheckOn, "service.corrective.too_early", CheckOn);
        Refuse.If(by == OwnerId && !alone, "service.corrective.own");
        Refuse.Field("Finding", string.IsNullOrWhiteSpace(finding), "service.corrective.finding_missing");
        (State, Finding, Before, After, Days, CheckedBy, CheckedOn) = (effective ? CorrectiveState.Effective : CorrectiveState.NotEffective, finding.Trim(), before, after, days, by, on);
    }

    public void Drop(string because, Id<Person> by, DateOnly on)
    {
        Refuse.If(State is not (CorrectiveState.Open or CorrectiveState.Done), "service.corrective.not_open");
        Refuse.Field("Finding", string.IsNullOrWhiteSpace(because), "service.complaint.reason_missing");
        (State, Finding, CheckedBy, CheckedOn) = (CorrectiveState.Dropped, because.Trim(), by, on);
    }
}

internal sealed class CorrectiveActionTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<CorrectiveAction>(action =>
    {
        action.ToTable("service_corrective_action");
        action.HasKey(a => a.Id);
        action.Property(a => a.Title).HasMaxLength(200);
        action.Property(a => a.Cause).HasConversion<string>().HasMaxLength(20);
        action.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
        foreach (var words in new[] { nameof(CorrectiveAction.Plan), nameof(CorrectiveAction.Done), nameof(CorrectiveAction.Finding) }) action.Property(words).HasMaxLength(2000);
        action.HasIndex(a => new { a.State, a.DueOn });
        action.HasOne<CauseCode>().WithMany().HasForeignKey(a => a.CauseCodeId).OnDelete(DeleteBehavior.Restrict);
    });
}
