using Guanxi.Appraisal.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Appraisal.Periods;

/// <summary>One line of a period's log: who did what, when, and what they said. Never changed.</summary>
internal sealed class AppraisalEvent : Entity<AppraisalEvent>
{
    public Id<AppraisalPeriod> PeriodId { get; private init; }

    /// <summary>Null where it is about the period itself.</summary>
    public Id<AppraisalSheet>? SheetId { get; private init; }
    public AppraisalAct Act { get; private init; }
    public Id<Person> PersonId { get; private init; }
    public DateTimeOffset HappenedAt { get; private init; }
    public string? Words { get; private init; }

    internal static AppraisalEvent Of(Id<AppraisalPeriod> period, Id<AppraisalSheet>? sheet, AppraisalAct act, Id<Person> by, DateTimeOffset at, string? words) =>
        new() { PeriodId = period, SheetId = sheet, Act = act, PersonId = by, HappenedAt = at, Words = words };
}

internal sealed class AppraisalEventTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<AppraisalEvent>(happened =>
    {
        happened.ToTable("appraisal_event");
        happened.HasKey(e => e.Id);
        happened.Property(e => e.Act).HasConversion<string>().HasMaxLength(20);
        happened.Property(e => e.Words).HasMaxLength(2000);
        happened.HasIndex(e => e.PeriodId);
        happened.HasIndex(e => e.SheetId);
        happened.HasOne<AppraisalPeriod>().WithMany().HasForeignKey(e => e.PeriodId).OnDelete(DeleteBehavior.Restrict);
        happened.HasOne<AppraisalSheet>().WithMany().HasForeignKey(e => e.SheetId).OnDelete(DeleteBehavior.Restrict);
    });
}
