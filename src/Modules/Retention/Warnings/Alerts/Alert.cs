using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention.Warnings.Signals;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Warnings.Alerts;

internal enum AlertState { Open, Handled, Dismissed, Over }

/// <summary>One signal of one customer that someone should react to. It stays the same alert for as long as the signal holds, and ends by a person, or by itself once the signal is gone.</summary>
internal sealed class Alert : Entity<Alert>
{
    public Id<Customer> CustomerId { get; private init; }
    public Signal Signal { get; private init; }

    /// <summary>The worst since it opened.</summary>
    [History] public Severity Severity { get; private set; }

    /// <summary>Days of the figures: of the run that opened it, and of the last one that saw it.</summary>
    public DateOnly OpenedOn { get; private init; }
    public DateOnly LastSeenOn { get; private set; }

    /// <summary>The day of the first run that no longer saw it, or that opened another one in its place; null while the signal holds.</summary>
    public DateOnly? GoneOn { get; private set; }

    /// <summary>Money at risk, minor units of the base currency.</summary>
    public long MoneyMinor { get; private set; }

    /// <summary>What the reason's text names, as JSON.</summary>
    public string Args { get; private set; } = "[]";
    [History] public Id<Person>? OwnerId { get; private set; }
    [History] public DateOnly DueOn { get; private set; }
    [History] public AlertState State { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public Id<Person>? EndedBy { get; private set; }
    public string? Note { get; private set; }

    public static Alert Open(Id<Customer> customer, Signal signal, Sighting seen, Id<Person>? owner, DateOnly dueOn) => new()
    {
        CustomerId = customer, Signal = signal, Severity = seen.Severity, OpenedOn = seen.On, LastSeenOn = seen.On, MoneyMinor = seen.MoneyMinor, Args = StoredJson.Write(seen.Args), OwnerId = owner, DueOn = dueOn,
    };

    public double[] Figures => StoredJson.Read<double[]>(Args) ?? [];

    /// <summary>A run saw it again. Where it got worse there is less time to react.</summary>
    public void See(Sighting seen, DateOnly dueOn)
    {
        LastSeenOn = seen.On;
        if (State != AlertState.Open) return;
        (MoneyMinor, Args) = (seen.MoneyMinor, StoredJson.Write(seen.Args));
        if (seen.Severity <= Severity) return;
        Severity = seen.Severity;
        if (dueOn < DueOn) DueOn = dueOn;
    }

    /// <summary>It was seen to by a person, and now is worse than it was then: that is another alert.</summary>
    public bool IsOutdoneBy(Severity severity) => State is AlertState.Handled or AlertState.Dismissed && severity > Severity;

    /// <summary>The signal is gone, or another alert stands for it. Who had not reacted yet need not any more.</summary>
    public void Fade(DateOnly on, DateTimeOffset at)
    {
        GoneOn = on;
        if (State == AlertState.Open) (State, EndedAt) = (AlertState.Over, at);
    }

    public void Handle(string note, Id<Person> by, DateTimeOffset at) => End(AlertState.Handled, note, "retention.alert.handled_needs_note", by, at);

    public void Dismiss(string reason, Id<Person> by, DateTimeOffset at) => End(AlertState.Dismissed, reason, "retention.alert.dismissed_needs_reason", by, at);

    public void HandTo(Id<Person> owner)
    {
        Refuse.If(State != AlertState.Open, "retention.alert.ended_already");
        OwnerId = owner;
    }

    private void End(AlertState state, string note, string missing, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(State != AlertState.Open, "retention.alert.ended_already");
        Refuse.Field("Note", string.IsNullOrWhiteSpace(note), missing);
        (State, Note, EndedBy, EndedAt) = (state, note.Trim(), by, at);
    }
}

/// <summary>How a run saw a signal.</summary>
internal readonly record struct Sighting(DateOnly On, Severity Severity, long MoneyMinor, double[] Args);

internal sealed class AlertTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Alert>(alert =>
    {
        alert.ToTable("retention_alert");
        alert.HasKey(a => new { a.CustomerId, a.Id });
        alert.HasOneInForce("gone_on IS NULL", "signal");
        alert.Property(a => a.Signal).HasConversion<string>().HasMaxLength(20);
        alert.Property(a => a.Severity).HasConversion<string>().HasMaxLength(20);
        alert.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
        alert.Property(a => a.Note).HasMaxLength(2000);
        alert.Ignore(a => a.Figures);
        // The list: open ones by the day they are due, then by money.
        alert.HasIndex(a => new { a.State, a.DueOn, a.MoneyMinor, a.Id });
        // The run: those whose signal holds.
        alert.HasIndex(a => new { a.GoneOn, a.CustomerId });
        // No foreign key: an alert is worked out of facts. It goes with its customer when an import is taken back, and doesn't hold him.
    });
}
