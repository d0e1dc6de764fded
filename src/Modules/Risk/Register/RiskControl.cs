using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Register;

internal enum ControlState
{
    /// <summary>To be in place by its day.</summary>
    Planned,
    InPlace,

    /// <summary>Given up, or no longer done.</summary>
    Dropped,
}

/// <summary>What makes a risk less likely or less bad, who sees to it and by when.</summary>
internal sealed class RiskControl : Entity<RiskControl>
{
    public Id<RegisteredRisk> RiskId { get; private init; }
    public string Measure { get; private init; } = "";
    public Id<Person> OwnerId { get; private init; }
    public DateOnly DueOn { get; private init; }
    [History] public ControlState State { get; private set; }

    /// <summary>What shows that it is in place, or why it was dropped.</summary>
    [History] public string? Evidence { get; private set; }
    public DateOnly? ChangedOn { get; private set; }

    public static RiskControl Plan(RegisteredRisk risk, string measure, Id<Person> owner, DateOnly dueOn)
    {
        risk.MustBeOpen();
        Refuse.Field(nameof(Measure), string.IsNullOrWhiteSpace(measure), "risk.control.measure_missing");
        return new() { RiskId = risk.Id, Measure = measure.Trim(), OwnerId = owner, DueOn = dueOn };
    }

    /// <param name="inPlace">Whether it is in place; else it is dropped.</param>
    public void Report(bool inPlace, string evidence, DateOnly today)
    {
        Refuse.If(State == ControlState.Dropped || (inPlace && State == ControlState.InPlace), "risk.control.reported_already");
        Refuse.Field(nameof(Evidence), string.IsNullOrWhiteSpace(evidence), "risk.control.evidence_missing");
        (State, Evidence, ChangedOn) = (inPlace ? ControlState.InPlace : ControlState.Dropped, evidence.Trim(), today);
    }
}

internal sealed class RiskControlTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<RiskControl>(control =>
    {
        control.ToTable("risk_control");
        control.HasKey(c => c.Id);
        control.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
        control.Property(c => c.Measure).HasMaxLength(500);
        control.Property(c => c.Evidence).HasMaxLength(2000);
        control.HasOne<RegisteredRisk>().WithMany().HasForeignKey(c => c.RiskId).OnDelete(DeleteBehavior.Restrict);
        control.HasIndex(c => new { c.RiskId, c.Id });
    });
}
